import { Hidden, type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { workloadIdentityChecks } from "../../../policies/preview/workload-identity";
import { planned, table } from "./support";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const role = (name: string, inputs: Inputs = {}) => planned("aws:iam/role:Role", name, inputs);

const associate = (name: string, inputs: Inputs, from: Parameters<typeof planned>[3] = {}) =>
  planned("aws:eks/podIdentityAssociation:PodIdentityAssociation", name, { namespace: "shop", serviceAccount: name, ...inputs }, from);
const addon = (name: string, ...items: readonly Inputs[]) =>
  planned("aws:eks/addon:Addon", name, { addonName: name, podIdentityAssociations: items });
const own = role("own");
const their = role("their");

table("pod-identity-role-not-shared", workloadIdentityChecks["pod-identity-role-not-shared"], [
  {
    it: "passes for two accounts with a role each",
    given: [associate("api", { roleArn: arn("api") }), associate("web", { roleArn: arn("web") })],
    want: { api: "pass", web: "pass" },
  },
  {
    it: "fails for two accounts with one role",
    given: [associate("api", { roleArn: arn("x") }), associate("web", { roleArn: arn("x") })],
    want: { api: "fail", web: "fail" },
  },
  {
    it: "fails for the same name in two namespaces",
    given: [associate("api", { roleArn: arn("x") }), associate("b", { namespace: "other", serviceAccount: "api", roleArn: arn("x") })],
    want: { api: "fail", b: "fail" },
  },
  {
    it: "passes for the same account in two clusters",
    given: [associate("a", { serviceAccount: "api", roleArn: arn("x") }), associate("b", { serviceAccount: "api", roleArn: arn("x") })],
    want: { a: "pass", b: "pass" },
  },
  {
    it: "knows an unknown role by where it comes from",
    given: [
      own,
      their,
      associate("api", { roleArn: UNKNOWN }, { from: { roleArn: [own] } }),
      associate("web", { roleArn: UNKNOWN }, { from: { roleArn: [own] } }),
      associate("job", { roleArn: UNKNOWN }, { from: { roleArn: [their] } }),
    ],
    want: { api: "fail", web: "fail", job: "pass" },
  },
  {
    it: "knows a role of fixed name by its name as well",
    given: [
      role("own", { name: "x" }),
      associate("api", { roleArn: UNKNOWN }, { from: { roleArn: [own] } }),
      associate("web", { roleArn: arn("x") }),
    ],
    want: { api: "fail", web: "fail" },
  },
  {
    it: "fails for two add-ons with one role",
    given: [addon("cni", { serviceAccount: "aws-node", roleArn: arn("x") }), addon("csi", { serviceAccount: "ebs", roleArn: arn("x") })],
    want: { cni: "fail", csi: "fail" },
  },
  { it: "passes for add-ons without identity", given: addon("coredns"), want: {} },
  { it: "is deferred when the role is unknown", given: associate("api", { roleArn: UNKNOWN }), want: "deferred" },
  {
    it: "is deferred when the associations of an add-on are unknown",
    given: planned("aws:eks/addon:Addon", "cni", { podIdentityAssociations: UNKNOWN }),
    want: "deferred",
  },
  {
    it: "is deferred when a shared role's account is unknown",
    given: [associate("api", { roleArn: arn("x") }), associate("web", { serviceAccount: UNKNOWN, roleArn: arn("x") })],
    want: { api: "deferred", web: "deferred" },
  },
]);

const allow = (Principal: unknown, Condition: object = {}, Action: unknown = "sts:AssumeRole") => ({
  Effect: "Allow",
  Principal,
  Action,
  Condition,
});
const trust = (...statements: readonly object[]) =>
  role("role", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) });
