import type { FrameworkId } from "../../controls/model";
import { type Resolution, resolveParameters } from "../parameters";
import type { Issue, Path } from "../problems";
import { isBelow, secretPaths } from "../secrets";
import type { StackSite } from "../site";
import { accessRules } from "./access";
import { clusterRules } from "./cluster";
import { issuesOf, secretBelow } from "./issues";
import { namespaceRules } from "./namespaces";
import { dataAccessRules } from "./data-access";
import { networkRules } from "./network";
import { admissionRules, operationsRules } from "./operations";
import { overridesOf } from "./overrides";
import { patientRecordsRules } from "./patient-records";
import { regionRules } from "./regions";
import type { Draft, Rule } from "./rules";
import { type Platform, platformSchema } from "./schema";
import { unique } from "./unique";
import { waiverRules } from "./waivers";

const frameworkRules: Rule = ({ frameworks }) => unique(frameworks, ["frameworks"], "framework");

const rules: readonly Rule[] = [
  frameworkRules,
  regionRules,
  networkRules,
  clusterRules,
  accessRules,
  operationsRules,
  admissionRules,
  namespaceRules,
  dataAccessRules,
  patientRecordsRules,
  waiverRules,
];

/** Everything is right, or everything that is wrong. */
export type Checked = { readonly platform: Platform; readonly resolution: Resolution } | { readonly issues: readonly Issue[] };

/**
 * Reads what stands under `compliant-eks:platform`: the platform and its parameters, or every mistake at once. `holdsSecret`: the engine
 * marks the key as secret, and has decrypted what is below it.
 */
export function checkPlatform(raw: unknown, site: StackSite | undefined, holdsSecret = false): Checked {
  const parsed = platformSchema.safeParse(raw);
  const seen = secretPaths(raw);
  const secrets = seen.length === 0 && holdsSecret ? [[]] : seen;
  const shape = [
    ...secrets.map((path) => ({ path, message: secretBelow })),
    ...(parsed.success ? [] : issuesOf(parsed.error.issues, platformSchema, raw)).filter(
      (issue) => !seen.some((path) => isBelow(issue.path, path)),
    ),
  ];
  if (!parsed.success && (typeof raw !== "object" || raw === null || Array.isArray(raw))) return { issues: shape };
  const parts = parsed.success
    ? parsed.data
    : (without(
        raw,
        shape.map((issue) => issue.path),
      ) as Draft);
  const issues = [...shape, ...rules.flatMap((rule) => rule(parts, site))];
  const resolution = resolve(parts);
  if (resolution !== undefined) issues.push(...resolution.conflicts.map(toIssue), ...lockIssues(parts, resolution));
  return parsed.success && resolution !== undefined && issues.length === 0 ? { platform: parsed.data, resolution } : { issues };
}

/** Parameters need a list of frameworks without a mistake in it. */
function resolve(parts: Draft): Resolution | undefined {
  const frameworks = (parts.frameworks ?? []).filter((framework): framework is FrameworkId => framework !== undefined);
  if (frameworks.length === 0) return undefined;
  return resolveParameters({
    frameworks,
    environment: parts.environment,
    overrides: overridesOf(parts),
    ...(parts.allowedRegions === undefined ? {} : { allowedRegions: parts.allowedRegions }),
  });
}

const toIssue = ({ path, message }: { path: string; message: string }): Issue => ({
  path: path.split(/[.[\]]+/).flatMap((step) => (step === "" ? [] : [/^\d+$/.test(step) ? Number(step) : step])),
  message,
});

/** A COMPLIANCE lock cannot be undone, so production says in figures that it knows; elsewhere there is none to acknowledge. */
function lockIssues({ environment, acknowledgeIrrevocableLock: said }: Draft, { values, conflicts }: Resolution): Issue[] {
  const path = ["acknowledgeIrrevocableLock"];
  if (environment === undefined || conflicts.length > 0) return [];
  if (environment !== "production") {
    return said === undefined
      ? []
      : [{ path, message: "has nothing to acknowledge outside production, where locks last one day and can be lifted; leave it out" }];
  }
  const needed = values["lock.days"];
  if (said === needed) return [];
  const message = `${said === undefined ? "is missing" : "is another number than the longest lock"}: this stack locks data for ${String(needed)} days, and nobody can undo it; write ${String(needed)} if that is intended`;
  return [{ path, message }];
}

/** A copy in which the given places are undefined. */
function without(raw: unknown, paths: readonly Path[]): unknown {
  const copy = structuredClone(raw);
  for (const path of paths) {
    const parent = path.slice(0, -1).reduce<unknown>((at, step) => (isContainer(at) ? at[step] : undefined), copy);
    const last = path.at(-1);
    if (isContainer(parent) && last !== undefined && parent[last] !== undefined) parent[last] = undefined;
  }
  return copy;
}

const isContainer = (value: unknown): value is Record<string | number, unknown> => typeof value === "object" && value !== null;
