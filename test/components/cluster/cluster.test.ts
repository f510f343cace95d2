import assert from "node:assert/strict";
import type { NodeGroupSettings } from "../../../components/args";
import { kubernetesVersions, pinsFor } from "../../../components/versions";
import type { Plan } from "../../../policies/preview/plan";
import type { Reader } from "../../../policies/preview/reader";
import { UNKNOWN } from "../../../policies/preview/tree";
import { named, only, tags } from "../support";
import { general, planCluster } from "./support";

const types = {
  addon: "aws:eks/addon:Addon",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  cluster: "aws:eks/cluster:Cluster",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  entry: "aws:eks/accessEntry:AccessEntry",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  nodeGroup: "aws:eks/nodeGroup:NodeGroup",
  provider: "pulumi:providers:kubernetes",
  role: "aws:iam/role:Role",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  template: "aws:ec2/launchTemplate:LaunchTemplate",
};

const bottlerocket: NodeGroupSettings = { ...general, name: "rocket", operatingSystem: "bottlerocket", architecture: "arm64" };
const twoGroups = { version: "1.35", endpoint: { access: "private" }, nodeGroups: [general, bottlerocket] } as const;
const addon = (plan: Plan, name: string) => named(plan, types.addon, `cluster-addon-${name}`);

/** Whether the first resource is created after the second, directly or by way of others. */
function waitsFor(plan: Plan, later: Reader, earlier: Reader): boolean {
  const queue = [...later.resource.dependencies];
  for (const urn of queue) {
    if (urn === earlier.urn) return true;
    queue.push(...(plan.get(urn)?.resource.dependencies ?? []).filter((next) => !queue.includes(next)));
  }
  return false;
}

describe("the access entries of a cluster", () => {
  it("are those of the deployer, break-glass and the personas, with the role ARNs as they were given", async () => {
    const entries = (await planCluster()).ofType(types.entry);
    assert.deepEqual(
      entries.map((entry) => [entry.read("principalArn"), entry.read("type"), entry.read("kubernetesGroups"), entry.read("userName")]),
      [
        ["arn:aws:iam::111122223333:role/break-glass", "STANDARD", undefined, undefined],
        ["arn:aws:iam::111122223333:role/deployer", "STANDARD", undefined, undefined],
        ["arn:aws:iam::111122223333:role/people/developers", "STANDARD", ["platform:developers"], undefined],
      ],
    );
  });

  it("make administrators of the deployer and break-glass only", async () => {
    const plan = await planCluster();
    assert.deepEqual(
      plan
        .ofType(types.association)
        .map((association) => [association.name, association.read("principalArn"), association.read("accessScope")]),
      [
        ["cluster-access-break-glass-admin", "arn:aws:iam::111122223333:role/break-glass", { type: "cluster" }],
        ["cluster-access-deployer-admin", "arn:aws:iam::111122223333:role/deployer", { type: "cluster" }],
      ],
    );
    for (const association of plan.ofType(types.association))
      assert.equal(association.read("policyArn"), "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy");
  });

  it("come after the cluster, and a policy after its entry", async () => {
    const plan = await planCluster();
    const entry = named(plan, types.entry, "cluster-access-deployer");
    assert.ok(waitsFor(plan, entry, only(plan, types.cluster)));
    assert.ok(waitsFor(plan, named(plan, types.association, "cluster-access-deployer-admin"), entry));
  });
});

