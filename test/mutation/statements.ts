import type { PreviewCheckId } from "../../policies/controls";
import type { PlannedResource } from "../../policies/preview/plan";

/** One statement of a policy, as written. */
export type Statement = Readonly<Record<string, unknown>> & { readonly Sid: string; readonly Effect: "Allow" | "Deny" };

/** One way to widen a statement, and the check that must fail; undefined for statements that it does not widen. */
export interface Widening {
  readonly what: string;
  readonly widen: (statement: Statement) => Statement | undefined;
  readonly check: (statement: Statement) => PreviewCheckId | undefined;
}

/** Policies by the type and the property that holds them. */
export const policyProperties: Readonly<Record<string, string>> = {
  "aws:iam/role:Role": "assumeRolePolicy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "policy",
};

const denials: Readonly<Record<string, PreviewCheckId>> = {
  OnlyAuditorsRead: "log-archive-readers-named",
  OnlyDeliveryWrites: "log-archive-writers-named",
  WritersNeverDestroy: "backup-bucket-lock-not-bypassed",
};
const dropped = (clear: PreviewCheckId): Widening => ({
  what: "dropped",
  widen: () => undefined,
  check: ({ Effect, Sid }) => (Effect === "Deny" ? (denials[Sid] ?? clear) : undefined),
});

const isAllow = ({ Effect }: Statement): boolean => Effect === "Allow";
const isLimited = (statement: Statement): boolean => isAllow(statement) && statement["Condition"] !== undefined;
const without = (statement: Statement): Statement =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== "Condition")) as Statement;
const isServices = (statement: Statement): boolean => "Service" in (statement["Principal"] as object);

const unconditioned = (check: Widening["check"]): Widening => ({
  what: "without its condition",
  widen: without,
  check: (statement) => (isLimited(statement) ? check(statement) : undefined),
});
const forEverybody = (check: PreviewCheckId): Widening => ({
  what: "for everybody",
  widen: (statement) => ({ ...without(statement), Principal: "*" }),
  check: (statement) => (isAllow(statement) ? check : undefined),
});
const every = (what: "Action" | "Resource", check: (statement: Statement) => PreviewCheckId | undefined): Widening => ({
  what: `for every ${what}`,
  widen: (statement) => ({ ...statement, [what]: "*" }),
  check: (statement) => (isAllow(statement) ? check(statement) : undefined),
});

/** The account's own statement, which hands all to IAM (KMS developer guide, "Default key policy"). */
const isAdministration = ({ Sid }: Statement): boolean => Sid === "AccountAdministersThroughIam";

export const widenings: Readonly<Record<string, readonly Widening[]>> = {
  "aws:iam/role:Role": [unconditioned(() => "role-trust-names-its-subject"), forEverybody("role-trust-names-its-subject")],
  "aws:iam/rolePolicy:RolePolicy": [
    every("Action", () => "iam-policy-no-full-access"),
    every("Resource", ({ Action, Resource }) =>
      Resource === "*"
        ? undefined
        : [Action].flat().every((action) => /:(Describe|List)/.test(String(action)))
          ? undefined
          : "iam-policy-resources-named",
    ),
    {
      what: "to decrypt with every key",
      widen: (one) => ({ ...one, Action: "kms:Decrypt", Resource: "*" }),
      check: (one) => (isAllow(one) ? "iam-policy-no-kms-on-every-key" : undefined),
    },
    {
      what: "to read audit logs",
      widen: (one) => ({ ...one, Action: "logs:GetLogEvents", Resource: "*" }),
      // One role is made for that, and says so by its tag.
      check: (one) => (isAllow(one) && one.Sid !== "ReadAuditLog" ? "audit-log-readers-limited" : undefined),
    },
  ],
  "aws:kms/key:Key": [
    unconditioned((statement) => (isServices(statement) ? "kms-key-policy-service-scoped" : "kms-key-policy-no-public-principal")),
    forEverybody("kms-key-policy-no-public-principal"),
    every("Action", (statement) => (isAdministration(statement) ? undefined : "kms-key-policy-separates-duties")),
  ],
  "aws:s3/bucketPolicy:BucketPolicy": [
    dropped("bucket-tls-only"),
    unconditioned(() => "bucket-policy-service-scoped"),
    forEverybody("bucket-policy-not-public"),
  ],
  "aws:sns/topicPolicy:TopicPolicy": [
    dropped("topic-tls-only"),
    unconditioned(() => "topic-policy-service-scoped"),
    forEverybody("topic-policy-not-public"),
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    unconditioned((statement) => (statement.Sid === "ImageLayersAndPackages" ? undefined : "vpc-endpoint-policy-limited")),
  ],
};

/** The statements of a resource's policy. */
export function statementsOf({ type, inputs }: PlannedResource): readonly Statement[] {
  const text = inputs[policyProperties[type] ?? ""];
  return typeof text === "string" ? (JSON.parse(text) as { readonly Statement: readonly Statement[] }).Statement : [];
}

/** The resource with one statement widened, or gone. */
export function widened(resource: PlannedResource, sid: string, widen: Widening["widen"]): PlannedResource {
  const property = policyProperties[resource.type] ?? "";
  const list = statementsOf(resource).flatMap((one) => (one.Sid === sid ? (widen(one) ?? []) : [one]));
  const text = resource.inputs[property];
  const document = JSON.parse(typeof text === "string" ? text : "{}") as object;
  return { ...resource, inputs: { ...resource.inputs, [property]: JSON.stringify({ ...document, Statement: list }) } };
}
