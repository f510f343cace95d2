import assert from "node:assert/strict";
import { dataAccessLabels, dataAccessNamespace, podsOf, recordPort, tcp } from "../../../components/peers";
import { Provider } from "@pulumi/kubernetes/provider";
import * as kms from "@pulumi/aws/kms";
import { bufferPath, configurationOf, streams } from "../../../components/log-agent/configuration";
import { agentPermissions } from "../../../components/log-agent/identity";
import { LogAgent } from "../../../components/log-agent/log-agent";
import { logGroupPrefixes } from "../../../components/log-groups";
import { policyDocument } from "../../../components/policy-document";
import type { Plan } from "../../../policies/preview/plan";
import { decide } from "../policy-simulator";
import { clusterName, named, only, planComponent, site, tags, textOf } from "../support";

const plan = (registryMirror?: string): Promise<Plan> =>
  planComponent(
    () =>
      new LogAgent("agent", {
        site,
        clusterName,
        vpcCidr: "10.20.0.0/16",
        logsKeyArn: new kms.Key("logs", { description: "Logs" }).arn,
        logRetentionDays: 120,
        deletionProtection: true,
        ...(registryMirror === undefined ? {} : { registryMirror }),
        kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
        identityAfter: [],
        tags,
      }),
  );
const daemonSet = "kubernetes:apps/v1:DaemonSet";
const groupType = "aws:cloudwatch/logGroup:LogGroup";
const container = "spec.template.spec.containers[0]";
const groups = {
  containers: `/aws/eks/${clusterName}/containers`,
  host: `/aws/eks/${clusterName}/host`,
  dataAccess: `/aws/eks/${clusterName}/data-access`,
};

