import { checkIds, checks } from "../controls";
import { type PreviewCheck, onEach } from "./check";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Known, Reader } from "./reader";
import { chartName, onRelease, releaseType } from "./releases";
import { isTrue } from "./tree";
import { type Verdict, all, anyOf, demand, fail, notApplicable, pass } from "./verdict";

/** What the chart of Falco is told; defaults are those of its values file, 9.1. */

const daemonSetType = "kubernetes:apps/v1:DaemonSet";

const releasesOf = (plan: Plan): readonly Reader[] =>
  plan.ofType(releaseType).filter((release) => chartName(release.read("chart")) === "falco");

/** A release looks at system calls unless its probe is off; then it looks at what plugins bring. */
const onNodes = (values: Reader, decide: () => Verdict): Verdict =>
  values.inspect("driver.enabled", (enabled) => (enabled === false ? notApplicable : decide()));

const toleratesAll = (where: Reader, at: string): Verdict =>
  anyOf(
    where.every(
      at,
      (toleration) =>
        all(
          toleration.expect("operator", (operator) => operator === "Exists", ""),
          toleration.expect("key", (key) => key === undefined || key === "", ""),
          toleration.expect("effect", (effect) => effect === undefined || effect === "", ""),
        ),
      fail(""),
    ),
    "nodes with a taint are not watched; set tolerations to operator: Exists",
  );

const everywhere = (where: Reader, at: string): Verdict =>
  where.expect(
    at,
    (selector) => selector === undefined || selector === null || (typeof selector === "object" && Object.keys(selector).length === 0),
    "only some nodes are watched; leave nodeSelector out",
  );

const watchesNodes = (values: Reader): Verdict =>
  onNodes(values, () =>
    all(
      values.expect(
        "controller.kind",
        (kind) => kind === undefined || kind === "daemonset",
        "it runs on some nodes only; set controller.kind: daemonset",
      ),
      values.expect(
        "driver.kind",
        (kind) => kind === "modern_ebpf",
        "the probe needs a driver that is fetched or built on the node; set driver.kind: modern_ebpf",
      ),
      toleratesAll(values, "tolerations"),
      everywhere(values, "nodeSelector"),
    ),
  );

const nodesOfRelease = onRelease("falco", watchesNodes);

/** One that is not installed by its chart. */
const ownDaemonSet = (set: Reader): Verdict =>
  set.inspect("metadata.name", (name) =>
    name === "falco"
      ? all(toleratesAll(set, "spec.template.spec.tolerations"), everywhere(set, "spec.template.spec.nodeSelector"))
      : notApplicable,
  );

const stableFile = /(^|\/)falco_rules\.yaml$/;

const stableRules = (values: Reader): Verdict =>
  onNodes(values, () =>
    values.inspect("falco.rules_files", (files) =>
      files === undefined
        ? pass
        : anyOf(
            values.every(
              "falco.rules_files",
              (file) => file.expect("", (path) => typeof path === "string" && stableFile.test(path), ""),
              fail(""),
            ),
            "Falco's own stable rules are not loaded; add /etc/falco/falco_rules.yaml to falco.rules_files",
          ),
    ),
  );

const nothingFollowed = (values: Reader): Verdict =>
  all(
    values.expect(
      "falcoctl.artifact.follow.enabled",
      (enabled) => enabled === false,
      "rules change without review; set falcoctl.artifact.follow.enabled: false",
    ),
    values.expect(
      "falco.rule_matching",
      (matching) => matching === "all",
      "of several rules only the first tells; set falco.rule_matching: all",
    ),
  );

const priorities = ["emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug"];

/** Whether an output is told of what is at least a notice; an empty priority is every one. */
const hearsNotices = (output: Reader): Verdict =>
  output.expect(
    "minimumpriority",
    (priority) =>
      priority === undefined || priority === "" || priorities.findIndex((one) => one === priority) >= priorities.indexOf("notice"),
    "alerts are left out on their way; lower minimumpriority to notice",
  );

const outputs: readonly (readonly [path: string, target: string])[] = [
  ["aws.sns", "topicarn"],
  ["aws.cloudwatchlogs", "loggroup"],
  ["aws.s3", "bucket"],
  ["aws.sqs", "url"],
  ["aws.kinesis", "streamname"],
  ["slack", "webhookurl"],
  ["pagerduty", "routingKey"],
];

