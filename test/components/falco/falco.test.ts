import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import { Falco } from "../../../components/falco/falco";
import { alertPermissions, auditReaderPermissions } from "../../../components/falco/identity";
import { sidekickPort } from "../../../components/falco/names";
import { falcoPolicies } from "../../../components/falco/network-policies";
import { auditValues, nodeValues } from "../../../components/falco/values";
import { policyDocument } from "../../../components/policy-document";
import { keyPaths } from "../chart-keys";
import { asAnybody, decide } from "../policy-simulator";
import { clusterName, only, planComponent, site, tags } from "../support";

/** Keys of both releases. */
const ofBoth = [
  "collectors.enabled",
  "controller.kind",
  "customRules",
  "driver.enabled",
  "falco.json_include_output_property",
  "falco.json_include_tags_property",
  "falco.json_output",
  "falco.priority",
  "falco.rule_matching",
  "falco.rules_files",
  "falco.stdout_output.enabled",
  "falco.syslog_output.enabled",
  "falco.watch_config_files",
  "falcoctl.artifact.follow.enabled",
  "falcoctl.artifact.install.enabled",
  "falcosidekick.enabled",
  "image.registry",
] as const;

/** Those of our keys that the values files of falco 9.1.0 and, below `falcosidekick`, falcosidekick 0.12.1 have. Helm says nothing about others. */
const known = {
  nodes: [
    ...ofBoth,
    ...["docker", "podman", "containerd", "cri", "lxc", "libvirt_lxc", "bpm"].map(
      (one) => `collectors.containerEngine.engines.${one}.enabled`,
    ),
    "driver.kind",
    "driver.loader.enabled",
    ...["checkidentity", "cloudwatchlogs.loggroup", "cloudwatchlogs.logstream", "cloudwatchlogs.minimumpriority", "region", "rolearn"].map(
      (one) => `falcosidekick.config.aws.${one}`,
    ),
    ...["sns.minimumpriority", "sns.topicarn", "useirsa"].map((one) => `falcosidekick.config.aws.${one}`),
    "falcosidekick.config.customfields",
    "falcosidekick.fullfqdn",
    "falcosidekick.image.registry",
    "falcosidekick.podSecurityContext",
    "falcosidekick.replicaCount",
    "falcosidekick.resources",
    "falcosidekick.securityContext",
    "falcosidekick.webui.enabled",
    "metrics.enabled",
    "metrics.interval",
    "metrics.outputRule",
    "podPriorityClassName",
    "tolerations",
  ],
  audit: [
    ...ofBoth,
    "controller.deployment.replicas",
    "falco.http_output.enabled",
    "falco.http_output.url",
    "falco.load_plugins",
    "falco.plugins",
    "falcoctl.config.artifact.allowedTypes",
    "falcoctl.config.artifact.install.refs",
    "falcoctl.config.artifact.install.resolveDeps",
    "falcoctl.image.registry",
    "resources",
    "serviceAccount.name",
  ],
} as const;

/** Rules are named by us; contexts and resources are Kubernetes' own, which the charts pass on. */
const open = new Set([
  "customRules",
  "resources",
  ...["podSecurityContext", "securityContext", "resources"].map((one) => `falcosidekick.${one}`),
]);

const targets = { logGroupName: "/platform/alerts", topicArn: "arn:aws:sns:eu-west-1:111122223333:ledger-dev-alerts" };
const rules = { "rules.yaml": "- rule: one" };

