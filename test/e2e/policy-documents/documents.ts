/** Where a policy document stands: with a principal (`identity`), with a resource, or at the door of a role or an endpoint. */
export type Kind = "identity" | "resource";

export interface PolicyDocument {
  /** Name of the resource, and of the property that holds the document. */
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
}

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** Types whose `policy` says what a principal may do; every other document says who may do something with a resource. */
const identities: ReadonlySet<string> = new Set([
  "aws:iam/policy:Policy policy",
  "aws:iam/rolePolicy:RolePolicy policy",
  "aws:iam/groupPolicy:GroupPolicy policy",
  "aws:iam/userPolicy:UserPolicy policy",
]);

/** Every policy document in an exported state, whatever property holds it. */
export function documentsIn(state: unknown): PolicyDocument[] {
  const { resources = [] } = (state as { readonly deployment: { readonly resources?: readonly StateResource[] } }).deployment;
  return resources.flatMap(({ urn, type, inputs = {} }) =>
    Object.entries(inputs).flatMap(([key, value]) =>
      isPolicy(value)
        ? [{ id: `${urn.split("::").at(-1) ?? ""} ${key}`, kind: identities.has(`${type} ${key}`) ? "identity" : "resource", text: value }]
        : [],
    ),
  );
}

const isPolicy = (value: unknown): value is string => typeof value === "string" && /^\s*\{/.test(value) && /"Statement"\s*:/.test(value);
