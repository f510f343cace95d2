import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { admissionCheckIds } from "../../policies/admission";
import type { PlatformArgs } from "../../components/args";
import { Platform } from "../../components/platform";
import { PLATFORM_TYPE, type Plan } from "../../policies/preview/plan";
import { general } from "./cluster/support";
import { named, only, planComponent, site, tags } from "./support";

const role = (name: string) => `arn:aws:iam::${site.accountId}:role/${name}`;
const args: PlatformArgs = {
  site,
  environment: "development",
  protection: { protect: false, deletionProtection: false },
  retention: { keyRotationDays: 365, keyDeletionWindowDays: 30 },
  network: { cidr: "10.20.0.0/16", zones: ["eu-west-1a", "eu-west-1b"], nat: "single", extraEndpoints: [] },
  cluster: { version: "1.35", endpoint: { access: "private" }, nodeGroups: [general] },
  access: { deployerRoleArn: role("deployer"), breakGlassRoleArn: role("break-glass"), personas: [] },
  frameworks: ["hipaa"],
  lock: { mode: "GOVERNANCE", longestDays: 1 },
  logging: { retentionDays: 2192, hotDays: 90 },
  backup: { retentionDays: 35, lockDays: 1, rpoHours: 24, rtoHours: 24, restoreTestDays: 90 },
  accountServices: {
    cloudtrail: { by: "platform" },
    guardduty: { by: "platform" },
    config: { by: "platform" },
    securityhub: { by: "platform" },
    inspector: { by: "platform" },
    ebsDefaults: { by: "platform" },
  },
  alerts: { emails: ["security@example.com"] },
  admission: { enforcementAction: "deny", safeDefaults: false },
  mesh: { fips: false, certificateHours: 24 },
  ingress: { exposure: "none" },
  namespaces: [],
  waivers: [],
  tags,
};

const plan = (changes: Partial<PlatformArgs> = {}): Promise<Plan> => planComponent(() => new Platform("platform", { ...args, ...changes }));
const clusterType = "aws:eks/cluster:Cluster";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

