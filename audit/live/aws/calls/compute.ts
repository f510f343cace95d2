import { type AwsCall, type Exchange, type Input, listed, names } from "../call";

const clusters = (exchanges: readonly Exchange[]): readonly Input[] => names(exchanges, "clusters").map((clusterName) => ({ clusterName }));

/** One input for each name in a list of each cluster. */
const ofCluster =
  (member: string, as: string) =>
  (exchanges: readonly Exchange[]): readonly Input[] =>
    exchanges.flatMap(({ input, output }) =>
      ((output?.[member] ?? []) as readonly string[]).map((name) => ({ clusterName: input["clusterName"], [as]: name })),
    );

const perCluster = (operation: string, list: string): AwsCall => ({
  service: "eks",
  operation,
  lists: [list],
  each: { of: "eks.ListClusters", inputs: clusters },
});

const perEntry = (operation: string, lists: readonly string[] = []): AwsCall => ({
  service: "eks",
  operation,
  lists,
  each: { of: "eks.ListAccessEntries", inputs: ofCluster("accessEntries", "principalArn") },
});

export const computeCalls: readonly AwsCall[] = [
  {
    service: "ec2",
    operation: "DescribeInstances",
    lists: ["Reservations"],
    input: { Filters: [{ Name: "instance-state-name", Values: ["pending", "running", "stopping", "stopped"] }] },
  },
  { service: "ec2", operation: "DescribeVolumes", lists: ["Volumes"] },
  { service: "ec2", operation: "DescribeSnapshots", lists: ["Snapshots"], input: { OwnerIds: ["self"] } },
  {
    service: "ec2",
    operation: "DescribeSnapshotAttribute",
    input: { Attribute: "createVolumePermission" },
    each: { of: "ec2.DescribeSnapshots", inputs: (exchanges) => listed(exchanges, "Snapshots").map(({ SnapshotId }) => ({ SnapshotId })) },
  },
  { service: "ec2", operation: "GetEbsEncryptionByDefault" },
  { service: "ec2", operation: "GetEbsDefaultKmsKeyId" },
  { service: "ec2", operation: "GetSnapshotBlockPublicAccessState" },
  { service: "eks", operation: "ListClusters", lists: ["clusters"] },
  {
    service: "eks",
    operation: "DescribeCluster",
    each: { of: "eks.ListClusters", inputs: (exchanges) => names(exchanges, "clusters").map((name) => ({ name })) },
  },
  perCluster("ListNodegroups", "nodegroups"),
  {
    service: "eks",
    operation: "DescribeNodegroup",
    each: { of: "eks.ListNodegroups", inputs: ofCluster("nodegroups", "nodegroupName") },
  },
  perCluster("ListAddons", "addons"),
  { service: "eks", operation: "DescribeAddon", each: { of: "eks.ListAddons", inputs: ofCluster("addons", "addonName") } },
  perCluster("ListAccessEntries", "accessEntries"),
  perEntry("DescribeAccessEntry"),
  perEntry("ListAssociatedAccessPolicies", ["associatedAccessPolicies"]),
  perCluster("ListPodIdentityAssociations", "associations"),
  {
    service: "eks",
    operation: "DescribePodIdentityAssociation",
    each: {
      of: "eks.ListPodIdentityAssociations",
      inputs: (exchanges) => listed(exchanges, "associations").map(({ clusterName, associationId }) => ({ clusterName, associationId })),
    },
  },
  { service: "ecr", operation: "DescribeRepositories", lists: ["repositories"] },
  {
    service: "ecr",
    operation: "GetRepositoryPolicy",
    absent: ["RepositoryPolicyNotFoundException"],
    each: {
      of: "ecr.DescribeRepositories",
      inputs: (exchanges) => listed(exchanges, "repositories").map(({ repositoryName }) => ({ repositoryName })),
    },
  },
  { service: "ecr", operation: "GetRegistryScanningConfiguration" },
  { service: "inspector", operation: "BatchGetAccountStatus", lists: ["accounts"] },
  {
    service: "inspector",
    operation: "ListFindings",
    lists: ["findings"],
    input: {
      filterCriteria: {
        findingStatus: [{ comparison: "EQUALS", value: "ACTIVE" }],
        severity: [{ comparison: "EQUALS", value: "CRITICAL" }],
      },
    },
  },
  // The name under which Session Manager looks for an account's own settings.
  { service: "ssm", operation: "GetDocument", input: { Name: "SSM-SessionManagerRunShell" }, absent: ["InvalidDocument"] },
];