const pods = (tags: Record<string, unknown>, actions: unknown = ["sts:AssumeRole", "sts:TagSession"], operator = "StringEquals") =>
  trust(
    allow(
      { Service: "pods.eks.amazonaws.com" },
      { [operator]: Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:RequestTag/${tag}`, value])) },
      actions,
    ),
  );
const tags = {
  "eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/shop",
  "kubernetes-namespace": "shop",
  "kubernetes-service-account": "api",
};
const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";
const provider = { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
const irsa = (operator: string, claims: Record<string, string>) =>
  trust(
    allow(
      provider,
      { [operator]: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value])) },
      "sts:AssumeRoleWithWebIdentity",
    ),
  );
const exact = { sub: "system:serviceaccount:shop:api", aud: "sts.amazonaws.com" };
const account = "111122223333";

table("role-trust-names-its-subject", workloadIdentityChecks["role-trust-names-its-subject"], [
  { it: "passes for one service", given: trust(allow({ Service: "ec2.amazonaws.com" })), want: "pass" },
  { it: "passes for one role", given: trust(allow({ AWS: arn("deployer") })), want: "pass" },
  {
    it: "passes for the company's identity provider",
    given: trust(allow({ Federated: "arn:aws:iam::111122223333:saml-provider/corp" })),
    want: "pass",
  },
  {
    it: "reads a policy that is an object",
    given: role("role", { assumeRolePolicy: { Statement: [allow("*")] } as Inputs }),
    want: "fail",
  },
  { it: "fails for everybody", given: trust(allow("*")), want: "fail" },
  { it: "fails for everybody in AWS", given: trust(allow({ AWS: "*" })), want: "fail" },
  { it: "fails for everybody among others", given: trust(allow({ AWS: [arn("deployer"), "*"] })), want: "fail" },
  { it: "fails for a second statement", given: trust(allow({ Service: "ec2.amazonaws.com" }), allow("*")), want: "fail" },
  {
    it: "fails for all but somebody",
    given: trust({ Effect: "Allow", NotPrincipal: { AWS: arn("eve") }, Action: "sts:AssumeRole" }),
    want: "fail",
  },
  { it: "fails for an account", given: trust(allow({ AWS: `arn:aws:iam::${account}:root` })), want: "fail" },
  { it: "fails for an account by its number", given: trust(allow({ AWS: account })), want: "fail" },
  {
    it: "passes for an account under a condition",
    given: trust(allow({ AWS: account }, { StringEquals: { "sts:ExternalId": "x" } })),
    want: "pass",
  },
  {
    it: "has nothing to say of a refusal",
    given: trust({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }),
    want: "not-applicable",
  },
  { it: "passes for one service account of one cluster", given: pods(tags), want: "pass" },
  { it: "fails for any pod", given: pods({}), want: "fail" },
  {
    it: "fails for any account of a namespace",
    given: pods({ ...tags, "kubernetes-service-account": "*" }, undefined, "StringLike"),
    want: "fail",
  },
  { it: "fails for any cluster", given: pods({ "kubernetes-namespace": "shop", "kubernetes-service-account": "api" }), want: "fail" },
  { it: "fails when the tags need not be there", given: pods(tags, undefined, "StringEqualsIfExists"), want: "fail" },
  { it: "fails without tagging", given: pods(tags, "sts:AssumeRole"), want: "fail" },
  { it: "fails for every action", given: pods(tags, "sts:*"), want: "fail" },
  { it: "passes for one subject and audience", given: irsa("StringEquals", exact), want: "pass" },
  { it: "fails for every subject", given: irsa("StringEquals", { aud: exact.aud }), want: "fail" },
  { it: "fails for every audience", given: irsa("StringEquals", { sub: exact.sub }), want: "fail" },
  { it: "fails for a pattern", given: irsa("StringLike", { ...exact, sub: "system:serviceaccount:shop:*" }), want: "fail" },
  {
    it: "fails for a pattern that is compared as text",
    given: irsa("StringEquals", { ...exact, sub: "system:serviceaccount:*:api" }),
    want: "fail",
  },
  {
    it: "passes for a service that acts for this account",
    given: trust(allow({ Service: "vpc-flow-logs.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": account } })),
    want: "pass",
  },
  { it: "fails for one that may act for any", given: trust(allow({ Service: "eks.amazonaws.com" })), want: "fail" },
  { it: "is deferred when unknown", given: role("role", { assumeRolePolicy: UNKNOWN }), want: "deferred" },
  {
    it: "is deferred when a part is unknown",
    given: role("role", { assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: UNKNOWN }] } }),
    want: "deferred",
  },
  {
    it: "reads a secret",
    given: role("role", { assumeRolePolicy: new Secret(JSON.stringify({ Statement: [allow("*")] })) }),
    want: "fail",
  },
  { it: "is not evaluated when hidden", given: role("role", { assumeRolePolicy: new Hidden("encrypted") }), want: "not-evaluated" },
  { it: "is not evaluated for what is no policy", given: role("role", { assumeRolePolicy: "ec2.amazonaws.com" }), want: "not-evaluated" },
]);

const nodes = (nodeRoleArn: Inputs[string], from: Parameters<typeof planned>[3] = {}) =>
  planned("aws:eks/nodeGroup:NodeGroup", "nodes", { nodeRoleArn }, from);
const attach = (policy: Inputs[string], to: Inputs[string], from: Parameters<typeof planned>[3] = {}) =>
  planned("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", { policyArn: policy, role: to }, from);
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const nodeRole = role("node");

table("node-role-minimal", workloadIdentityChecks["node-role-minimal"], [
  { it: "passes for the worker policy", given: [nodes(arn("node")), attach(managed("AmazonEKSWorkerNodePolicy"), "node")], want: "pass" },
  {
    it: "passes for reading images",
    given: [nodes(arn("node")), attach(managed("AmazonEC2ContainerRegistryPullOnly"), "node")],
    want: "pass",
  },
  { it: "passes for Session Manager", given: [nodes(arn("node")), attach(managed("AmazonSSMManagedInstanceCore"), "node")], want: "pass" },
  { it: "fails for the CNI's policy", given: [nodes(arn("node")), attach(managed("AmazonEKS_CNI_Policy"), "node")], want: "fail" },
  {
    it: "fails for a policy of one's own",
    given: [nodes(arn("node")), attach("arn:aws:iam::111122223333:policy/mine", "node")],
    want: "fail",
  },
  { it: "is deferred when the policy is unknown", given: [nodes(arn("node")), attach(UNKNOWN, "node")], want: "deferred" },
  {
    it: "knows an unknown role by where it comes from",
    given: [
      nodeRole,
      nodes(UNKNOWN, { from: { nodeRoleArn: [nodeRole] } }),
      attach(managed("AmazonS3FullAccess"), UNKNOWN, { from: { role: [nodeRole] } }),
    ],
    want: "fail",
  },
  {
    it: "knows a role of fixed name from both sides",
    given: [
      role("node", { name: "shop-node" }),
      nodes(arn("shop-node")),
      attach(managed("AmazonS3FullAccess"), UNKNOWN, { from: { role: [nodeRole] } }),
    ],
    want: "fail",
  },
  {
    it: "has nothing to say of other roles",
    given: [nodes(arn("node")), attach(managed("AmazonEKS_CNI_Policy"), "cni")],
    want: "not-applicable",
  },
  {
    it: "leaves administrator policies to their own check",
    given: [nodes(arn("node")), attach(managed("AdministratorAccess"), "node")],
    want: "pass",
  },
  {
    it: "is deferred when the attachment's role is unknown",
    given: [nodes(arn("node")), attach(managed("AmazonEKS_CNI_Policy"), UNKNOWN)],
    want: "deferred",
  },
  {
    it: "is deferred when the nodes' role is unknown",
    given: [nodes(UNKNOWN), attach(managed("AmazonEKS_CNI_Policy"), "cni")],
    want: "deferred",
  },
]);
