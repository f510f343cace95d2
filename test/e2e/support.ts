import { previewChecks } from "../../policies/preview";
import { checkIds } from "../../policies/controls";
import { judgePlan } from "../../audit/judge/judge";
import { planProgram } from "../../audit/plan";
import { readStack } from "../../audit/plan/stack-file";
import { settingsFrom } from "../../policies/settings";
import { type EngineRun, Workspace, type WorkspaceOptions } from "./harness";

export const stacks = ["dev", "staging", "prod", "prod-za"] as const;

/** Runs a test in a workspace of its own, and removes it whatever happens. */
export async function within(options: WorkspaceOptions, test: (workspace: Workspace) => Promise<void>): Promise<void> {
  const workspace = await Workspace.create(options);
  try {
    await test(workspace);
  } finally {
    await workspace.dispose();
  }
}

/** What the CLI said, for the message of a failed assertion. */
export const said = (run: EngineRun): string => `${run.stdout.slice(-3000)}\n${run.stderr.slice(-1000)}`;

const known: ReadonlySet<string> = new Set(checkIds);

/** `check urn` of every mandatory or advisory violation of a check, sorted. Policies of the pack's housekeeping are left out. */
export function findings(run: EngineRun): string[] {
  return [...new Set(run.violations.filter(({ policy }) => known.has(policy)).map(({ policy, urn }) => `${policy} ${urn}`))].sort();
}

/** The same of the offline judge, on the copy of the program in a workspace. */
export async function offlineFindings(workspace: Workspace, stack: string): Promise<string[]> {
  const file = readStack(workspace.directory, stack);
  const { plan } = await planProgram({ ...file, program: `${workspace.directory}/index.ts` });
  const settings = settingsFrom({ config: file.config, today: new Date().toISOString().slice(0, 10) });
  const failed = judgePlan(plan, settings, previewChecks).filter(({ status }) => status === "fail");
  return failed.map(({ check, urn }) => `${check} ${urn}`).sort();
}
