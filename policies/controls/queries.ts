import { type CheckId, checkIds } from "./checks";
import type { Coverage, FrameworkId, PlannedCheck } from "./model";
import { planned } from "./planned";
import { type RequirementId, requirementIds, requirements } from "./requirements";
import { type ControlId, controlIds, controls } from "./themes";

export const claims = ["verifies", "supports", "evidences"] as const;
type Claim = (typeof claims)[number];

/** Who is asked about a requirement that no control verifies. */
export type Owner = "organisation" | "application" | "provider";

type ControlsByClaim = Readonly<Record<Claim, readonly ControlId[]>>;

/** The controls that serve a requirement, by what they claim of it. */
export function controlsOf(requirement: RequirementId): ControlsByClaim {
  return byRequirement().get(requirement) ?? { verifies: [], supports: [], evidences: [] };
}

export function controlsOfCheck(check: CheckId): readonly ControlId[] {
  return byCheck().get(check) ?? [];
}

/** What a finding of this check touches: the requirements that its controls verify, then those that they only support. */
export function requirementsOf(check: CheckId): readonly RequirementId[] {
  return requirementsByCheck().get(check) ?? [];
}

/** `mandatory` when a control of the check verifies or supports a requirement of a chosen framework. */
export function levelOf(check: CheckId, frameworks: readonly FrameworkId[]): "mandatory" | "advisory" {
  return requirementsOf(check).some((id) => frameworks.includes(requirements[id].framework)) ? "mandatory" : "advisory";
}

/** The organisation answers for all that is neither the workload's nor the provider's: it also decides whether a condition holds. */
export function whose(requirement: RequirementId): Owner | "not-applicable" {
  return owners[requirements[requirement].coverage];
}

/** The researched rows of a control that no check implements yet. */
export function plannedOf(control: ControlId): readonly PlannedCheck[] {
  return plannedByControl().get(control) ?? [];
}

const owners: Readonly<Record<Coverage, Owner | "not-applicable">> = {
  technical: "organisation",
  partial: "organisation",
  organisational: "organisation",
  conditional: "organisation",
  application: "application",
  provider: "provider",
  "not-applicable": "not-applicable",
};

/** Every preview loads this module and many ask nothing of it, so each index is built at the first question, and once. */
function once<T>(build: () => T): () => T {
  let built: T | undefined;
  return () => (built ??= build());
}

const byRequirement = once(() => {
  const index = new Map<RequirementId, Record<Claim, ControlId[]>>();
  for (const id of requirementIds) index.set(id, { verifies: [], supports: [], evidences: [] });
  for (const control of controlIds) {
    for (const claim of claims) for (const id of controls[control][claim]) index.get(id)?.[claim].push(control);
  }
  return index;
});

const byCheck = once(() => grouped(controlIds.flatMap((control) => controls[control].checks.map((check) => [check, control] as const))));

const requirementsByCheck = once(
  () =>
    new Map(
      checkIds.map((check) => {
        const served = controlsOfCheck(check).map((control) => controls[control]);
        return [
          check,
          [...new Set([...served.flatMap((control) => control.verifies), ...served.flatMap((control) => control.supports)])],
        ] as const;
      }),
    ),
);

const plannedByControl = once(() => grouped(planned.map((row) => [row.origin.slice(0, row.origin.indexOf("/")), row] as const)));

function grouped<Key, Value>(pairs: readonly (readonly [Key, Value])[]): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