describe("the values of Falco's chart", () => {
  const all = {
    nodes: nodeValues({ rules, clusterName, region: site.region, ...targets }),
    audit: auditValues({ rules, clusterName, region: site.region }),
  };
  for (const release of ["nodes", "audit"] as const)
    it(`are all known to the pinned chart, for the release on ${release}`, () => {
      assert.deepEqual([...keyPaths(all[release], open)].sort(), [...known[release]].sort());
    });

  it("fetch nothing on nodes, and the plugins only for the audit log, from the mirror where there is one", () => {
    assert.equal(all.nodes.falcoctl.artifact.install.enabled, false);
    const { allowedTypes, install } = auditValues({ rules, clusterName, region: site.region, registryMirror: "mirror.example.com" })
      .falcoctl.config.artifact;
    assert.deepEqual([allowedTypes, install.resolveDeps], [["plugin"], false]);
    for (const ref of install.refs) assert.match(ref, /^mirror\.example\.com\/falcosecurity\/plugins\/plugin\/[a-z0-9-]+:\d+\.\d+\.\d+$/);
  });

  it("send both releases to one sender, which writes all to the log and tells people what counts", () => {
    const { aws } = all.nodes.falcosidekick.config;
    assert.deepEqual([aws.cloudwatchlogs.minimumpriority, aws.sns.minimumpriority], ["debug", "notice"]);
    assert.equal(new URL(all.audit.falco.http_output.url).port, String(sidekickPort));
  });
});

describe("the rights of Falco's senders and readers", () => {
  const alerts = asAnybody(policyDocument(alertPermissions(site, targets)));
  const audit = asAnybody(policyDocument(auditReaderPermissions(site, "/aws/eks/ledger-dev/cluster")));
  const group = (name: string): string => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}:log-stream:one`;
  for (const [who, document, action, resource, wanted] of [
    ["the sender", alerts, "logs:PutLogEvents", group(targets.logGroupName), "allowed"],
    ["the sender", alerts, "logs:PutLogEvents", group("/platform/alerts-of-another"), "refused"],
    ["the sender", alerts, "logs:GetLogEvents", group(targets.logGroupName), "refused"],
    ["the sender", alerts, "sns:Publish", targets.topicArn, "allowed"],
    ["the sender", alerts, "sns:Publish", `${targets.topicArn}-2`, "refused"],
    ["the sender", alerts, "sns:Subscribe", targets.topicArn, "refused"],
    ["the reader", audit, "logs:FilterLogEvents", group("/aws/eks/ledger-dev/cluster"), "allowed"],
    ["the reader", audit, "logs:FilterLogEvents", group("/aws/eks/ledger-prod/cluster"), "refused"],
    ["the reader", audit, "logs:DeleteLogStream", group("/aws/eks/ledger-dev/cluster"), "refused"],
    ["the reader", audit, "logs:PutLogEvents", group("/aws/eks/ledger-dev/cluster"), "refused"],
  ] as const)
    it(`have ${action} on ${resource} ${wanted} for ${who}`, () => {
      assert.equal(decide(document, { caller: { arn: "arn:aws:iam::111122223333:role/one" }, action, resource }), wanted);
    });
});

describe("Falco", () => {
  const planned = planComponent(
    () =>
      new Falco("watch", {
        site,
        clusterName,
        vpcCidr: "10.0.0.0/16",
        logsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
        logRetentionDays: 2192,
        deletionProtection: false,
        deployers: ["arn:aws:sts::111122223333:assumed-role/deployer/"],
        waivers: [],
        kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
        kubernetesAfter: [],
        identityAfter: [],
        tags,
      }),
  );

  it("keeps alerts as long as the stack keeps logs, with its key", async () => {
    const group = only(await planned, "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual([group.read("retentionInDays"), group.read("kmsKeyId")], [2192, "arn:aws:kms:eu-west-1:111122223333:key/logs"]);
  });

  it("lets nobody but Falco reach the sender, and the sender the endpoints of the VPC only", () => {
    const policies = falcoPolicies("10.0.0.0/16");
    const from = JSON.stringify(policies["sidekick"]?.ingress);
    assert.ok(!from.includes('"ipBlock"') && from.includes(String(sidekickPort)));
    const ways = JSON.stringify(policies["sidekick"]?.egress);
    assert.ok(ways.includes("10.0.0.0/16") && !ways.includes("0.0.0.0/0"), ways);
    assert.deepEqual(policies["nodes"]?.ingress, undefined);
  });
});