describe("the nodes of a cluster", () => {
  it("have every disk encrypted with the key for volumes, on both families", async () => {
    const plan = await planCluster({ settings: twoGroups });
    const disk = (deviceName: string, volumeSize: number) => ({
      deviceName,
      ebs: { volumeType: "gp3", volumeSize, encrypted: "true", kmsKeyId: UNKNOWN, deleteOnTermination: "true" },
    });
    const [first, second] = plan.ofType(types.template);
    assert.deepEqual(first?.read("blockDeviceMappings"), [disk("/dev/xvda", 80)]);
    assert.deepEqual(second?.read("blockDeviceMappings"), [disk("/dev/xvda", 4), disk("/dev/xvdb", 80)]);
    const key = named(plan, "aws:kms/key:Key", "volumes").urn;
    for (const template of plan.ofType(types.template)) assert.deepEqual(template.sources("blockDeviceMappings"), [key]);
  });

  it("answer metadata calls with a token and over one hop only, and take neither SSH keys nor public addresses", async () => {
    const template = only(await planCluster(), types.template);
    assert.deepEqual(template.read("metadataOptions"), {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    });
    assert.equal(template.read("keyName"), undefined);
    assert.equal(template.read("userData"), undefined);
    assert.equal(template.read("networkInterfaces.0.associatePublicIpAddress"), "false");
  });

  it("are in the nodes' own security group and no other", async () => {
    const plan = await planCluster();
    const template = only(plan, types.template);
    assert.deepEqual(template.read("networkInterfaces.0.securityGroups"), [UNKNOWN]);
    assert.deepEqual(template.sources("networkInterfaces"), [named(plan, types.securityGroup, "cluster-nodes").urn]);
    assert.equal(template.read("vpcSecurityGroupIds"), undefined);
  });

  it("tag what they bring with them", async () => {
    const template = only(await planCluster(), types.template);
    const named = { ...tags, Name: "ledger-dev-general" };
    assert.deepEqual(
      template.read("tagSpecifications"),
      ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags: named })),
    );
  });

  it("run the pinned image in private subnets, one replaced at a time and repaired when broken", async () => {
    const plan = await planCluster();
    const group = only(plan, types.nodeGroup);
    assert.deepEqual(Object.fromEntries(group.keys().map((key) => [key, group.read(key)])), {
      amiType: "AL2023_x86_64_STANDARD",
      capacityType: "ON_DEMAND",
      clusterName: "ledger-dev",
      instanceTypes: ["m7i.large"],
      launchTemplate: { id: UNKNOWN, version: UNKNOWN },
      nodeRepairConfig: { enabled: true },
      nodeRoleArn: "arn:aws:iam::111122223333:role/ledger-dev-node",
      releaseVersion: pinsFor("1.35")?.images.al2023,
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
      subnetIds: ["subnet-private-a", "subnet-private-b"],
      tags,
      updateConfig: { maxUnavailable: 1 },
      version: "1.35",
    });
    assert.deepEqual(group.sources("launchTemplate"), [only(plan, types.template).urn]);
  });

  it("start after the agent, the network plugin, the rules and the role's policies are there", async () => {
    const plan = await planCluster();
    const group = only(plan, types.nodeGroup);
    const needed = [
      only(plan, types.cluster),
      ...["eks-pod-identity-agent", "vpc-cni", "kube-proxy"].map((name) => addon(plan, name)),
      ...plan.ofType(types.ingress, types.egress),
      ...plan.ofType(types.attachment).filter((attachment) => attachment.name.startsWith("cluster-node-role")),
    ];
    assert.deepEqual(
      needed.filter((resource) => !waitsFor(plan, group, resource)).map((resource) => resource.name),
      [],
    );
  });

  it("have a role that joins and pulls, but neither networks nor volumes", async () => {
    const plan = await planCluster();
    const attachments = plan.ofType(types.attachment).filter((attachment) => attachment.name.startsWith("cluster-node-role"));
    assert.deepEqual(
      attachments.map((attachment) => attachment.read("policyArn")),
      ["arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly", "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"],
    );
  });
});

describe("the security group of the nodes", () => {
  it("has no inline rule, and every rule says what it is for", async () => {
    const plan = await planCluster();
    const group = named(plan, types.securityGroup, "cluster-nodes");
    assert.deepEqual([group.read("ingress"), group.read("egress")], [undefined, undefined]);
    for (const rule of plan.ofType(types.ingress, types.egress)) assert.match(rule.read("description") as string, /\S{3,} \S/);
  });

  it("lets nothing in from an address and one thing out to any address", async () => {
    const plan = await planCluster();
    assert.deepEqual(
      plan.ofType(types.ingress).filter((rule) => rule.keys().some((key) => key.startsWith("cidr"))),
      [],
    );
    const open = plan.ofType(types.egress).filter((rule) => rule.read("cidrIpv4") !== undefined);
    assert.deepEqual(
      open.map((rule) => [rule.name, rule.read("cidrIpv4"), rule.read("ipProtocol"), rule.read("fromPort"), rule.read("toPort")]),
      [["cluster-nodes-internet-https-out", "0.0.0.0/0", "tcp", 443, 443]],
    );
  });

  it("opens both ends between control plane and nodes", async () => {
    const plan = await planCluster();
    const [group, cluster] = [named(plan, types.securityGroup, "cluster-nodes"), only(plan, types.cluster)];
    const ends = (name: string, type: string) => {
      const rule = named(plan, type, name);
      return [rule.sources("securityGroupId"), rule.sources("referencedSecurityGroupId"), rule.read("fromPort")];
    };
    assert.deepEqual(ends("cluster-nodes-control-plane-15017-in", types.ingress), [[group.urn], [cluster.urn], 15017]);
    assert.deepEqual(ends("cluster-nodes-control-plane-15017-out", types.egress), [[cluster.urn], [group.urn], 15017]);
    assert.deepEqual(ends("cluster-nodes-api-server-in", types.ingress), [[cluster.urn], [group.urn], 443]);
    assert.deepEqual(ends("cluster-nodes-api-server-out", types.egress), [[group.urn], [cluster.urn], 443]);
  });
});

