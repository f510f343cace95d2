import * as z from "zod";
import { type Issue, type Path, pathText } from "../problems";
import { suggestion } from "../suggest";

interface Described extends Issue {
  /** Place of the key that an unknown one stands for. */
  readonly meant?: Path;
}

/**
 * zod's issues with what to write; every unknown key is an issue of its own, and the key that it stands for is not called missing too.
 * Values are never repeated.
 */
export function issuesOf(issues: readonly z.core.$ZodIssue[], schema: z.ZodType, raw: unknown): Issue[] {
  const described = issues.flatMap((issue) => describe(issue, schema, raw, []));
  const meant = new Set(described.flatMap((issue) => (issue.meant === undefined ? [] : [pathText(issue.meant)])));
  return described
    .filter(({ path }) => !meant.has(pathText(path)) || valueAt(raw, path) !== undefined)
    .map(({ path, message }) => ({ path, message }));
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, raw: unknown, above: Path): Described[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  if (issue.code === "unrecognized_keys") {
    const known = keysOf(at(schema, path, raw));
    return issue.keys.map((key) => unknownKey(path, key, known));
  }
  if (issue.code === "invalid_union") {
    const inside = issue.errors.find(
      (branch) => isObject(valueAt(raw, path)) && branch.every((one) => one.path.length > 0 || one.code === "unrecognized_keys"),
    );
    if (inside !== undefined) return inside.flatMap((one) => describe(one, schema, raw, path));
  }
  if (issue.code === "invalid_key") return [{ path, message: issue.issues[0]?.message ?? issue.message }];
  return [{ path, message: issue.message }];
}

function unknownKey(above: Path, key: string, known: readonly string[]): Described {
  const path = [...above, key];
  if (key === "secure") return { path, message: secretBelow };
  const meant = suggestion(key, known);
  return meant === undefined
    ? { path, message: `is no key here; write one of ${known.join(", ")}` }
    : { path, message: `is no key here; did you mean ${meant}?`, meant: [...above, meant] };
}

/** The structured key is stored in clear in the state, so it may hold no secret. */
export const secretBelow =
  "is a secret inside the structured key, where it would end in clear in the state; write it as a key of its own, compliant-eks:slackWebhook or compliant-eks:pagerDutyKey, with `pulumi config set --secret`";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined),
    raw,
  );
}

/** The schema of a place, for the names of its keys. */
function at(schema: unknown, path: Path, raw: unknown): unknown {
  const inner = unwrap(schema, raw);
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  const value = isObject(raw) || Array.isArray(raw) ? (raw as Record<string | number, unknown>)[step] : undefined;
  if (inner instanceof z.ZodObject) return at((inner.shape as Record<string, unknown>)[step], rest, value);
  return inner instanceof z.ZodArray ? at(inner.element, rest, value) : undefined;
}

function unwrap(schema: unknown, raw: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return unwrap(schema.unwrap(), raw);
  if (schema instanceof z.ZodUnion)
    return (schema.options as readonly unknown[]).find((option) => option instanceof z.ZodObject && isObject(raw));
  return schema;
}

const keysOf = (schema: unknown): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
