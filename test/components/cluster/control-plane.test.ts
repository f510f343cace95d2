import assert from "node:assert/strict";
import * as eks from "@pulumi/aws/eks";
import { createControlPlane } from "../../../components/cluster/control-plane";
import { UNKNOWN } from "../../../policies/preview/tree";
import { named, only, planComponent } from "../support";
import { clusterArgs, general, planCluster } from "./support";

/** The canonical type, of which `eks:index:Cluster` is a twin. */
const component = "aws:eks/cluster:Cluster";

describe("the control plane", () => {
  it("leaves nothing to the plugin's own defaults", async () => {
    const cluster = only(await planCluster(), component);
    assert.deepEqual(
      {
        authenticationMode: cluster.read("authenticationMode"),
        bootstrapSelfManagedAddons: cluster.read("bootstrapSelfManagedAddons"),
        coredns: cluster.read("corednsAddonOptions.enabled"),
        kubeProxy: cluster.read("kubeProxyAddonOptions.enabled"),
        useDefaultVpcCni: cluster.read("useDefaultVpcCni"),
        skipDefaultNodeGroup: cluster.read("skipDefaultNodeGroup"),
        skipDefaultSecurityGroups: cluster.read("skipDefaultSecurityGroups"),
        createOidcProvider: cluster.read("createOidcProvider"),
        storageClasses: cluster.read("storageClasses"),
        accessEntries: cluster.read("accessEntries"),
      },
      {
        authenticationMode: "API",
        bootstrapSelfManagedAddons: false,
        coredns: false,
        kubeProxy: false,
        useDefaultVpcCni: true,
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        createOidcProvider: false,
        storageClasses: undefined,
        accessEntries: undefined,
      },
    );
  });

  it("writes all five logs, stays in standard support and has the name that everything else is named after", async () => {
    const cluster = only(await planCluster(), component);
    assert.deepEqual(cluster.read("enabledClusterLogTypes"), ["api", "audit", "authenticator", "controllerManager", "scheduler"]);
    assert.deepEqual(cluster.read("upgradePolicy"), { supportType: "STANDARD" });
    assert.equal(cluster.read("name"), "ledger-dev");
    assert.equal(cluster.read("version"), "1.35");
    assert.deepEqual(cluster.read("subnetIds"), ["subnet-intra-a", "subnet-intra-b"]);
  });

  it("encrypts what it stores with the key for secrets", async () => {
    const plan = await planCluster();
    const cluster = only(plan, component);
    assert.equal(cluster.read("encryptionConfigKeyArn"), UNKNOWN);
    assert.deepEqual(cluster.sources("encryptionConfigKeyArn"), [named(plan, "aws:kms/key:Key", "secrets").urn]);
  });

  it("has only a private endpoint unless ranges are named", async () => {
    const cluster = only(await planCluster(), component);
    assert.deepEqual(
      ["endpointPrivateAccess", "endpointPublicAccess", "publicAccessCidrs"].map((key) => cluster.read(key)),
      [true, false, undefined],
    );
  });

  it("opens a public endpoint to the named ranges, and keeps the private one", async () => {
    const settings = { version: "1.35", endpoint: { access: "restricted", cidrs: ["203.0.113.0/24"] }, nodeGroups: [general] } as const;
    const cluster = only(await planCluster({ settings }), component);
    assert.deepEqual(
      ["endpointPrivateAccess", "endpointPublicAccess", "publicAccessCidrs"].map((key) => cluster.read(key)),
      [true, true, ["203.0.113.0/24"]],
    );
  });

  for (const serviceCidr of [undefined, "172.20.0.0/16"])
    it(`takes ${serviceCidr ?? "EKS's own choice"} for Services`, async () => {
      const settings = {
        version: "1.35",
        endpoint: { access: "private" },
        nodeGroups: [general],
        ...(serviceCidr ? { serviceCidr } : {}),
      } as const;
      assert.equal(only(await planCluster({ settings }), component).read("kubernetesServiceIpAddressRange"), serviceCidr);
    });

  it("has a role that is complete before it, with EKS's own policy and no other", async () => {
    const plan = await planCluster();
    const attachments = plan
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter((attachment) => attachment.name.startsWith("cluster-control-plane-role"));
    assert.deepEqual(
      attachments.map((attachment) => attachment.read("policyArn")),
      ["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"],
    );
    assert.ok(attachments.every((attachment) => only(plan, component).resource.dependencies.includes(attachment.urn)));
  });
});

describe("the control plane's log group", () => {
  const type = "aws:cloudwatch/logGroup:LogGroup";

  it("is there before the cluster that writes to it, under the name EKS uses", async () => {
    const plan = await planCluster();
    const group = only(plan, type);
    assert.equal(group.read("name"), "/aws/eks/ledger-dev/cluster");
    assert.ok(only(plan, component).resource.dependencies.includes(group.urn));
  });

  it("has the key for logs and an end", async () => {
    const plan = await planCluster({ logRetentionDays: 2192 });
    assert.deepEqual(only(plan, type).sources("kmsKeyId"), [named(plan, "aws:kms/key:Key", "logs").urn]);
    assert.equal(only(plan, type).read("retentionInDays"), 2192);
  });
});

describe("the protection of the control plane and its logs", () => {
  for (const on of [true, false])
    it(`is ${on ? "on" : "off"} when the environment says so`, async () => {
      const plan = await planCluster({ protection: { protect: on, deletionProtection: on } });
      const [cluster, group] = [only(plan, component), only(plan, "aws:cloudwatch/logGroup:LogGroup")];
      assert.deepEqual([cluster.resource.protect, group.resource.protect], [on, on]);
      assert.deepEqual([cluster.read("deletionProtection"), group.read("deletionProtectionEnabled")], [on, on]);
    });
});

describe("the cluster that the plugin makes", () => {
  it("does not make its creator an administrator", async () => {
    const plan = await planComponent(() => {
      const settings = { version: "1.35", endpoint: { access: "private" }, nodeGroups: [general] } as const;
      const { cluster } = createControlPlane(
        "control-plane",
        { ...clusterArgs(), settings, subnetIds: [], secretsKeyArn: "k", logsKeyArn: "k" },
        {},
      );
      // Plays the part of the plugin, which is not there to do it.
      const accessConfig = { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true };
      new eks.Cluster("made-by-plugin", { roleArn: "r", vpcConfig: { subnetIds: [] }, accessConfig }, { parent: cluster });
    });
    assert.deepEqual(named(plan, component, "made-by-plugin").read("accessConfig"), {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
  });
});