describe("the platform", () => {
  it("has the type by which a plan knows that everything must be there", async () => {
    const planned = await plan();
    assert.equal(planned.hasPlatform, true);
    const components = planned.resources
      .filter((resource) => resource.parent === only(planned, PLATFORM_TYPE).urn)
      .map((resource) => resource.type);
    assert.deepEqual(components, [
      "compliant-eks:index:AccountServices",
      "compliant-eks:index:Cluster",
      "compliant-eks:index:Encryption",
      "compliant-eks:index:Falco",
      "compliant-eks:index:Gatekeeper",
      "compliant-eks:index:Istio",
      "compliant-eks:index:LogAgent",
      "compliant-eks:index:LogArchive",
      "compliant-eks:index:Logging",
      "compliant-eks:index:Namespaces",
      "compliant-eks:index:Network",
      "compliant-eks:index:Storage",
      "compliant-eks:index:Velero",
    ]);
  });

  it("names everything below itself, so that no two resources meet", async () => {
    const planned = await plan();
    const own = planned.resources.filter((resource) => !resource.type.startsWith("pulumi:providers:aws") && resource.parent !== undefined);
    const strangers = own.filter((resource) => resource.type !== PLATFORM_TYPE && !resource.name.startsWith("platform-"));
    assert.deepEqual(
      strangers.filter((resource) => !resource.type.startsWith("pulumi:")).map((resource) => resource.name),
      [],
    );
  });

  it("names the cluster after project and stack", async () => {
    assert.equal(only(await plan(), clusterType).read("name"), "ledger-dev");
  });

  const uses = [
    [clusterType, "platform-cluster-control-plane", "encryptionConfigKeyArn", "secrets"],
    [logGroupType, "platform-cluster-control-plane-logs", "kmsKeyId", "logs"],
    [logGroupType, "platform-network-flow-logs", "kmsKeyId", "logs"],
    ["kubernetes:storage.k8s.io/v1:StorageClass", "platform-storage-encrypted", "parameters", "volumes"],
    ["aws:ec2/launchTemplate:LaunchTemplate", "platform-cluster-general", "blockDeviceMappings", "volumes"],
  ] as const;
  for (const [type, name, property, purpose] of uses)
    it(`encrypts ${name} with the key for ${purpose}`, async () => {
      const planned = await plan();
      assert.deepEqual(named(planned, type, name).sources(property), [
        named(planned, "aws:kms/key:Key", `platform-encryption-${purpose}`).urn,
      ]);
    });

  it("puts nodes into private subnets and the control plane's interfaces into intra ones", async () => {
    const planned = await plan();
    const kinds = (reader: { sources: (property: string) => readonly string[] }) =>
      reader.sources("subnetIds").map((urn) => planned.get(urn)?.name);
    assert.deepEqual(kinds(only(planned, "aws:eks/nodeGroup:NodeGroup")), [
      "platform-network-private-eu-west-1a",
      "platform-network-private-eu-west-1b",
    ]);
    assert.deepEqual(kinds(only(planned, clusterType)), ["platform-network-intra-eu-west-1a", "platform-network-intra-eu-west-1b"]);
  });

  it("starts nodes after the whole network, so that the last node is gone before any route or endpoint is", async () => {
    const planned = await plan();
    const nodes = only(planned, "aws:eks/nodeGroup:NodeGroup");
    for (const type of ["aws:ec2/route:Route", "aws:ec2/natGateway:NatGateway", "aws:ec2/vpcEndpoint:VpcEndpoint"])
      for (const part of planned.ofType(type)) assert.ok(nodes.resource.dependencies.includes(part.urn), part.name);
  });

  it("lets the control plane wait for no gateway and no endpoint, which it does not need", async () => {
    const planned = await plan();
    const slow = ["aws:ec2/natGateway:NatGateway", "aws:ec2/vpcEndpoint:VpcEndpoint"].flatMap((type) => planned.ofType(type));
    assert.ok(slow.length > 1);
    const waiting = [only(planned, "compliant-eks:index:Cluster"), only(planned, clusterType)];
    for (const { resource, name } of waiting) assert.ok(!slow.some(({ urn }) => resource.dependencies.includes(urn)), name);
  });

  it("talks to Kubernetes by the cluster's provider only", async () => {
    const planned = await plan();
    const provider = only(planned, "pulumi:providers:kubernetes");
    const objects = planned.resources.filter((resource) => resource.type.startsWith("kubernetes:"));
    assert.ok(objects.length > 2 * admissionCheckIds.length, `${String(objects.length)} objects`);
    for (const object of objects) assert.ok(object.provider?.startsWith(`${provider.urn}::`), object.name);
  });

  it("keeps logs for the next period that CloudWatch Logs knows, never a shorter one", async () => {
    const planned = await plan({ logging: { ...args.logging, hotDays: 401 } });
    for (const group of planned.ofType(logGroupType)) assert.equal(group.read("retentionInDays"), 545);
  });

  it("takes every group to the archive, so that only the part that can be queried stays", async () => {
    const planned = await plan();
    const groups = planned.ofType(logGroupType);
    assert.equal(groups.length, 7);
    for (const group of groups) {
      const filters = planned.ofType("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter");
      const [filter, ...others] = filters.filter((candidate) => candidate.sources("logGroup").includes(group.urn));
      assert.deepEqual([filter?.read("filterPattern"), others.length, group.read("retentionInDays")], ["", 0, 90]);
    }
  });

  it("refuses a retention that CloudWatch Logs cannot give", async () => {
    await assert.rejects(
      plan({ logging: { ...args.logging, hotDays: 4000 } }),
      (error) => pulumi.ResourceError.isInstance(error) && /nothing longer than 3653 days; write that or less/.test(error.message),
    );
  });

  it("protects keys, logs and the cluster in an environment that asks for it", async () => {
    const planned = await plan({ protection: { protect: true, deletionProtection: true } });
    const stateful = [
      ...planned.ofType("aws:kms/key:Key"),
      only(planned, clusterType),
      named(planned, logGroupType, "platform-cluster-control-plane-logs"),
    ];
    assert.deepEqual(
      stateful.filter((reader) => !reader.resource.protect).map((reader) => reader.name),
      [],
    );
    assert.equal(only(planned, clusterType).read("deletionProtection"), true);
  });

  it("knows every policy document while planning", async () => {
    const planned = await plan();
    const documents = [
      ...planned.ofType("aws:kms/key:Key").map((key) => key.read("policy")),
      ...planned.ofType("aws:iam/role:Role").map((one) => one.read("assumeRolePolicy")),
    ];
    assert.ok(documents.length >= 9);
    for (const document of documents) assert.equal(typeof document, "string");
  });
});
