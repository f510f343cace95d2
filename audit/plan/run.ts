import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { disconnect, disconnectSync, setMockOptions } from "@pulumi/pulumi/runtime/settings";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack";
import { Plan } from "../../policies/preview/plan";
import { UserError } from "../user-error";
import { notedCalls } from "./call-places";
import type { RunConfig } from "./default-providers";
import { type Messages, guarded, turns } from "./guard";
import { UnansweredCall } from "./invokes";
import { Monitor } from "./monitor";
import { type Program, directoryOf, start } from "./program";

export interface PlanRequest extends RunConfig {
  readonly program: Program;
}

export interface PlannedProgram {
  readonly project: string;
  readonly stack: string;
  readonly plan: Plan;
  /** URNs of components whose plugin makes children that are not seen here. */
  readonly remoteComponents: readonly string[];
  /** What the program warned of, in its own words. */
  readonly warnings: readonly string[];
}

/** The SDK keeps one run's state in the process, so runs wait for each other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a Pulumi program in this process against a monitor that creates nothing, and gives what it registers as a preview of the first
 * update would: no plugin, no account and no network.
 *
 * Resources are sorted by URN. Rejects with the program's own error when it throws, and with a UserError for what the engine refuses.
 */
export function planProgram(request: PlanRequest): Promise<PlannedProgram> {
  const result = last.then(() => plan(request));
  last = result.catch(() => undefined);
  return result;
}

/**
 * The SDK takes a stack trace at every step, a third of a run's time. So a program runs without traces first, and once more with them
 * when it fails, for the error to say where.
 */
async function plan(request: PlanRequest): Promise<PlannedProgram> {
  try {
    return await untraced(() => attempt(request));
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof UnansweredCall) await attempt(request);
    throw error;
  }
}

async function untraced<T>(work: () => Promise<T>): Promise<T> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

async function attempt(request: PlanRequest): Promise<PlannedProgram> {
  const messages: Messages = { warnings: [], errors: [] };
  const directory = directoryOf(request.program);
  const calls = notedCalls(directory);
  const monitor = new Monitor(request, directory, (warning) => messages.warnings.push(warning), calls.places);
  setMockOptions(monitor, request.project, request.stack, true, "organization");
  setAllConfig({ ...request.config }, [...request.secretKeys]);
  try {
    await guarded(messages, () => execute(request.program));
  } catch (error) {
    throw monitor.failure ?? error;
  } finally {
    disconnectSync();
    calls.stop();
  }
  if (monitor.failure !== undefined) throw monitor.failure;
  if (messages.errors.length > 0) throw new UserError(`the program reported an error: ${messages.errors.join("; ")}`);
  return planned(request, monitor, messages.warnings);
}

async function execute(program: Program): Promise<void> {
  await runInPulumiStack(() => Promise.resolve().then(() => start(program)));
  await disconnect();
  await turns(2);
}

function planned(request: PlanRequest, { registry }: Monitor, warnings: readonly string[]): PlannedProgram {
  const resources = [...registry.resources].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const remoteComponents = [...registry.remoteComponents].sort();
  return { project: request.project, stack: request.stack, plan: new Plan(resources, "program"), remoteComponents, warnings };
}
