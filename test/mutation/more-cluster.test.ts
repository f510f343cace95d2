import { type OtherRow, type Row, from, put, statement, unconditioned, weakening } from "./weaken";

const cluster = "eks:index:Cluster::platform-cluster-control-plane";
const template = "aws:ec2/launchTemplate:LaunchTemplate::platform-cluster-general";
const nodes = "aws:eks/nodeGroup:NodeGroup::platform-cluster-general";
const cni = "aws:eks/addon:Addon::platform-cluster-addon-vpc-cni";
const csi = "aws:eks/addon:Addon::platform-cluster-addon-aws-ebs-csi-driver";
const entry = (name: string) => `aws:eks/accessEntry:AccessEntry::platform-cluster-access-${name}`;
const association = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation::platform-cluster-access-deployer-admin";
const role = (name: string) => `aws:iam/role:Role::platform-${name}`;
const cniRole = role("cluster-addon-vpc-cni-role");
const nodeAttachment = "RolePolicyAttachment::platform-cluster-node-role-AmazonEKSWorkerNodePolicy";
const cniAttachment = "RolePolicyAttachment::platform-cluster-addon-vpc-cni-role-AmazonEKS_CNI_Policy";
const group = "aws:cloudwatch/logGroup:LogGroup::platform-cluster-control-plane-logs";
const flowGroup = "aws:cloudwatch/logGroup:LogGroup::platform-network-flow-logs";
const flowPolicy = "aws:iam/rolePolicy:RolePolicy::platform-network-flow-logs";
const trust = (sid: string, change: Parameters<typeof statement>[1]) => statement(sid, change, "assumeRolePolicy");
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const persona = "arn:aws:iam::333344445555:role/developer";

