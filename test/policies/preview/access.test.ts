import { accessChecks } from "../../../policies/preview/access";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { planned, platform, table } from "./support";

const deployer = "arn:aws:iam::111122223333:role/deployer";
const breakGlass = "arn:aws:iam::111122223333:role/break-glass";
const developer = "arn:aws:iam::111122223333:role/developer";
const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/AmazonEKS${name}Policy`;

const entry = (inputs: Inputs) => planned("aws:eks/accessEntry:AccessEntry", "entry", inputs);
const association = (principalArn: Inputs[string], policyArn: Inputs[string], accessScope: Inputs[string] = { type: "cluster" }) =>
  planned("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "association", { principalArn, policyArn, accessScope });
/** The component has entries in a map of its own. */
const cluster = (inputs: Inputs) => planned("eks:index:Cluster", "cluster", inputs, { custom: false });
const inline = (principalArn: Inputs[string], policyArn: Inputs[string], accessScope: Inputs[string] = { type: "cluster" }) =>
  cluster({ accessEntries: { "dev.team": { principalArn, accessPolicies: { "the first": { policyArn, accessScope } } } } });
const namespaced = { type: "namespace", namespaces: ["shop"] };
const nobody = { environment: undefined, adminPrincipals: [] } as const;

table("eks-admin-policy-registered-only", accessChecks["eks-admin-policy-registered-only"], [
  { it: "passes for a registered administrator", given: association(deployer, policy("ClusterAdmin")), want: "pass" },
  { it: "passes for another policy", given: association(developer, policy("View")), want: "pass" },
  { it: "fails for anybody else", given: association(developer, policy("ClusterAdmin")), want: "fail" },
  { it: "fails for the smaller administrator policy", given: association(developer, policy("Admin"), namespaced), want: "fail" },
  { it: "fails for an entry of the component", given: inline(developer, policy("ClusterAdmin")), want: "fail" },
  { it: "passes for a registered entry of the component", given: inline(breakGlass, policy("ClusterAdmin")), want: "pass" },
  {
    it: "fails where a stack file registers nobody",
    given: association(deployer, policy("Admin")),
    settings: { adminPrincipals: [] },
    want: "fail",
  },
  {
    it: "is not evaluated where there is no stack file",
    given: association(deployer, policy("Admin")),
    settings: nobody,
    want: "not-evaluated",
  },
  { it: "is deferred when the principal is unknown", given: association(UNKNOWN, policy("Admin")), want: "deferred" },
  { it: "is deferred when the policy is unknown", given: association(developer, UNKNOWN), want: "deferred" },
  { it: "is deferred when the component's entries are unknown", given: cluster({ accessEntries: UNKNOWN }), want: "deferred" },
  { it: "has nothing to say of a cluster without entries of its own", given: cluster({}), want: "not-applicable" },
]);

table("eks-access-policy-namespaced", accessChecks["eks-access-policy-namespaced"], [
  { it: "passes for namespaces", given: association(developer, policy("Edit"), namespaced), want: "pass" },
  { it: "passes for an administrator", given: association(deployer, policy("View")), want: "pass" },
  { it: "fails for the whole cluster", given: association(developer, policy("View")), want: "fail" },
  { it: "fails for namespaces that are not named", given: association(developer, policy("View"), { type: "namespace" }), want: "fail" },
  { it: "fails for no namespaces", given: association(developer, policy("View"), { type: "namespace", namespaces: [] }), want: "fail" },
  { it: "fails for no scope", given: inline(developer, policy("View"), undefined), want: "fail" },
  { it: "fails for an entry of the component", given: inline(developer, policy("View")), want: "fail" },
  { it: "leaves administrator policies to their own check", given: association(developer, policy("ClusterAdmin")), want: "not-applicable" },
  { it: "is deferred when the scope is unknown", given: association(developer, policy("View"), UNKNOWN), want: "deferred" },
  {
    it: "is deferred when the namespaces are unknown",
    given: association(developer, policy("View"), { type: "namespace", namespaces: UNKNOWN }),
    want: "deferred",
  },
  { it: "is deferred when the principal is unknown", given: association(UNKNOWN, policy("View")), want: "deferred" },
]);

table("eks-access-entry-names-role", accessChecks["eks-access-entry-names-role"], [
  { it: "passes for a role", given: entry({ principalArn: developer }), want: "pass" },
  {
    it: "passes for a role with a path, in another partition",
    given: entry({ principalArn: "arn:aws-us-gov:iam::111122223333:role/a/b" }),
    want: "pass",
  },
  { it: "fails for a user", given: entry({ principalArn: "arn:aws:iam::111122223333:user/eve" }), want: "fail" },
  { it: "fails for root", given: entry({ principalArn: "arn:aws:iam::111122223333:root" }), want: "fail" },
  { it: "fails for a session", given: entry({ principalArn: "arn:aws:sts::111122223333:assumed-role/developer/eve" }), want: "fail" },
  { it: "fails for nothing", given: entry({}), want: "fail" },
  {
    it: "fails for a user in the component",
    given: cluster({ accessEntries: { eve: { principalArn: "arn:aws:iam::111122223333:user/eve" } } }),
    want: "fail",
  },
  { it: "is deferred when unknown", given: entry({ principalArn: UNKNOWN }), want: "deferred" },
]);

const groups = (kubernetesGroups: Inputs[string]) => entry({ principalArn: developer, kubernetesGroups });
table("eks-access-entry-no-system-group", accessChecks["eks-access-entry-no-system-group"], [
  { it: "passes for a group of one's own", given: groups(["developers"]), want: "pass" },
  { it: "passes for no group", given: entry({ principalArn: developer }), want: "pass" },
  { it: "fails for the masters", given: groups(["developers", "system:masters"]), want: "fail" },
  { it: "fails for other groups of the system", given: groups(["system:nodes"]), want: "fail" },
  { it: "fails in the component", given: cluster({ accessEntries: { x: { kubernetesGroups: ["system:masters"] } } }), want: "fail" },
  {
    it: "fails in the component's map of roles",
    given: cluster({ roleMappings: [{ roleArn: developer, groups: ["system:masters"] }] }),
    want: "fail",
  },
  { it: "fails in its map of users", given: cluster({ userMappings: [{ userArn: "x", groups: ["system:masters"] }] }), want: "fail" },
  { it: "is deferred when a group is unknown", given: groups([UNKNOWN]), want: "deferred" },
  { it: "is deferred when the groups are unknown", given: groups(UNKNOWN), want: "deferred" },
  { it: "is not evaluated when the groups are hidden", given: groups(new Hidden("encrypted")), want: "not-evaluated" },
  { it: "fails at the masters beside an unknown group", given: groups([UNKNOWN, "system:masters"]), want: "fail" },
]);

for (const [id, arn] of [
  ["deployer-access-entry-present", deployer],
  ["break-glass-access-entry-present", breakGlass],
] as const) {
  table(id, accessChecks[id], [
    { it: "passes when the role has an entry", given: [platform, entry({ principalArn: arn })], want: { platform: "pass" } },
    {
      it: "passes when it has one in the component",
      given: [platform, cluster({ accessEntries: { x: { principalArn: arn } } })],
      want: { platform: "pass" },
    },
    { it: "fails when somebody else has", given: [platform, entry({ principalArn: developer })], want: { platform: "fail" } },
    { it: "fails when nobody has", given: platform, want: { platform: "fail" } },
    {
      it: "is deferred when an entry's role is unknown",
      given: [platform, entry({ principalArn: UNKNOWN })],
      want: { platform: "deferred" },
    },
    {
      it: "is deferred when the component's entries are unknown",
      given: [platform, cluster({ accessEntries: UNKNOWN })],
      want: { platform: "deferred" },
    },
    {
      it: "is not evaluated when the stack file names no such role",
      given: platform,
      settings: { deployerRoleArn: undefined, breakGlassRoleArn: undefined },
      want: { platform: "not-evaluated" },
    },
  ]);
}
