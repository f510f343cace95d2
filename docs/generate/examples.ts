import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PlannedResource } from "../../policies/preview/plan";
import { asYaml } from "./resource-yaml";

/** What a check accepts and what it refuses, as YAML, each with a sentence that says why it is shown. */
export interface Examples {
  readonly good?: Example;
  readonly bad?: Example;
}

interface Example {
  readonly why: string;
  readonly text: string;
}

/** A case of a test's table, as test/policies/preview/support.ts defines it. */
interface Case {
  readonly it: string;
  readonly given: PlannedResource | readonly PlannedResource[];
  readonly want: string | Readonly<Record<string, string>>;
}

const root = join(__dirname, "../..");
const tests = join(root, "test/policies/preview");
const admission = join(root, "policies/admission");

/** Longer ones are shown only when there is no shorter one. */
const longest = 450;

/**
 * Examples of every check that looks at resources. They are the first cases of its test, so that they are right, or the samples of its rule at
 * admission.
 */
export function examplesOf(): (check: string) => Examples {
  const cases = recordedCases();
  return (check) => {
    const own = cases.get(check) ?? [];
    const good = exampleIn(own, "pass") ?? sample(check, "allowed");
    const bad = exampleIn(own, "fail") ?? sample(check, "denied");
    return { ...(good === undefined ? {} : { good }), ...(bad === undefined ? {} : { bad }) };
  };
}

/** Loads the tests without running them: their tables tell their cases when they are read. */
function recordedCases(): ReadonlyMap<string, readonly Case[]> {
  const nothing = Object.assign(() => undefined, { skip: () => undefined });
  const suite = (_name: string, body: () => void): void => {
    body.call({ timeout: () => undefined, slow: () => undefined });
  };
  Object.assign(globalThis, { describe: suite, it: nothing, before: nothing, after: nothing, beforeEach: nothing, afterEach: nothing });
  for (const file of readdirSync(tests, { recursive: true, encoding: "utf8" }).sort())
    if (file.endsWith(".test.ts")) load(join(tests, file));
  return (load(join(tests, "support.ts")) as { readonly recorded: ReadonlyMap<string, readonly Case[]> }).recorded;
}

/** By path, because nothing imports tests. */
const load = createRequire(__filename) as (path: string) => unknown;

function exampleIn(cases: readonly Case[], status: string): Example | undefined {
  const fitting = cases
    .filter(({ want }) => (typeof want === "string" ? want === status : Object.values(want).includes(status) && isOneSided(want, status)))
    .map(({ it, given }) => ({ why: it, text: [given].flat().map(asYaml).join("---\n") }))
    .filter(({ text }) => text !== "");
  const plain = fitting.filter(({ text }) => text.length <= longest);
  return plain.find(({ text }) => !text.includes("properties: {}")) ?? plain[0] ?? shortest(fitting);
}

/** Cases in which one resource passes and another fails show neither. */
const isOneSided = (want: Readonly<Record<string, string>>, status: string): boolean =>
  Object.values(want).every((one) => one === status || one === "not-applicable");

const shortest = (examples: readonly Example[]): Example | undefined =>
  [...examples].sort((one, other) => one.text.length - other.text.length)[0];

function sample(check: string, kind: "allowed" | "denied"): Example | undefined {
  const folder = join(admission, check, "samples");
  const files = filesIn(folder).filter((file) => file.startsWith(`${kind}-`));
  const found = files.map((file) => ({
    why: file.replace(/^(allowed|denied)-|\.yaml$/g, "").replaceAll("-", " "),
    text: readFileSync(join(folder, file), "utf8"),
  }));
  return shortest(found);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
