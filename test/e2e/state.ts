import type { Workspace } from "./harness";

/** A resource as the engine keeps it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly dependencies?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
}

export interface State {
  readonly deployment: { readonly resources?: readonly StateResource[] };
}

export const resourcesIn = (state: unknown): readonly StateResource[] => (state as State).deployment.resources ?? [];

export const resourcesOf = async (workspace: Workspace): Promise<readonly StateResource[]> => resourcesIn(await workspace.exportState());

/** The program's name for it. */
export const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";
