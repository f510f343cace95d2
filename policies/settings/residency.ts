import type { FrameworkId } from "../controls/model";
import { type Parameter, parameters } from "../controls/parameters";
import type { Conflict, Resolved } from "./strictest";

interface Bound {
  readonly framework: FrameworkId;
  readonly clause: string;
  readonly regions: readonly string[];
}

/**
 * The regions of a data scope: those that every chosen framework with a list accepts, narrowed to what the stack file allows. Two
 * frameworks without a common region, and an allowed region outside the frameworks' list, are conflicts. An entry that is already known
 * to be wrong is undefined.
 */
export function residency(
  frameworks: readonly FrameworkId[],
  allowed: readonly (string | undefined)[] | undefined,
): { resolved: Resolved; conflicts: Conflict[] } {
  const bounds = boundsOf(frameworks);
  const common = bounds
    .map((bound) => bound.regions)
    .reduce<readonly string[] | undefined>((a, b) => (a ? a.filter((region) => b.includes(region)) : b), undefined);
  const reason = bounds.map((bound) => bound.clause).join(" and ");
  if (common?.length === 0) {
    return { resolved: { value: [], reason, source: bounds[0]?.framework ?? "default" }, conflicts: [nothingInCommon(bounds)] };
  }
  if (allowed === undefined) {
    return {
      resolved: { value: common ?? [], reason: reason === "" ? "nobody asks for it" : reason, source: bounds[0]?.framework ?? "default" },
      conflicts: [],
    };
  }
  const outside =
    common === undefined ? [] : allowed.flatMap((region, index) => (region === undefined || common.includes(region) ? [] : [index]));
  return {
    resolved: {
      value: allowed.filter((region) => region !== undefined && (common?.includes(region) ?? true)) as readonly string[],
      reason: `stack file, allowedRegions${reason === "" ? "" : `, within ${reason}`}`,
      source: "stack",
    },
    conflicts: outside.map((index) => ({
      path: `allowedRegions[${String(index)}]`,
      message: `is outside the regions that ${reason} accepts here; write one of ${(common ?? []).join(", ")}`,
    })),
  };
}

function boundsOf(frameworks: readonly FrameworkId[]): Bound[] {
  const parameter: Parameter = parameters["residency.allowed.regions"];
  return frameworks.flatMap((framework) => {
    const says = parameter.frameworks[framework];
    return Array.isArray(says?.value) ? [{ framework, clause: says.clause, regions: says.value as readonly string[] }] : [];
  });
}

function nothingInCommon(bounds: readonly Bound[]): Conflict {
  const sides = bounds.map((bound) => `${bound.clause} accepts ${bound.regions.join(", ")}`).join(" but ");
  return { path: "frameworks", message: `${sides}, and no region is in both; write one stack per framework, each with its own data` };
}
