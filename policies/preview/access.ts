import type { Settings } from "../settings";
import { type PreviewCheck, onEach } from "./check";
import { clusterType } from "./eks";
import type { Plan } from "./plan";
import { onPlatform } from "./presence";
import type { Reader } from "./reader";
import { UNKNOWN } from "./tree";
import { type Verdict, deferred, fail, notApplicable, notEvaluated, pass, worst } from "./verdict";

const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/** Access entries as resources of their own, or in the map of the eks component. */
function entries(resource: Reader): readonly Reader[] {
  return resource.type === entryType ? [resource] : resource.keys("accessEntries").map((key) => resource.at(`accessEntries["${key}"]`));
}

interface Grant {
  readonly principal: Reader;
  readonly policy: Reader;
}

function grants(resource: Reader): readonly Grant[] {
  if (resource.type === associationType) return [{ principal: resource, policy: resource }];
  return entries(resource).flatMap((principal) =>
    principal.keys("accessPolicies").map((key) => ({ principal, policy: principal.at(`accessPolicies["${key}"]`) })),
  );
}

/** A cluster without the component's map has no entries of its own; a map that is not known may have any. */
function onInline(resource: Reader, verdicts: readonly Verdict[]): Verdict {
  return resource.type === entryType || resource.type === associationType
    ? worst(verdicts)
    : resource.inspect("accessEntries", (map) => (map === undefined ? notApplicable : worst(verdicts)));
}

function forEachEntry(resource: Reader, decide: (entry: Reader) => Verdict): Verdict {
  return onInline(resource, entries(resource).map(decide));
}

function forEachGrant(resource: Reader, decide: (grant: Grant) => Verdict): Verdict {
  return onInline(resource, grants(resource).map(decide));
}

const isAdminPolicy = (arn: unknown): boolean => typeof arn === "string" && /\/AmazonEKS(Cluster)?AdminPolicy$/.test(arn);

function registeredOnly({ principal, policy }: Grant, { adminPrincipals, environment }: Settings): Verdict {
  return policy.inspect("policyArn", (arn) => {
    if (!isAdminPolicy(arn)) return pass;
    if (environment === undefined && adminPrincipals.length === 0) return notEvaluated("no stack file says who may administer the cluster");
    return principal.expect(
      "principalArn",
      (role) => typeof role === "string" && adminPrincipals.includes(role),
      "a principal that is not registered as administrator has an EKS administrator policy; use a narrower one, or register the role under access",
    );
  });
}

/** Administrator policies are the subject of another check. */
function namespaced({ principal, policy }: Grant, { adminPrincipals }: Settings): Verdict {
  return policy.inspect("policyArn", (arn) => {
    if (isAdminPolicy(arn)) return notApplicable;
    return principal.inspect("principalArn", (role) => {
      if (typeof role === "string" && adminPrincipals.includes(role)) return pass;
      const wide = "an access policy covers the whole cluster; set accessScope.type to namespace and list the namespaces";
      return policy.inspect("accessScope.type", (type) =>
        type === "namespace" ? worst(policy.every("accessScope.namespaces", () => pass, fail(wide))) : fail(wide),
      );
    });
  });
}

function namesRole(entry: Reader): Verdict {
  return entry.expect(
    "principalArn",
    (arn) => typeof arn === "string" && /^arn:[\w-]+:iam::\d{12}:role\/./.test(arn),
    "an access entry names something other than an IAM role; set principalArn to the ARN of a role",
  );
}

/** EKS gives node entries their groups itself, so whatever is written is ours. */
function noSystemGroup(holder: Reader, groups: string): Verdict {
  return worst(
    holder.every(groups, (group) =>
      group.expect(
        "",
        (name) => typeof name !== "string" || !name.startsWith("system:"),
        "an entry joins a group that Kubernetes keeps for itself; use a group of your own and bind it to a narrow role",
      ),
    ),
  );
}

/** The older maps of the eks component end in the aws-auth config map. */
function noSystemGroupAnywhere(resource: Reader): Verdict {
  const mapped = ["roleMappings", "userMappings"].flatMap((map) =>
    resource.every(map, (item) => noSystemGroup(item, "groups"), notApplicable),
  );
  return worst([forEachEntry(resource, (entry) => noSystemGroup(entry, "kubernetesGroups")), ...mapped]);
}

/** Whether some entry of the program names the role. */
function entryPresent(plan: Plan, role: string | undefined, missing: string): Verdict {
  if (role === undefined) return notEvaluated("the stack file names no such role");
  const all = plan.ofType(entryType, clusterType).flatMap((resource) => entries(resource));
  const principals = all.map((entry) => entry.read("principalArn"));
  if (principals.includes(role)) return pass;
  const open = principals.includes(UNKNOWN) || plan.ofType(clusterType).some((cluster) => cluster.read("accessEntries") === UNKNOWN);
  return open ? deferred("principalArn") : fail(missing);
}

export const accessChecks = {
  "eks-admin-policy-registered-only": onEach([associationType, clusterType], (resource, settings) =>
    forEachGrant(resource, (grant) => registeredOnly(grant, settings)),
  ),
  "eks-access-policy-namespaced": onEach([associationType, clusterType], (resource, settings) =>
    forEachGrant(resource, (grant) => namespaced(grant, settings)),
  ),
  "eks-access-entry-names-role": onEach([entryType, clusterType], (resource) => forEachEntry(resource, namesRole)),
  "eks-access-entry-no-system-group": onEach([entryType, clusterType], noSystemGroupAnywhere),
  "deployer-access-entry-present": onPlatform(entryType, (plan, { deployerRoleArn }) =>
    entryPresent(plan, deployerRoleArn, "the deployer has no way into the cluster; add an access entry for deployerRoleArn"),
  ),
  "break-glass-access-entry-present": onPlatform(entryType, (plan, { breakGlassRoleArn }) =>
    entryPresent(plan, breakGlassRoleArn, "nobody could enter in an emergency; add an access entry for breakGlassRoleArn"),
  ),
} as const satisfies Record<string, PreviewCheck>;
