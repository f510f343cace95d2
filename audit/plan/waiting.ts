import { createRequire } from "node:module";

/** What the SDK keeps of a resource it has not been able to register yet. Internal to it, so nothing is taken for granted. */
interface Pending {
  readonly type?: string;
  readonly name?: string;
  readonly inputProperty?: string;
}

interface State {
  readonly getPendingResourceRegistrations?: () => ReadonlyMap<unknown, Pending>;
}

const state = createRequire(__filename)("@pulumi/pulumi/runtime/state") as State;

/** Says what a program that does not end waits for. */
export function describeWaiting(): string {
  const [first] = state.getPendingResourceRegistrations?.().values() ?? [];
  if (first?.name === undefined || first.type === undefined) return "it waits for a promise or an output that nothing resolves";
  const what = first.inputProperty === undefined ? "something" : `its property "${first.inputProperty}"`;
  return `${first.type} "${first.name}" waits for ${what}, which nothing resolves`;
}
