import { account, awsKeyArn, daysAgo, policy, roleArn } from "../account/names";
import { type Broken, gone, set } from "./change";

const instance = (path: string, to: unknown) => set("ec2.DescribeInstances", `Reservations.0.Instances.0.${path}`, to);
const eks = (path: string, to: unknown) => set("eks.DescribeCluster", `cluster.${path}`, to);
const group = (path: string, to: unknown) => set("eks.DescribeNodegroup", `nodegroup.${path}`, to);
const developer = (path: string, to: unknown) => set("eks.DescribeAccessEntry", `accessEntry.${path}`, to);

export const brokenCompute: Broken = [
  ["a machine with a public address", instance("PublicIpAddress", "198.51.100.7"), ["instance-no-public-ip"]],
  ["a machine that answers without a token", instance("MetadataOptions.HttpTokens", "optional"), ["running-machine-metadata-closed"]],
  ["a machine that answers pods", instance("MetadataOptions.HttpPutResponseHopLimit", 2), ["running-machine-metadata-closed"]],
  [
    "a volume that is not encrypted",
    set("ec2.DescribeVolumes", "Volumes.0.Encrypted", false),
    ["ebs-volume-encrypted", "persistentvolume-disk-encrypted"],
  ],
  ["a volume with the key that AWS manages", set("ec2.DescribeVolumes", "Volumes.0.KmsKeyId", awsKeyArn), ["ebs-volume-customer-key"]],
  ["a snapshot that is not encrypted", set("ec2.DescribeSnapshots", "Snapshots.0.Encrypted", false), ["ebs-snapshot-encrypted"]],
  [
    "a snapshot that another account may use",
    set("ec2.DescribeSnapshotAttribute", "CreateVolumePermissions.0.UserId", "999988887777"),
    ["ebs-snapshot-not-shared"],
  ],
  [
    "a snapshot that everybody may use",
    set("ec2.DescribeSnapshotAttribute", "CreateVolumePermissions.0", { Group: "all" }),
    ["ebs-snapshot-not-shared"],
  ],
  [
    "a region that does not encrypt by default",
    set("ec2.GetEbsEncryptionByDefault", "EbsEncryptionByDefault", false),
    ["ebs-encryption-by-default-on"],
  ],
  ["a default key that AWS manages", set("ec2.GetEbsDefaultKmsKeyId", "KmsKeyId", "alias/aws/ebs"), ["ebs-default-key-customer"]],
  ["a default key that AWS manages, by its ARN", set("ec2.GetEbsDefaultKmsKeyId", "KmsKeyId", awsKeyArn), ["ebs-default-key-customer"]],
  ["snapshots that can be public", set("ec2.GetSnapshotBlockPublicAccessState", "State", "unblocked"), ["ebs-snapshots-not-public"]],
  ["an endpoint that is open", eks("resourcesVpcConfig.publicAccessCidrs", ["0.0.0.0/0"]), ["eks-endpoint-not-open-to-internet"]],
  ["an endpoint that the VPC cannot reach", eks("resourcesVpcConfig.endpointPrivateAccess", false), ["eks-endpoint-private-access-on"]],
  ["secrets with the key of AWS", eks("encryptionConfig", undefined), ["eks-secrets-encrypted-with-cmk"]],
  ["a version that is not supported any more", eks("version", "1.29"), ["eks-version-in-standard-support"]],
  ["a cluster that slides into extended support", eks("upgradePolicy.supportType", "EXTENDED"), ["eks-support-type-standard"]],
  ["a cluster with the old config map", eks("accessConfig.authenticationMode", "API_AND_CONFIG_MAP"), ["eks-authentication-mode-api"]],
  ["a cluster without an audit log", eks("logging.clusterLogging.0.types", ["api"]), ["eks-audit-log-types-complete"]],
  ["a cluster whose logs are off", eks("logging.clusterLogging.0.enabled", false), ["eks-audit-log-types-complete"]],
  ["no cluster", gone("eks.DescribeCluster"), ["eks-cluster-present"]],
  ["nothing that scans", gone("inspector.BatchGetAccountStatus"), ["vulnerability-scanning-present"]],
  ["no settings of the registry", gone("ecr.GetRegistryScanningConfiguration"), ["registry-scanning-present"]],
  ["a release of another version", group("releaseVersion", "1.35.1-20261120"), ["node-release-current"]],
  ["an add-on that enforces no NetworkPolicy", set("eks.DescribeAddon", "addon.configurationValues", "{}"), ["vpc-cni-network-policy-on"]],
  ["no add-on for NetworkPolicies", set("eks.DescribeAddon", "addon.addonName", "coredns"), ["vpc-cni-addon-present"]],
  ["an entry of a system group", developer("kubernetesGroups", ["system:masters"]), ["eks-access-entry-no-system-group"]],
  ["an entry of a user", developer("principalArn", `arn:aws:iam::${account}:user/joe`), ["eks-access-entry-names-role"]],
  [
    "an administrator who is not registered",
    set(
      "eks.ListAssociatedAccessPolicies",
      "associatedAccessPolicies.0.policyArn",
      "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    ),
    ["eks-admin-policy-registered-only"],
  ],
  [
    "a policy for the whole cluster",
    set("eks.ListAssociatedAccessPolicies", "associatedAccessPolicies.0.accessScope", { type: "cluster", namespaces: [] }),
    ["eks-access-policy-namespaced"],
  ],
  [
    "no entry of the deployer",
    set("eks.DescribeAccessEntry", "accessEntry.principalArn", roleArn("other"), 1),
    ["deployer-access-entry-present", "eks-admin-policy-registered-only"],
  ],
  [
    "a repository whose tags move",
    set("ecr.DescribeRepositories", "repositories.0.imageTagMutability", "MUTABLE"),
    ["repository-tags-immutable"],
  ],
  [
    "a repository with the key of AWS",
    set("ecr.DescribeRepositories", "repositories.0.encryptionConfiguration", { encryptionType: "AES256" }),
    ["repository-encrypted-with-cmk"],
  ],
  [
    "a repository for everybody",
    set("ecr.GetRepositoryPolicy", "policyText", policy({ Effect: "Allow", Principal: "*", Action: "ecr:*" })),
    ["repository-policy-not-public"],
  ],
  [
    "a registry that scans on push only",
    set("ecr.GetRegistryScanningConfiguration", "scanningConfiguration.scanType", "BASIC"),
    ["registry-scans-continuously"],
  ],
  [
    "a repository whose images nobody scans",
    {
      ...set("ecr.GetRegistryScanningConfiguration", "scanningConfiguration.scanType", "BASIC"),
      "ecr.DescribeRepositories":
        set("ecr.DescribeRepositories", "repositories.0.imageScanningConfiguration.scanOnPush", false)["ecr.DescribeRepositories"] ?? [],
    },
    ["registry-scans-continuously", "repository-scanned"],
  ],
  [
    "machines that nobody scans",
    set("inspector.BatchGetAccountStatus", "accounts.0.resourceState.ec2.status", "DISABLED"),
    ["inspector-scans-nodes-and-images"],
  ],
  [
    "an old critical vulnerability",
    set("inspector.ListFindings", "findings.0.firstObservedAt", daysAgo(60)),
    ["critical-vulnerability-fixed-in-time"],
  ],
  [
    "sessions that stay open",
    set("ssm.GetDocument", "Content", '{"inputs":{"idleSessionTimeout":"60","maxSessionDuration":"60"}}'),
    ["session-manager-idle-bounded"],
  ],
];
