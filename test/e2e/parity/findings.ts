import { judgePlan } from "../../../audit/judge/judge";
import type { CheckStatus } from "../../../audit/judge/result";
import { previewChecks } from "../../../policies/preview";
import { settingsFrom } from "../../../policies/settings";
import type { EngineRun } from "../harness";
import type { OfflinePlan } from "./workspace-plan";

/** The pack's line that counts what has to wait for the update; the other findings are named after checks. */
const deferredLine = "deferred-until-update";

/** `<check> <urn>` of all that was found, once each, and whether anything has to wait for the update. */
export interface Findings {
  readonly failed: readonly string[];
  readonly deferred: boolean;
}

export function foundByPack({ violations }: EngineRun): Findings {
  const failed = violations.filter(({ policy }) => policy !== deferredLine).map(({ policy, urn }) => `${policy} ${urn}`);
  return { failed: unique(failed), deferred: violations.some(({ policy }) => policy === deferredLine) };
}

/** What the offline judge says, and which of its checks cannot be answered without the children of a remote component. */
export function foundOffline({ stackFile, program }: OfflinePlan): Findings & { readonly notEvaluated: readonly string[] } {
  const settings = settingsFrom({ config: stackFile.config, today: new Date().toISOString().slice(0, 10) });
  const results = judgePlan(program.plan, settings, previewChecks);
  const lines = (wanted: CheckStatus): readonly string[] =>
    unique(results.filter(({ status }) => status === wanted).map(({ check, urn }) => `${check} ${urn}`));
  return { failed: lines("fail"), deferred: lines("deferred").length > 0, notEvaluated: lines("not-evaluated") };
}

/**
 * Both verdicts in the form in which they must be equal. What is found on a child that only the engine sees is the component's offline,
 * unless the check is one of those that say of themselves that they need the child.
 */
export function bothFindings(run: EngineRun, plan: OfflinePlan): { readonly pack: Findings; readonly judge: Findings } {
  const { notEvaluated, ...judge } = foundOffline(plan);
  const pack = foundByPack(run);
  const moved = unique(pack.failed.map((finding) => onComponent(finding, plan.program.remoteComponents)));
  return { pack: { ...pack, failed: moved.filter((finding) => !notEvaluated.includes(finding)) }, judge };
}

function onComponent(finding: string, components: readonly string[]): string {
  const [check = "", urn = ""] = finding.split(" ");
  const above = components.find((component) => urn.startsWith(`${typesOf(component)}$`));
  return above === undefined ? finding : `${check} ${above}`;
}

/** A URN without its name: what the URNs of the children begin with. */
const typesOf = (urn: string): string => urn.split("::").slice(0, 3).join("::");

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)].sort();

/** The lines that a policy leaves which could not look at an unknown value: it then judged nothing. */
export const unableToRun = ({ stdout, stderr, events, violations }: EngineRun): readonly string[] =>
  [
    ...`${stdout}\n${stderr}`.split("\n"),
    ...violations.map(({ message }) => message),
    ...events.flatMap(({ diagnosticEvent }) => diagnosticEvent?.message ?? []),
  ].filter((line) => line.includes("can't run policy"));