const isSet = (value: Known): boolean => typeof value === "string" && value !== "";

/** Every event goes to falcosidekick, and from there to people and to the logs; another release sends its own to that of the first. */
const delivered = (values: Reader): Verdict =>
  values.inspect("falcosidekick.enabled", (enabled) => {
    const nobody = "nobody is told of alerts; set falcosidekick.enabled: true, or falco.http_output to where it is";
    if (!isTrue(enabled))
      return all(
        values.expect("falco.http_output.enabled", isTrue, nobody),
        values.expect("falco.http_output.url", isSet, nobody),
        values.expect("falco.json_output", isTrue, "events cannot be read by what sends them; set falco.json_output: true"),
      );
    const set = outputs.map(([path, target]) => {
      const output = values.at(`falcosidekick.config.${path}`);
      return {
        told: output.expect(target, isSet, ""),
        hears: output.inspect(target, (value) => (isSet(value) ? hearsNotices(output) : notApplicable)),
      };
    });
    return all(
      anyOf(
        set.map(({ told }) => told),
        "alerts stay in the cluster; set falcosidekick.config.aws.sns.topicarn and cloudwatchlogs.loggroup",
      ),
      ...set.map(({ hears }) => hears),
    );
  });

const auditPlugin = /^k8saudit(-eks)?$/;

/** One replica: two would tell everything twice. */
const watchesAuditLog = (plan: Plan): Verdict =>
  anyOf(
    releasesOf(plan).map((release) => {
      const values = release.at("values");
      return all(
        values.expect("driver.enabled", (enabled) => enabled === false, ""),
        values.expect("controller.kind", (kind) => kind === "deployment", ""),
        values.expect("controller.deployment.replicas", (replicas) => replicas === undefined || replicas === 1, ""),
        anyOf(
          values.every(
            "falco.load_plugins",
            (plugin) => plugin.expect("", (name) => typeof name === "string" && auditPlugin.test(name), ""),
            fail(""),
          ),
          "",
        ),
      );
    }),
    "nothing looks at the audit log of Kubernetes; add a second release of falco as a Deployment of one replica with the plugin k8saudit-eks",
  );

/** Texts of the rules that releases bring with them. */
const rulesOf = (plan: Plan): readonly Known[] =>
  releasesOf(plan).flatMap((release) =>
    release
      .at("values")
      .keys("customRules")
      .map((file) => release.read(`values.customRules["${file}"]`) as Known),
  );

const loads = (rules: readonly Known[], id: string): boolean =>
  rules.some((text) => typeof text === "string" && text.includes(`tags: [${id}`));

/** The catalogue says what raises an alert; a rule that no release has raises none. */
const catalogueRules = (plan: Plan): Verdict => {
  const rules = rulesOf(plan);
  const missing = checkIds.filter((id) => checks[id].moments.includes("runtime") && !loads(rules, id));
  return missing.length === 0 ? pass : fail(`rules are missing in customRules: ${missing.join(", ")}`);
};

const watchesFiles = (plan: Plan): Verdict =>
  anyOf(
    [
      demand(loads(rulesOf(plan), "critical-file-change-alerted"), ""),
      ...releasesOf(plan).map((release) =>
        anyOf(
          release.every(
            "values.falco.rules_files",
            (file) => file.expect("", (path) => typeof path === "string" && path.endsWith("falco-sandbox_rules.yaml"), ""),
            fail(""),
          ),
          "",
        ),
      ),
    ],
    "no rule tells of changed files: they are not among those that Falco loads by itself; add them to customRules",
  );

export const falcoChecks = {
  "falco-watches-every-node": onEach([releaseType, daemonSetType], (resource, settings) =>
    resource.type === daemonSetType ? ownDaemonSet(resource) : nodesOfRelease.evaluate(resource, settings),
  ),
  "falco-loads-stable-rules": onRelease("falco", stableRules),
  "falco-rules-reviewed": onRelease("falco", nothingFollowed),
  "falco-loads-catalogue-rules": onPlatform(releaseType, catalogueRules),
  "falco-watches-files": onPlatform(releaseType, watchesFiles),
  "falco-alerts-delivered": onRelease("falco", delivered),
  "falco-watches-audit-log": onPlatform(releaseType, watchesAuditLog),
} as const satisfies Record<string, PreviewCheck>;
