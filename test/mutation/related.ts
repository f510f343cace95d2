import { type CheckId, controls, requirementsOf } from "../../policies/controls";

const controlsOf = (check: CheckId): readonly string[] =>
  Object.entries(controls)
    .filter(([, { checks }]) => checks.includes(check))
    .map(([id]) => id);

/** Whether two checks serve one control, or controls for one requirement: then both may speak of one change. */
export function areRelated(one: CheckId, other: CheckId): boolean {
  const shared = new Set(controlsOf(one));
  if (controlsOf(other).some((id) => shared.has(id))) return true;
  const required = new Set(requirementsOf(one));
  return requirementsOf(other).some((id) => required.has(id));
}
