import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { PreviewCheckId } from "../../../policies/controls";
import { previewChecks } from "../../../policies/preview";
import type { PreviewCheck } from "../../../policies/preview/check";
import { Plan, type PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { judgeWith, planned, settings } from "./support";

const all = Object.entries(previewChecks) as [PreviewCheckId, PreviewCheck][];
const types = [...new Set(all.flatMap(([, check]) => check.types))];

const sources = join(__dirname, "../../../policies/preview");

/** Names that checks read, so that arbitrary inputs meet them; the rest is noise. */
const names = [
  ...new Set(
    readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(join(sources, file), "utf8").matchAll(/"([a-z][A-Za-z0-9]{2,}(?:\.[a-z][A-Za-z0-9]+)*)"/g)])
      .flatMap(([, path = ""]) => path.split(".")),
  ),
];

const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(
    null,
    true,
    false,
    "",
    "true",
    "false",
    0,
    -1,
    1e9,
    NaN,
    UNKNOWN,
    new Hidden("out of sight"),
    "*",
    "0.0.0.0/0",
    "arn:aws:kms:eu-west-1:111122223333:key/one",
  ),
  fc.string(),
  fc.integer(),
);
const key = fc.oneof(fc.constantFrom(...names), fc.string());
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    tie("value").map((inner) => new Secret(inner)),
    fc.json().map((text): Value => text),
  ),
}));
const inputs: fc.Arbitrary<Inputs> = fc.dictionary(key, value, { maxKeys: 6 });

/** A plan of a few resources of which some name others, themselves and what is not there. */
const plans: fc.Arbitrary<readonly PlannedResource[]> = fc
  .array(fc.tuple(fc.constantFrom(...types), inputs, fc.array(fc.nat(6), { maxLength: 2 })), { minLength: 1, maxLength: 6 })
  .map((list) => {
    const urns = list.map(([type], index) => planned(type, `r${String(index)}`).urn);
    return list.map(([type, given, others], index) => {
      const named = others.map((other) => urns[other] ?? "urn:pulumi:test::program::aws:s3/bucket:Bucket::gone");
      const resource = planned(type, `r${String(index)}`, given);
      const top = Object.keys(given)[0] ?? "bucket";
      return { ...resource, dependencies: named, propertyDependencies: named.length === 0 ? {} : { [top]: named }, parent: named[0] ?? "" };
    });
  });

/** `check urn` -> verdict. */
const judged = (resources: readonly PlannedResource[]): ReadonlyMap<string, string> => {
  const plan = new Plan(resources, "program");
  return new Map(
    all.flatMap(([id, check]) =>
      judgeWith(check, plan, settings()).map(({ urn, verdict }) => [`${id} ${urn}`, JSON.stringify(verdict)] as const),
    ),
  );
};

/** Of several failures a message names all, in the order of the resources. */
const statuses = (resources: readonly PlannedResource[]): readonly string[] =>
  [...judged(resources)].map(([place, verdict]) => `${place} ${(JSON.parse(verdict) as { readonly status: string }).status}`).sort();

/** The same plans in every run, so that a change of theirs is a change of ours. 20,000 without a seed were tried by hand. */
const runs = { numRuns: 300, seed: 20_261_128 };

describe("every preview check, on whatever comes", () => {
  it("throws at no inputs of the right or the wrong shape, at no reference to itself, in a circle or to nothing", () => {
    fc.assert(
      fc.property(plans, (resources) => {
        judged(resources);
      }),
      runs,
    );
  });

  it("says the same in whatever order the resources come", () => {
    fc.assert(
      fc.property(plans, (resources) => {
        assert.deepEqual(statuses([...resources].reverse()), statuses(resources));
      }),
      runs,
    );
  });

  it("says the same when a resource that it does not look at is added", () => {
    const stranger = planned("random:index/randomPet:RandomPet", "pet", { length: 2 });
    fc.assert(
      fc.property(plans, (resources) => {
        const [before, after] = [judged(resources), judged([stranger, ...resources])];
        const changed = [...before].filter(([place, verdict]) => after.get(place) !== verdict);
        assert.deepEqual(changed, []);
      }),
      runs,
    );
  });
});
