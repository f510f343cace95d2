import { join } from "node:path";
import { type PlannedProgram, planProgram } from "../../../audit/plan";
import { type InvokeAnswer } from "../../../audit/plan/invoke-answers";
import { type StackFile, readStack } from "../../../audit/plan/stack-file";
import type { EngineRun, Workspace } from "../harness";
import { type Both, type LiveAnswers, normalised } from "./compare";
import { type EnginePreview, fromEngine } from "./engine";
import { fromOffline } from "./offline";

/** What the offline engine makes of a workspace: of the same files, by the same stack file. */
export interface OfflinePlan {
  readonly stackFile: StackFile;
  readonly program: PlannedProgram;
}

export async function planOffline(
  workspace: Workspace,
  stack: string,
  { entry = "index.ts", invokes = [] }: { readonly entry?: string; readonly invokes?: readonly InvokeAnswer[] } = {},
): Promise<OfflinePlan> {
  const stackFile = readStack(workspace.directory, stack);
  return { stackFile, program: await planProgram({ ...stackFile, invokes, program: join(workspace.directory, entry) }) };
}

/** Throws when the engine did not get through. */
export function plannedByEngine(run: EngineRun): EnginePreview {
  const errors = run.events.flatMap(({ diagnosticEvent: said }) => (said?.severity === "error" ? [said.message] : []));
  if (run.code !== 0 && run.violations.length === 0)
    throw new Error(`the preview ended with ${String(run.code)}: ${run.stderr}${errors.join("\n")}`);
  return JSON.parse(run.stdout) as EnginePreview;
}

export function bothPlans(run: EngineRun, { program }: OfflinePlan, answers: LiveAnswers = []): Both {
  const plans = { engine: fromEngine(plannedByEngine(run)), offline: fromOffline(program.plan.resources) };
  return normalised(plans, program.remoteComponents, answers);
}
