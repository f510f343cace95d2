import { inParallel } from "./parallel";
import { type Call, type EngineRun, Workspace, type WorkspaceOptions } from "./harness";

export const stacks = ["dev", "staging", "prod", "prod-za"] as const;

/** Runs a test in a workspace of its own, and removes it whatever happens. */
export async function within<Result>(options: WorkspaceOptions, test: (workspace: Workspace) => Promise<Result>): Promise<Result> {
  const workspace = await Workspace.create(options);
  try {
    return await test(workspace);
  } finally {
    await workspace.dispose();
  }
}

/** What the CLI said, for the message of a failed assertion. */
export const said = (run: EngineRun): string => `${run.stdout.slice(-3000)}\n${run.stderr.slice(-1000)}`;

/** A stack that `up` has made from nothing, with the pack's consent. */
export interface Finished {
  readonly run: EngineRun;
  readonly calls: readonly Call[];
  readonly state: unknown;
}

const finishedStacks = new Map<string, Promise<Finished>>();

/** Makes a stack of our own program at the first request, and keeps what came of it for all tests of this run. Throws when `up` fails. */
export function finished(stack: string): Promise<Finished> {
  const made = finishedStacks.get(stack) ?? finish(stack);
  finishedStacks.set(stack, made);
  return made;
}

/** Makes all of them, two at a time, for tests that are about to ask for each. */
export const finishAll = (): Promise<void> => inParallel(stacks, finished, 2);

const finish = (stack: string): Promise<Finished> =>
  within({ stack }, async (workspace) => {
    const run = await workspace.up();
    if (run.code !== 0) throw new Error(`up of ${stack} ended with ${String(run.code)}: ${said(run)}`);
    return { run, calls: workspace.calls(), state: await workspace.exportState() };
  });

/** Runs a test in a workspace whose stack is finished. */
export async function withinFinished(options: WorkspaceOptions, test: (workspace: Workspace) => Promise<void>): Promise<void> {
  const { state } = await finished(options.stack);
  await within(options, async (workspace) => {
    await workspace.importState(state);
    await test(workspace);
  });
}
