import { type Evidence, itemsOf } from "../evidence/model";
import { UserError } from "../user-error";

interface Labelled {
  readonly metadata?: { readonly labels?: Readonly<Record<string, unknown>> };
}

/**
 * Throws a UserError when the namespaces of the cluster are all of other environments than the stack: then it is another stack's cluster, and
 * evidence of it under this name would be false. A cluster whose namespaces say nothing may be anybody's.
 */
export function assertSameEnvironment({ answers, about }: Evidence, environment: string | undefined): void {
  const namespaces = answers.filter(({ call }) => call.type === "kubernetes:core/v1:Namespace").flatMap(itemsOf) as readonly Labelled[];
  const said = namespaces.flatMap(({ metadata }) => metadata?.labels?.["environment"] ?? []);
  if (environment === undefined || said.length === 0 || said.includes(environment)) return;
  throw new UserError(
    `the namespaces of ${about.cluster?.server ?? "the cluster"} are of another environment than the stack ${about.stack} (${environment}); name the stack's own cluster with --kubeconfig or --context`,
  );
}