const rows: readonly Row[] = [
  ["the private endpoint is off", cluster, put("endpointPrivateAccess", false), "eks-endpoint-private-access-on"],
  ["the endpoint is public", cluster, put("endpointPublicAccess", true), "eks-endpoint-not-open-to-internet"],
  ["the endpoint is public by default", cluster, put("endpointPublicAccess"), "eks-endpoint-not-open-to-internet"],
  [
    "the endpoint is open to the world",
    cluster,
    (inputs) => ({ ...inputs, endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] }),
    "eks-endpoint-not-open-to-internet",
  ],
  [
    "the endpoint is open to a range that nobody approved",
    cluster,
    (inputs) => ({ ...inputs, endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24"] }),
    "eks-endpoint-not-open-to-internet",
  ],
  ["the version is old", cluster, put("version", "1.33"), "eks-version-in-standard-support"],
  ["the version is not pinned", cluster, put("version"), "eks-version-in-standard-support"],
  ["support is extended", cluster, put("upgradePolicy.supportType", "EXTENDED"), "eks-support-type-standard"],
  ["support is extended by default", cluster, put("upgradePolicy"), "eks-support-type-standard"],
  ["the config map counts too", cluster, put("authenticationMode", "API_AND_CONFIG_MAP"), "eks-authentication-mode-api"],
  [
    "a log type is dropped",
    cluster,
    put("enabledClusterLogTypes", ["api", "audit", "authenticator", "scheduler"]),
    "eks-audit-log-types-complete",
  ],
  ["logs are off", cluster, put("enabledClusterLogTypes"), "eks-audit-log-types-complete"],
  ["the cluster can be deleted", cluster, put("deletionProtection", false), "eks-deletion-protection-on"],
  ["the cluster has another name than its log group", cluster, put("name", "another"), "eks-log-group-made-first"],
  ["an add-on is not pinned", cni, put("addonVersion"), "eks-addon-version-pinned"],
  ["an add-on is pinned to a minor", csi, put("addonVersion", "v1.66"), "eks-addon-version-pinned"],
  ["network policy is off", cni, put("configurationValues", '{"enableNetworkPolicy":"false"}'), "vpc-cni-network-policy-on"],
  ["network policy is off by default", cni, put("configurationValues"), "vpc-cni-network-policy-on"],
  ["metadata tokens are optional", template, put("metadataOptions.httpTokens", "optional"), "node-metadata-token-required"],
  ["metadata tokens are not asked for", template, put("metadataOptions.httpTokens"), "node-metadata-token-required"],
  ["pods reach the metadata service", template, put("metadataOptions.httpPutResponseHopLimit", 2), "node-metadata-hop-limit-one"],
  ["the image decides who reaches it", template, put("metadataOptions.httpPutResponseHopLimit"), "node-metadata-hop-limit-one"],
  ["the template has an SSH key", template, put("keyName", "ops"), "node-no-ssh-key"],
  ["the group has an SSH key", nodes, put("remoteAccess", { ec2SshKey: "ops" }), "node-no-ssh-key"],
  [
    "time comes from elsewhere",
    template,
    put("userData", "echo 'server time.example.com' > /etc/chrony.conf"),
    "node-user-data-keeps-time-servers",
  ],
  ["nodes have no template", nodes, put("launchTemplate"), "node-group-has-launch-template"],
  ["the template's newest version is used", nodes, put("launchTemplate.version", "$Latest"), "node-group-launch-template-version-fixed"],
  ["all nodes go at once", nodes, put("updateConfig", { maxUnavailablePercentage: 100 }), "node-group-rolls-gradually"],
  ["the image is the old one", nodes, put("amiType", "AL2_x86_64"), "node-image-hardened"],
  ["one node is enough", nodes, put("scalingConfig.minSize", 1), "node-group-spans-zones"],
  ["a persona administers the cluster", association, put("principalArn", persona), "eks-admin-policy-registered-only"],
  [
    "a persona may read the whole cluster",
    association,
    (inputs) => ({ ...inputs, principalArn: persona, policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy" }),
    "eks-access-policy-namespaced",
  ],
  ["an entry names a user", entry("developer"), put("principalArn", "arn:aws:iam::333344445555:user/eve"), "eks-access-entry-names-role"],
  ["a persona goes round RBAC", entry("developer"), put("kubernetesGroups", ["system:masters"]), "eks-access-entry-no-system-group"],
  ["anybody may be the CNI", cniRole, trust("ThisServiceAccount", (one) => ({ ...one, Principal: "*" })), "role-trust-names-its-subject"],
  ["any pod may be the CNI", cniRole, trust("ThisServiceAccount", unconditioned), "role-trust-names-its-subject"],
  [
    "any service account may be the CNI",
    cniRole,
    trust("ThisServiceAccount", (one) => ({
      ...one,
      Condition: { StringEquals: { "aws:RequestTag/kubernetes-namespace": "kube-system" } },
    })),
    "role-trust-names-its-subject",
  ],
  ["EKS may act for anybody", role("cluster-control-plane-role"), trust("ThisCluster", unconditioned), "role-trust-names-its-subject"],
  ["flow logs may be anybody's", role("network-flow-logs"), trust("FlowLogsOfThisAccount", unconditioned), "role-trust-names-its-subject"],
  ["sessions are long", role("cluster-node-role"), put("maxSessionDuration", 43200), "iam-role-session-bounded"],
  ["nodes hold the CNI's policy", nodeAttachment, put("policyArn", managed("AmazonEKS_CNI_Policy")), "node-role-minimal"],
  ["nodes administer the account", nodeAttachment, put("policyArn", managed("AdministratorAccess")), "iam-admin-policy-not-attached"],
  ["the CNI administers the account", cniAttachment, put("policyArn", managed("PowerUserAccess")), "iam-admin-policy-not-attached"],
  ["a policy allows everything", flowPolicy, statement("WriteOwnGroup", (one) => ({ ...one, Action: "*" })), "iam-policy-no-full-access"],
  [
    "a policy allows a service",
    flowPolicy,
    statement("WriteOwnGroup", (one) => ({ ...one, Action: ["s3:*"] })),
    "iam-policy-no-full-access",
  ],
  [
    "a policy allows all but something",
    flowPolicy,
    statement("WriteOwnGroup", ({ Action, ...one }) => ({ ...one, NotAction: Action })),
    "iam-policy-no-full-access",
  ],
  [
    "two service accounts share a role",
    csi,
    put("podIdentityAssociations.0.roleArn", "arn:aws:iam::333344445555:role/compliant-eks-prod-vpc-cni"),
    "pod-identity-role-not-shared",
  ],
  ["a log group has no key", group, put("kmsKeyId"), "log-group-encrypted-with-cmk"],
  ["logs are forgotten early", group, put("retentionInDays", 30), "log-group-retention-sufficient"],
  ["logs are kept for ever", flowGroup, put("retentionInDays", 0), "log-group-retention-sufficient"],
  ["logs have no end", flowGroup, put("retentionInDays"), "log-group-retention-sufficient"],
  ["logs can be deleted", group, put("deletionProtectionEnabled", false), "log-group-deletion-protected"],
];

const others: readonly OtherRow[] = [
  ["the cluster is missing", cluster, () => undefined, "eks-cluster-present"],
  ["the deployer's entry is missing", entry("deployer"), () => undefined, "deployer-access-entry-present"],
  ["the break-glass entry is missing", entry("break-glass"), () => undefined, "break-glass-access-entry-present"],
  ["the CNI is missing", cni, () => undefined, "vpc-cni-addon-present"],
  ["the log group is missing", group, () => undefined, "eks-log-group-made-first"],
  ["the cluster does not wait for its log group", cluster, (one) => ({ ...one, dependencies: [] }), "eks-log-group-made-first"],
  [
    "the control plane is in one zone",
    cluster,
    (one) => from(one, "subnetIds", "Subnet::platform-network-intra-eu-west-1a"),
    "eks-subnets-span-zones",
  ],
  ["a role becomes a user", role("network-flow-logs"), (one) => ({ ...one, type: "aws:iam/user:User" }), "iam-no-users-or-access-keys"],
];

describe("weakening one line of cluster, access and logs", () => {
  weakening(rows, others);
});