interface Section {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The sections of a configuration in Fluent Bit's classic form. */
function sections(text: string): readonly Section[] {
  return text.split(/^\[/m).flatMap((part) => {
    const [, name, body] = /^([A-Z]+)\]\n([^]*)$/.exec(part) ?? [];
    if (name === undefined || body === undefined) return [];
    const lines = body.split("\n").filter((line) => line.trim() !== "");
    return [{ name, properties: Object.fromEntries(lines.map((line) => line.trim().split(/ (.*)/).slice(0, 2) as [string, string])) }];
  });
}

describe("the log agent", () => {
  it("writes to groups that are made before it, with the key, an end and protection", async () => {
    const planned = await plan();
    for (const [short, name] of Object.entries(groups)) {
      const group = named(planned, groupType, `agent-${short === "dataAccess" ? "data-access" : short}`);
      assert.equal(group.read("name"), name);
      assert.equal(group.read("retentionInDays"), 120);
      assert.equal(group.read("deletionProtectionEnabled"), true);
      assert.deepEqual(group.sources("kmsKeyId"), [only(planned, "aws:kms/key:Key").urn]);
      assert.ok(only(planned, daemonSet).resource.dependencies.includes(group.urn), short);
      assert.ok(
        logGroupPrefixes(clusterName).some((prefix) => name.startsWith(prefix)),
        "the key's policy lets CloudWatch Logs use it for this name",
      );
    }
  });

  it("runs on every node, by a pinned image that the mirror may stand in for", async () => {
    const agent = only(await plan(), daemonSet);
    assert.match(
      textOf(agent, `${container}.image`),
      /^public\.ecr\.aws\/aws-observability\/aws-for-fluent-bit:[\d.]+@sha256:[0-9a-f]{64}$/,
    );
    assert.deepEqual(agent.read("spec.template.spec.tolerations"), [{ operator: "Exists" }]);
    assert.equal(agent.read("spec.template.spec.priorityClassName"), "system-node-critical");
    const mirrored = only(await plan("111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror"), daemonSet);
    assert.match(
      textOf(mirrored, `${container}.image`),
      /^111122223333\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/mirror\/aws-observability\/aws-for-fluent-bit:/,
    );
  });

  it("can gain no right on the node, reads logs and writes its buffer only, and asks the Kubernetes API nothing", async () => {
    const agent = only(await plan(), daemonSet);
    assert.deepEqual(agent.read(`${container}.securityContext`), {
      runAsUser: 0,
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    assert.equal(agent.read("spec.template.spec.securityContext.seccompProfile.type"), "RuntimeDefault");
    for (const path of ["hostNetwork", "hostPID", "hostIPC"]) assert.equal(agent.read(`spec.template.spec.${path}`), undefined);
    const mounts = agent.read(`${container}.volumeMounts`) as readonly { readonly mountPath: string; readonly readOnly?: boolean }[];
    assert.deepEqual(
      mounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath),
      [bufferPath, "/tmp"],
    );
    assert.equal(agent.read("spec.template.spec.automountServiceAccountToken"), false);
  });

  it("starts anew when its configuration changes", async () => {
    const hash = async (): Promise<unknown> =>
      only(await plan(), daemonSet).read('spec.template.metadata.annotations["compliant-eks/configuration"]');
    assert.match(String(await hash()), /^[0-9a-f]{16}$/);
    assert.equal(await hash(), await hash());
  });

  it("may be reached by who brings records of requests, and reaches names, its credentials and HTTPS in the VPC", async () => {
    const policy = only(await plan(), "kubernetes:networking.k8s.io/v1:NetworkPolicy");
    assert.deepEqual(policy.read("spec.ingress"), [{ from: [podsOf(dataAccessNamespace, dataAccessLabels)], ports: tcp(recordPort) }]);
    assert.deepEqual(policy.read("spec.policyTypes"), ["Ingress", "Egress"]);
    const egress = policy.read("spec.egress") as readonly {
      readonly to: readonly { readonly ipBlock?: { readonly cidr: string } }[];
      readonly ports: readonly { readonly port: number }[];
    }[];
    const reached = egress.flatMap(({ to, ports }) =>
      to.flatMap(({ ipBlock }) => ports.map(({ port }) => `${ipBlock?.cidr ?? "kube-dns"}:${String(port)}`)),
    );
    assert.deepEqual(reached, ["kube-dns:53", "kube-dns:53", "169.254.170.23/32:80", "10.20.0.0/16:443"]);
  });
});

describe("the configuration of the log agent", () => {
  const all = sections(configurationOf(site.region, streams(groups)));
  const of = (name: string) => all.filter((section) => section.name === name).map(({ properties }) => properties);

  it("buffers every input on the node's disk, and remembers how far it has read", () => {
    assert.deepEqual(
      of("INPUT").map(({ Name }) => Name),
      ["tail", "systemd", "http", "dummy"],
    );
    for (const input of of("INPUT").filter(({ Name }) => Name !== "dummy")) assert.equal(input["storage.type"], "filesystem");
    for (const input of of("INPUT").slice(0, 2)) assert.ok(input["DB"]?.startsWith(`${bufferPath}/`));
    assert.ok(of("SERVICE")[0]?.["storage.path"]?.startsWith(`${bufferPath}/`));
  });

  it("sends every input to one group, makes none, gives up on nothing, and bounds what waits but for records of who asked for what", () => {
    assert.deepEqual(
      of("OUTPUT").map(({ log_group_name }) => log_group_name),
      Object.values(groups),
    );
    for (const input of of("INPUT")) assert.equal(of("OUTPUT").filter(({ Match }) => Match === input["Tag"]).length, 1);
    for (const output of of("OUTPUT")) {
      assert.equal(output["auto_create_group"], "Off");
      assert.equal(output["Retry_Limit"], "no_limits");
      if (output["log_group_name"] === groups.dataAccess) assert.equal(output["storage.total_limit_size"], undefined);
      else assert.match(output["storage.total_limit_size"] ?? "", /^\d+G$/);
    }
  });

  it("says 201 when it has a record of who asked for what, and writes a line when nobody asks", () => {
    const [, , records, heartbeat] = of("INPUT");
    assert.equal(records?.["successful_response_code"], "201");
    assert.equal(records["Port"], "9880");
    assert.equal(heartbeat?.["Tag"], records["Tag"]);
  });

  it("does not read its own lines", () => {
    assert.match(of("INPUT")[0]?.["Exclude_Path"] ?? "", /log-agent-\*$/);
  });
});

describe("the role of the log agent", () => {
  const document = policyDocument(agentPermissions(site, Object.values(groups)));
  const group = (name: string) => `arn:aws:logs:${site.region}:${site.accountId}:log-group:${name}:log-stream:node`;
  const caller = { arn: `arn:aws:sts::${site.accountId}:assumed-role/agent/pod` };
  const rows = [
    ["logs:PutLogEvents", groups.containers, true],
    ["logs:CreateLogStream", groups.host, true],
    ["logs:PutLogEvents", `/aws/eks/${clusterName}/cluster`, false],
    ["logs:GetLogEvents", groups.containers, false],
    ["logs:DeleteLogStream", groups.containers, false],
    ["logs:PutRetentionPolicy", groups.host, false],
  ] as const;
  for (const [action, name, allowed] of rows)
    it(`${allowed ? "may" : "may not"} ${action} in ${name}`, () => {
      const resourcePolicy = JSON.parse(document) as { readonly Statement: readonly object[] };
      const open = JSON.stringify({ Statement: resourcePolicy.Statement.map((statement) => ({ ...statement, Principal: "*" })) });
      assert.equal(decide(open, { caller, action, resource: group(name) }), allowed ? "allowed" : "refused");
    });

  it("is for the agent's service account of this cluster alone", async () => {
    const trust = textOf(only(await plan(), "aws:iam/role:Role"), "assumeRolePolicy");
    assert.match(trust, /"aws:RequestTag\/kubernetes-namespace":"log-agent"/);
    assert.match(trust, /"aws:RequestTag\/kubernetes-service-account":"log-agent"/);
  });
});
