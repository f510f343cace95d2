import { checkIds, checks as catalogue } from "../../../policies/controls";
import { falcoChecks as checks } from "../../../policies/preview/falco";
import { UNKNOWN, type Value } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const falco = (values: object, name = "falco") => planned("kubernetes:helm.sh/v3:Release", name, { chart: "falco", values } as never);
const all = [{ operator: "Exists" }];
const onNodes = (change: object = {}) => falco({ driver: { kind: "modern_ebpf" }, tolerations: all, ...change });
const daemonSet = (name: Value, spec: object) =>
  planned("kubernetes:apps/v1:DaemonSet", "set", { metadata: { name }, spec: { template: { spec } } } as never);

table("falco-watches-every-node", checks["falco-watches-every-node"], [
  { it: "accepts the modern probe on every node", given: onNodes(), want: "pass" },
  { it: "accepts a set of one's own that goes everywhere", given: daemonSet("falco", { tolerations: all }), want: "pass" },
  { it: "does not ask a release without probe", given: falco({ driver: { enabled: false } }), want: "not-applicable" },
  { it: "does not ask other sets", given: daemonSet("agent", {}), want: "not-applicable" },
  { it: "refuses some nodes only", given: onNodes({ nodeSelector: { disk: "ssd" } }), want: "fail" },
  { it: "refuses a set that leaves out tainted nodes", given: daemonSet("falco", {}), want: "fail" },
  { it: "refuses one taint only", given: onNodes({ tolerations: [{ operator: "Exists", key: "gpu" }] }), want: "fail" },
  { it: "refuses one effect only", given: onNodes({ tolerations: [{ operator: "Exists", effect: "NoSchedule" }] }), want: "fail" },
  { it: "refuses a deployment", given: onNodes({ controller: { kind: "deployment" } }), want: "fail" },
  { it: "refuses a driver that is built on the node", given: onNodes({ driver: { kind: "kmod" } }), want: "fail" },
  { it: "refuses the default driver", given: onNodes({ driver: {} }), want: "fail" },
  { it: "defers an unknown toleration", given: onNodes({ tolerations: [UNKNOWN] }), want: "deferred" },
]);

const files = (list: Value) => falco({ falco: { rules_files: list } });
table("falco-loads-stable-rules", checks["falco-loads-stable-rules"], [
  { it: "accepts them among others", given: files(["/etc/falco/falco_rules.yaml", "/etc/falco/rules.d"]), want: "pass" },
  { it: "accepts the default", given: falco({}), want: "pass" },
  { it: "refuses a list without them", given: files(["/etc/falco/rules.d"]), want: "fail" },
  { it: "refuses an empty list", given: files([]), want: "fail" },
  { it: "refuses the sandbox's in their place", given: files(["/etc/falco/falco-sandbox_rules.yaml"]), want: "fail" },
]);

const followed = (enabled: Value, matching: Value = "all") =>
  falco({ falcoctl: { artifact: { follow: { enabled } } }, falco: { rule_matching: matching } });
table("falco-rules-reviewed", checks["falco-rules-reviewed"], [
  { it: "accepts rules of the program only", given: followed(false), want: "pass" },
  { it: "refuses those that are followed", given: followed(true), want: "fail" },
  { it: "refuses the default, which follows", given: falco({ falco: { rule_matching: "all" } }), want: "fail" },
  { it: "refuses that the first rule hides the others", given: followed(false, "first"), want: "fail" },
  { it: "defers an unknown choice", given: followed(UNKNOWN), want: "deferred" },
]);

const ids = checkIds.filter((id) => catalogue[id].moments.includes("runtime"));
const rules = (list: readonly string[]) => list.map((id) => `- rule: ${id}\n  tags: [${id}, compliance]\n`).join("");
const bringing = (text: Value) => falco({ customRules: { "rules.yaml": text } });
table("falco-loads-catalogue-rules", checks["falco-loads-catalogue-rules"], [
  { it: "accepts all of the catalogue", given: [platform, bringing(rules(ids))], want: "pass" },
  {
    it: "accepts them in two releases",
    given: [platform, bringing(rules(ids.slice(0, 4))), falco({ customRules: { "more.yaml": rules(ids.slice(4)) } }, "second")],
    want: "pass",
  },
  ...ids.map((id) => ({
    it: `refuses them without ${id}`,
    given: [platform, bringing(rules(ids.filter((one) => one !== id)))],
    want: "fail" as const,
  })),
  { it: "refuses none", given: platform, want: "fail" },
]);

table("falco-watches-files", checks["falco-watches-files"], [
  { it: "accepts the rule of the catalogue", given: [platform, bringing(rules(["critical-file-change-alerted"]))], want: "pass" },
  { it: "accepts Falco's sandbox", given: [platform, files(["/etc/falco/falco-sandbox_rules.yaml"])], want: "pass" },
  { it: "refuses Falco's stable rules, which have none", given: [platform, files(["/etc/falco/falco_rules.yaml"])], want: "fail" },
]);

const told = (config: object) => falco({ falcosidekick: { enabled: true, config } });
const topic = "arn:aws:sns:eu-west-1:111122223333:alerts";
const http = { http_output: { enabled: true, url: "http://falcosidekick:2801/" }, json_output: true };
table("falco-alerts-delivered", checks["falco-alerts-delivered"], [
  { it: "accepts a topic", given: told({ aws: { sns: { topicarn: topic, minimumpriority: "notice" } } }), want: "pass" },
  { it: "accepts a topic that hears everything", given: told({ aws: { sns: { topicarn: topic } } }), want: "pass" },
  { it: "accepts a release that sends to the first one's sender", given: falco({ falco: http }), want: "pass" },
  { it: "refuses the default, nobody", given: falco({}), want: "fail" },
  { it: "refuses a sender that tells nobody", given: told({}), want: "fail" },
  { it: "refuses to leave out warnings", given: told({ aws: { sns: { topicarn: topic, minimumpriority: "critical" } } }), want: "fail" },
  { it: "refuses a priority that there is not", given: told({ aws: { sns: { topicarn: topic, minimumpriority: "loud" } } }), want: "fail" },
  { it: "refuses events that the sender cannot read", given: falco({ falco: { ...http, json_output: false } }), want: "fail" },
  { it: "defers an unknown topic", given: told({ aws: { sns: { topicarn: UNKNOWN, minimumpriority: "notice" } } }), want: "deferred" },
]);

const audit = (change: object = {}) =>
  falco({
    driver: { enabled: false },
    controller: { kind: "deployment", deployment: { replicas: 1 } },
    falco: { load_plugins: ["k8saudit-eks", "json"] },
    ...change,
  });
table("falco-watches-audit-log", checks["falco-watches-audit-log"], [
  { it: "accepts a deployment of one with the plugin", given: [platform, audit(), onNodes()], want: "pass" },
  {
    it: "refuses two, which tell everything twice",
    given: [platform, audit({ controller: { kind: "deployment", deployment: { replicas: 2 } } })],
    want: "fail",
  },
  { it: "refuses one on every node", given: [platform, audit({ controller: { kind: "daemonset" } })], want: "fail" },
  { it: "refuses one without the plugin", given: [platform, audit({ falco: { load_plugins: ["json"] } })], want: "fail" },
  { it: "refuses nodes only", given: [platform, onNodes()], want: "fail" },
  { it: "defers an unknown plugin", given: [platform, audit({ falco: { load_plugins: UNKNOWN } })], want: "deferred" },
]);
