import { prometheusChecks as checks } from "../../../policies/preview/prometheus";
import { UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const alerts = (...expressions: readonly Value[]) =>
  planned("kubernetes:monitoring.coreos.com/v1:PrometheusRule", "rules", {
    spec: { groups: [{ name: "controls", rules: expressions.map((expr) => ({ alert: "one", expr })) }] },
  });
const agents = "kube_daemonset_status_number_unavailable > 0";
const webhook = "increase(gatekeeper_validation_request_count[5m]) == 0";
const backups = "increase(velero_backup_failure_total[1h]) > 0";

table("prometheus-watches-controls", checks["prometheus-watches-controls"], [
  { it: "accepts alerts for agents, webhooks and backups", given: alerts(agents, webhook, backups), want: "pass" },
  { it: "refuses them without agents", given: alerts(webhook, backups), want: "fail" },
  { it: "refuses them without webhooks", given: alerts(agents, backups), want: "fail" },
  { it: "refuses them without backups", given: alerts(agents, webhook), want: "fail" },
  { it: "refuses rules of other things", given: alerts("up == 0"), want: "fail" },
  { it: "defers what is not known", given: alerts(agents, webhook, UNKNOWN), want: "deferred" },
  { it: "asks nothing of a program without such rules", given: [], want: {} },
]);
