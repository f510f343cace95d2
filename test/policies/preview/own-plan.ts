import { planProgram } from "../../../audit/plan";
import { readStack } from "../../../audit/plan/stack-file";
import type { PlannedResource } from "../../../policies/preview/plan";
import { type Settings, settingsFrom } from "../../../policies/settings";

/** What our own program plans for one of its stacks, and what its checks may know. */
export interface OwnPlan {
  readonly resources: readonly PlannedResource[];
  readonly settings: Settings;
  readonly config: Readonly<Record<string, string>>;
}

export async function planForStack(name: string): Promise<OwnPlan> {
  const { project, stack, config, secretKeys } = readStack(process.cwd(), name);
  const { plan } = await planProgram({ program: "index.ts", project, stack, config, secretKeys });
  return { resources: plan.resources, settings: settingsFrom({ config, today: "2026-11-23" }), config };
}