describe("the add-ons of a cluster", () => {
  for (const version of kubernetesVersions)
    it(`are the builds pinned for ${version}`, async () => {
      const plan = await planCluster({ settings: { ...twoGroups, version } });
      const planned = Object.fromEntries(
        plan.ofType(types.addon).map((one) => [one.read("addonName") as string, one.read("addonVersion")]),
      );
      assert.deepEqual(planned, pinsFor(version)?.addons);
    });

  it("run as declared: changes by hand are overwritten, and nothing stays behind", async () => {
    for (const one of (await planCluster()).ofType(types.addon))
      assert.deepEqual(
        [
          one.read("resolveConflictsOnCreate"),
          one.read("resolveConflictsOnUpdate"),
          one.read("preserve"),
          one.read("serviceAccountRoleArn"),
        ],
        ["OVERWRITE", "OVERWRITE", false, undefined],
      );
  });

  const identities = [
    ["vpc-cni", "aws-node", "ledger-dev-vpc-cni", "AmazonEKS_CNI_Policy"],
    ["aws-ebs-csi-driver", "ebs-csi-controller-sa", "ledger-dev-ebs-csi", "AmazonEBSCSIDriverPolicyV2"],
  ] as const;
  for (const [name, serviceAccount, roleName, policy] of identities)
    it(`give ${name} a role of its own, complete before it starts`, async () => {
      const plan = await planCluster();
      const one = addon(plan, name);
      assert.deepEqual(one.read("podIdentityAssociations"), [{ serviceAccount, roleArn: `arn:aws:iam::111122223333:role/${roleName}` }]);
      const role = named(plan, types.role, `cluster-addon-${name}-role`);
      assert.equal(role.read("name"), roleName);
      assert.match(role.read("assumeRolePolicy") as string, new RegExp(`"aws:RequestTag/kubernetes-service-account":"${serviceAccount}"`));
      const attachment = named(plan, types.attachment, `cluster-addon-${name}-role-${policy}`);
      assert.deepEqual([attachment.read("policyArn"), waitsFor(plan, one, attachment)], [`arn:aws:iam::aws:policy/${policy}`, true]);
    });

  it("that need nodes come after all of them", async () => {
    const plan = await planCluster({ settings: twoGroups });
    for (const name of ["coredns", "aws-ebs-csi-driver", "snapshot-controller", "metrics-server"])
      for (const group of plan.ofType(types.nodeGroup)) assert.ok(waitsFor(plan, addon(plan, name), group), name);
  });
});

describe("the Kubernetes provider of a cluster", () => {
  it("waits for the deployer's access, the nodes and every add-on", async () => {
    const plan = await planCluster({ settings: twoGroups });
    const provider = only(plan, types.provider);
    const needed = [...plan.ofType(types.association, types.entry), ...plan.ofType(types.nodeGroup), ...plan.ofType(types.addon)];
    assert.deepEqual(
      needed.filter((resource) => !waitsFor(plan, provider, resource)).map((resource) => resource.name),
      [],
    );
    assert.deepEqual(provider.sources("kubeconfig"), [only(plan, types.cluster).urn]);
  });

  it("applies on the server and forgets nothing because a cluster cannot be reached", async () => {
    const provider = only(await planCluster(), types.provider);
    assert.deepEqual(
      ["enableServerSideApply", "enablePatchForce", "deleteUnreachable"].map((key) => provider.read(key)),
      ["true", "true", undefined],
    );
  });
});
