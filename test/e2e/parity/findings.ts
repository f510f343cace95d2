import { judgePlan } from "../../../audit/judge/judge";
import { previewChecks } from "../../../policies/preview";
import { settingsFrom } from "../../../policies/settings";
import type { EngineRun } from "../harness";
import type { OfflinePlan } from "./workspace-plan";

/** `<check> <urn>` of all that the pack found in a run, once each. */
export function foundByPack({ violations }: EngineRun): readonly string[] {
  return unique(violations.map(({ policy, urn }) => `${policy} ${urn}`));
}

/** The same of the offline judge. */
export function foundOffline({ stackFile, program }: OfflinePlan): readonly string[] {
  const settings = settingsFrom({ config: stackFile.config, today: new Date().toISOString().slice(0, 10) });
  const failed = judgePlan(program.plan, settings, previewChecks).filter(({ status }) => status === "fail");
  return unique(failed.map(({ check, urn }) => `${check} ${urn}`));
}

/** What is found on a child that only the engine sees is the component's offline. */
export function onComponents(findings: readonly string[], components: readonly string[]): readonly string[] {
  return unique(findings.map((finding) => onComponent(finding, components)));
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
