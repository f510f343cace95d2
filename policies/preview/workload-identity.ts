import { type PreviewCheck, onEach, onEachInPlan, onPlan } from "./check";
import { accepted, limitsService } from "./iam-conditions";
import { type Principal, type Statement, isEverybody, onStatements } from "./iam-document";
import { nodeGroupType } from "./nodes";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { roleOf, roleType } from "./roles";
import { type Verdict, deferred, demand, fail, notApplicable, pass, worst } from "./verdict";

const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const addonType = "aws:eks/addon:Addon";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** A service account and the role that it gets, each undefined where not known. */
interface Binding {
  readonly urn: string;
  readonly role: string | undefined;
  readonly account: string | undefined;
}

function bindings(plan: Plan): readonly Binding[] {
  return plan.ofType(associationType, addonType).flatMap((resource) => {
    const inline = resource.type === associationType ? [resource] : resource.items("podIdentityAssociations");
    if (!Array.isArray(inline)) return [{ urn: resource.urn, role: undefined, account: undefined }];
    return inline.map((item: Reader) => ({ urn: resource.urn, role: roleOf(item, "roleArn", plan), account: accountOf(resource, item) }));
  });
}

/** Add-ons live in kube-system. */
function accountOf(resource: Reader, item: Reader): string | undefined {
  const namespace = resource.type === associationType ? item.read("namespace") : "kube-system";
  const name = item.read("serviceAccount");
  return typeof namespace === "string" && typeof name === "string" ? `${namespace}/${name}` : undefined;
}

function ownRole(binding: Binding, all: readonly Binding[]): Verdict {
  if (binding.role === undefined) return deferred("roleArn");
  const sharing = all.filter((other) => other.role === binding.role).map((other) => other.account);
  if (sharing.includes(undefined) && sharing.length > 1) return deferred("serviceAccount");
  return demand(new Set(sharing).size <= 1, "two service accounts share a role, and so each other's permissions; make one role for each");
}

/** Services that act on behalf of somebody's resource, and whose documentation asks to name whose (confused deputy). */
const actOnBehalf =
  /^(eks|eks-fargate-pods|vpc-flow-logs|logs(\.[\w-]+)?|firehose|backup|scheduler|cloudtrail|config)\.amazonaws\.com(\.cn)?$/;

function trusted(statement: Statement): Verdict {
  return statement.allow ? worst(statement.principals.map((principal) => trustedPrincipal(statement, principal))) : notApplicable;
}

function trustedPrincipal(statement: Statement, principal: Principal): Verdict {
  if (isEverybody(principal)) return fail("anybody may assume the role; name one service, role or identity provider as principal");
  switch (principal.kind) {
    case "AWS":
      return demand(
        statement.conditions.length > 0 || !/^\d{12}$|:root$/.test(principal.id),
        "a whole account may assume the role; name the role that needs it",
      );
    case "Federated":
      return principal.id.includes(":saml-provider/") ? pass : federated(statement);
    case "Service":
      return principal.id === "pods.eks.amazonaws.com" ? podIdentity(statement) : service(statement, principal.id);
    default:
      return notApplicable;
  }
}

function podIdentity(statement: Statement): Verdict {
  const named = ["eks-cluster-arn", "kubernetes-namespace", "kubernetes-service-account"].every((tag) => {
    const values = accepted(statement, `aws:requesttag/${tag}`);
    return values.length > 0 && values.every((value) => !/[*?]/.test(value));
  });
  const actions = [...statement.actions].map((action) => action.toLowerCase()).sort();
  return worst([
    demand(named, "any pod of the account may get the role; test the session tags of cluster, namespace and service account in its trust"),
    demand(
      actions.join() === "sts:assumerole,sts:tagsession",
      "the trust of Pod Identity is for sts:AssumeRole and sts:TagSession; allow exactly these",
    ),
  ]);
}

function federated(statement: Statement): Verdict {
  const exact = (claim: string) =>
    statement.conditions.some(
      ({ operator, key, values }) =>
        operator === "stringequals" && key.endsWith(`:${claim}`) && values.length > 0 && values.every((value) => !value.includes("*")),
    );
  return demand(
    exact("sub") && exact("aud"),
    "the identity provider vouches for more than one subject; test sub and aud with StringEquals",
  );
}

function service(statement: Statement, id: string): Verdict {
  return demand(
    !actOnBehalf.test(id) || limitsService(statement),
    "the service may assume the role on behalf of any account; test aws:SourceAccount or aws:SourceArn",
  );
}

/** Policies that a node itself needs; the registry one in either of its two forms, and Session Manager instead of SSH. */
const nodePolicies = /\/(AmazonEKSWorkerNode(Minimal)?Policy|AmazonEC2ContainerRegistry(PullOnly|ReadOnly)|AmazonSSMManagedInstanceCore)$/;
export const administratorPolicies = /\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

function nodePolicy(attachment: Reader, plan: Plan): Verdict {
  return attachment.inspect("policyArn", (arn) => {
    // Administrator policies are the subject of another check.
    if (typeof arn === "string" && (nodePolicies.test(arn) || administratorPolicies.test(arn))) return pass;
    const nodes = plan.ofType(nodeGroupType).map((group) => roleOf(group, "nodeRoleArn", plan));
    const role = roleOf(attachment, "role", plan);
    if (role !== undefined && nodes.includes(role)) {
      return fail(
        "the node role holds more than a node needs, and every pod on the host network gets it; attach the policy to a role of its own",
      );
    }
    return role === undefined || nodes.includes(undefined) ? deferred("role") : notApplicable;
  });
}

export const workloadIdentityChecks = {
  "pod-identity-role-not-shared": onPlan([associationType, addonType], (plan) => {
    const all = bindings(plan);
    return all.map((binding) => ({ urn: binding.urn, verdict: ownRole(binding, all) }));
  }),
  "role-trust-names-its-subject": onEach(roleType, (role) =>
    onStatements(role, "assumeRolePolicy", (statements) => worst(statements.map(trusted))),
  ),
  "node-role-minimal": onEachInPlan(attachmentType, nodePolicy),
} as const satisfies Record<string, PreviewCheck>;
