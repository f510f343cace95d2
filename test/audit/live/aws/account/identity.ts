import { type Answered, about, account, arn, cluster, once, policy, roleArn, tags } from "./names";

const encoded = (document: string): string => encodeURIComponent(document);

const trustPods = policy({
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: {
    StringEquals: {
      "aws:RequestTag/eks-cluster-arn": arn("eks", `cluster/${cluster}`),
      "aws:RequestTag/kubernetes-namespace": "velero",
      "aws:RequestTag/kubernetes-service-account": "velero",
    },
  },
});
export const trustMachines = policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
const trustPeople = policy({
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "sts:AssumeRole",
  Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
});

export const narrow = policy({ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::live-backups/*" });

const role = (name: string, trust: string, more: object = {}) => ({
  RoleName: name,
  Path: "/",
  Arn: roleArn(name),
  AssumeRolePolicyDocument: encoded(trust),
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  Tags: tags,
  ...more,
});

const roles = [
  role("velero", trustPods, { RolePolicyList: [{ PolicyName: "backups", PolicyDocument: encoded(narrow) }] }),
  role("node", trustMachines, {
    AttachedManagedPolicies: [{ PolicyName: "AmazonEKSWorkerNodePolicy", PolicyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy" }],
  }),
  role("developer", trustPeople),
];

const analyzer = arn("access-analyzer", "analyzer/outside");

export const identity: Answered = {
  "iam.GetAccountAuthorizationDetails": once({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [
      ...roles,
      // What AWS makes for itself may do what it needs.
      { ...role("AWSServiceRoleForAmazonEKS", trustMachines), Path: "/aws-service-role/eks.amazonaws.com/", Tags: [] },
    ],
    Policies: [
      {
        PolicyName: "read-one-bucket",
        Arn: `arn:aws:iam::${account}:policy/read-one-bucket`,
        PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded(narrow) }],
      },
    ],
  }),
  "iam.ListRoles": once({ Roles: roles.map(({ Arn }) => ({ Arn, MaxSessionDuration: 3600 })) }),
  "iam.GetAccountSummary": once({ SummaryMap: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1 } }),
  "iam.GetAccountPasswordPolicy": once({
    PasswordPolicy: { MinimumPasswordLength: 14, PasswordReusePrevention: 24, MaxPasswordAge: 90 },
  }),
  "accessanalyzer.ListAnalyzers": once({ analyzers: [{ arn: analyzer, name: "outside", type: "ACCOUNT", status: "ACTIVE" }] }),
  "accessanalyzer.ListFindingsV2": about([{ analyzerArn: analyzer }, { findings: [] }]),
};
