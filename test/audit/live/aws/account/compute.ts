import { type Answered, about, account, arn, cluster, daysAgo, keyArn, once, roleArn, subnetId, tags } from "./names";

const tagMap = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
const developer = roleArn("developer");
const deployer = roleArn("platform-deployer");
const association = arn("eks", `podidentityassociation/${cluster}/a-1`);

const entry = (principalArn: string, kubernetesGroups: readonly string[]) => ({
  accessEntry: {
    clusterName: cluster,
    principalArn,
    kubernetesGroups,
    type: "STANDARD",
    accessEntryArn: arn("eks", `access-entry/${principalArn}`),
  },
});

export const compute: Answered = {
  "ec2.DescribeInstances": once({
    Reservations: [
      {
        Instances: [
          {
            InstanceId: "i-0aaa",
            SubnetId: subnetId,
            RootDeviceName: "/dev/xvda",
            RootDeviceType: "ebs",
            BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeId: "vol-0aaa" } }],
            MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 1, HttpEndpoint: "enabled" },
            Tags: tags,
          },
        ],
      },
    ],
  }),
  "ec2.DescribeVolumes": once({ Volumes: [{ VolumeId: "vol-0aaa", Encrypted: true, KmsKeyId: keyArn, Tags: tags }] }),
  "ec2.DescribeSnapshots": once({ Snapshots: [{ SnapshotId: "snap-0aaa", Encrypted: true, KmsKeyId: keyArn }] }),
  "ec2.DescribeSnapshotAttribute": about([
    { SnapshotId: "snap-0aaa", Attribute: "createVolumePermission" },
    { SnapshotId: "snap-0aaa", CreateVolumePermissions: [{ UserId: account }] },
  ]),
  "ec2.GetEbsEncryptionByDefault": once({ EbsEncryptionByDefault: true }),
  "ec2.GetEbsDefaultKmsKeyId": once({ KmsKeyId: keyArn }),
  "ec2.GetSnapshotBlockPublicAccessState": once({ State: "block-all-sharing" }),
  "eks.ListClusters": once({ clusters: [cluster] }),
  "eks.DescribeCluster": about([
    { name: cluster },
    {
      cluster: {
        name: cluster,
        arn: arn("eks", `cluster/${cluster}`),
        version: "1.36",
        resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"], endpointPrivateAccess: true },
        encryptionConfig: [{ resources: ["secrets"], provider: { keyArn } }],
        logging: { clusterLogging: [{ types: ["api", "audit", "authenticator", "controllerManager", "scheduler"], enabled: true }] },
        accessConfig: { authenticationMode: "API" },
        upgradePolicy: { supportType: "STANDARD" },
        tags: tagMap,
      },
    },
  ]),
  "eks.ListNodegroups": about([{ clusterName: cluster }, { nodegroups: ["general"] }]),
  "eks.DescribeNodegroup": about([
    { clusterName: cluster, nodegroupName: "general" },
    {
      nodegroup: {
        clusterName: cluster,
        nodegroupName: "general",
        nodegroupArn: arn("eks", `nodegroup/${cluster}/general/1`),
        subnets: [subnetId],
        amiType: "AL2023_x86_64_STANDARD",
        version: "1.36",
        releaseVersion: "1.36.1-20261120",
        nodeRole: roleArn("node"),
        launchTemplate: { id: "lt-0aaa", version: "1" },
        scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
        tags: tagMap,
      },
    },
  ]),
  "eks.ListAddons": about([{ clusterName: cluster }, { addons: ["vpc-cni"] }]),
  "eks.DescribeAddon": about([
    { clusterName: cluster, addonName: "vpc-cni" },
    {
      addon: {
        clusterName: cluster,
        addonName: "vpc-cni",
        addonVersion: "v1.20.4-eksbuild.1",
        addonArn: arn("eks", `addon/${cluster}/vpc-cni/1`),
        configurationValues: '{"enableNetworkPolicy":"true"}',
      },
    },
  ]),
  "eks.ListAccessEntries": about([{ clusterName: cluster }, { accessEntries: [developer, deployer] }]),
  "eks.DescribeAccessEntry": about(
    [{ clusterName: cluster, principalArn: developer }, entry(developer, ["compliant-eks:developers"])],
    [{ clusterName: cluster, principalArn: deployer }, entry(deployer, [])],
  ),
  "eks.ListAssociatedAccessPolicies": about(
    [
      { clusterName: cluster, principalArn: developer },
      {
        associatedAccessPolicies: [
          {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            accessScope: { type: "namespace", namespaces: ["patient-records"] },
          },
        ],
      },
    ],
    [
      { clusterName: cluster, principalArn: deployer },
      {
        associatedAccessPolicies: [
          {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster", namespaces: [] },
          },
        ],
      },
    ],
  ),
  "eks.ListPodIdentityAssociations": about([
    { clusterName: cluster },
    { associations: [{ clusterName: cluster, associationId: "a-1", namespace: "velero", serviceAccount: "velero" }] },
  ]),
  "eks.DescribePodIdentityAssociation": about([
    { clusterName: cluster, associationId: "a-1" },
    {
      association: {
        clusterName: cluster,
        namespace: "velero",
        serviceAccount: "velero",
        roleArn: roleArn("velero"),
        associationArn: association,
      },
    },
  ]),
  "ecr.DescribeRepositories": once({
    repositories: [
      {
        repositoryName: "mirror",
        repositoryArn: arn("ecr", "repository/mirror"),
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: "KMS", kmsKey: keyArn },
      },
    ],
  }),
  "ecr.GetRepositoryPolicy": about([
    { repositoryName: "mirror" },
    {
      repositoryName: "mirror",
      policyText: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: roleArn("node") }, Action: "ecr:BatchGetImage" }],
      }),
    },
  ]),
  "ecr.GetRegistryScanningConfiguration": once({
    registryId: account,
    scanningConfiguration: {
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
    },
  }),
  "inspector.BatchGetAccountStatus": once({
    accounts: [
      {
        accountId: account,
        resourceState: { ec2: { status: "ENABLED" }, ecr: { status: "ENABLED" }, lambda: { status: "DISABLED" } },
      },
    ],
  }),
  "inspector.ListFindings": once({
    findings: [{ findingArn: arn("inspector2", "finding/f-1"), severity: "CRITICAL", firstObservedAt: daysAgo(3) }],
  }),
  "ssm.GetDocument": once({
    Name: "SSM-SessionManagerRunShell",
    Content: '{"idleSessionTimeout":"15","maxSessionDuration":"60"}',
  }),
};
