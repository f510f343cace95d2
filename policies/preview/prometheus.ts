import { type PreviewCheck, onPlan } from "./check";
import { type Plan, firstOf } from "./plan";
import type { Reader } from "./reader";
import { anyOf, fail, worst } from "./verdict";

const ruleType = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";

/** Controls that fail silently, and the metric by which each is seen (kube-state-metrics, Gatekeeper and Velero documentation). */
const watched: readonly (readonly [what: string, metric: RegExp])[] = [
  [
    "an agent that is missing on a node (kube_daemonset_status_number_unavailable)",
    /kube_daemonset_status_\w*(unavailable|ready|available)/,
  ],
  [
    "a webhook that does not answer (apiserver_admission_webhook_rejection_count)",
    /(apiserver_admission_webhook|gatekeeper_validation)_\w+/,
  ],
  ["a backup that failed (velero_backup_failure_total)", /velero_backup_(failure|partial_failure|last_status|last_successful)\w*/],
];

/** Where a program brings rules for Prometheus, these have to be among them; alarms of CloudWatch are judged by themselves. */
const covers = (plan: Plan): ReturnType<typeof worst> => {
  const rules = plan.ofType(ruleType);
  return worst(
    watched.map(([what, metric]) =>
      anyOf(
        rules.flatMap((rule) =>
          rule.every(
            "spec.groups",
            (group) =>
              anyOf(
                group.every("rules", (one) => asks(one, metric)),
                "",
              ),
            fail(""),
          ),
        ),
        `nobody is told of ${what}; add an alert to spec.groups of a PrometheusRule`,
      ),
    ),
  );
};

const asks = (rule: Reader, metric: RegExp): ReturnType<typeof worst> =>
  rule.expect("expr", (expression) => typeof expression === "string" && metric.test(expression), "");

export const prometheusChecks = {
  "prometheus-watches-controls": onPlan(ruleType, (plan) => {
    const first = firstOf(plan.ofType(ruleType));
    return first === undefined ? [] : [{ urn: first.urn, verdict: covers(plan) }];
  }),
} as const satisfies Record<string, PreviewCheck>;
