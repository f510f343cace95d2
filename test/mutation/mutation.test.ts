import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PreviewCheckId } from "../../policies/controls";
import type { PlannedResource } from "../../policies/preview/plan";
import { admissionWeakenings } from "./admission";
import { auditWeakenings } from "./audit";
import { type Place, changed, leaves, pathOf } from "./change";
import { backupWeakenings } from "./backups";
import { clusterWeakenings } from "./cluster";
import { ingressWeakenings } from "./ingress";
import { insideWeakenings } from "./inside";
import { neutral, neutralWhenMissing } from "./neutral";
import { releaseWeakenings } from "./releases";
import { areRelated } from "./related";
import { JudgedStack, stackNames } from "./stacks";
import { policyProperties, statementsOf, widened, widenings } from "./statements";
import { storageWeakenings } from "./storage";
import type { Weakening, Weakenings } from "./weakening";
import { workloadWeakenings } from "./workloads";

const tables = [
  auditWeakenings,
  storageWeakenings,
  clusterWeakenings,
  admissionWeakenings,
  releaseWeakenings,
  insideWeakenings,
  ingressWeakenings,
  backupWeakenings,
  workloadWeakenings,
];
const weakenings: Weakenings = Object.assign({}, ...tables) as Weakenings;
/** Tags by which an inventory finds a resource; the check says of which types. */
const inventoryTags = ["owner", "environment", "data-classification", "framework-scope"];

interface Mutant {
  readonly stack: JudgedStack;
  readonly resource: PlannedResource;
  /** Undefined: the resource is gone. */
  readonly mutant: PlannedResource | undefined;
  readonly expected: PreviewCheckId;
  readonly also?: readonly PreviewCheckId[];
}

/** Rows about what is added, or comes from somewhere else: their tests are beside this one. */
const elsewhere = ["more-data", "more-cluster"].map((file) => readFileSync(join(__dirname, `${file}.test.ts`), "utf8")).join("");

let stacks: readonly JudgedStack[];
const found = new Set<PreviewCheckId>();
const score = { mutants: 0, found: 0 };

/** Runs the mutants of one row; a row that weakens nothing anywhere is out of date. */
function kill(list: readonly Mutant[]): void {
  assert.ok(list.length > 0, "no stack sets this; remove the row");
  for (const { stack, resource, mutant, expected, also = [] } of list) {
    score.mutants += 1;
    const worse = stack.worsened(resource, mutant);
    const where = `${stack.name} ${resource.type} ${resource.name}`;
    assert.equal(worse.get(expected), "fail", `${where}: ${expected} does not fail; worse: ${[...worse.keys()].join(" ") || "none"}`);
    const strangers = [...worse].filter(
      ([id, status]) => status === "fail" && id !== expected && !also.includes(id) && !areRelated(id, expected),
    );
    assert.deepEqual(strangers, [], `${where}: fails besides ${expected}`);
    found.add(expected);
    score.found += 1;
  }
}

const resources = (type: string): readonly (readonly [JudgedStack, PlannedResource])[] =>
  stacks.flatMap((stack) => stack.resources.filter((one) => one.type === type).map((one) => [stack, one] as const));

function mutantsOf(type: string, path: string, { check, ...weakening }: Weakening): readonly Mutant[] {
  return resources(type).flatMap(([stack, resource]) => {
    const expected = typeof check === "function" ? check(resource, stack.resources) : check;
    if (expected === undefined || !stack.applies(expected, resource)) return [];
    return variants(resource, path, weakening.to).map((mutant) => ({ stack, resource, mutant, expected, also: weakening.also ?? [] }));
  });
}

function variants(resource: PlannedResource, path: string, to: Weakening["to"]): readonly (PlannedResource | undefined)[] {
  if (path === "MISSING") return [undefined];
  if (path === "PROTECT") return resource.protect ? [{ ...resource, protect: false }] : [];
  return places(resource, path, to !== undefined).map((place) => changed(resource, place, to));
}

/** A path may also name what is above a leaf, or what is not there yet. */
function places(resource: PlannedResource, path: string, add: boolean): readonly Place[] {
  const all = leaves(resource.inputs).flatMap((place) => place.map((_, index) => place.slice(0, index + 1)));
  const own = all.filter((place) => pathOf(place) === path);
  const unique = new Map(own.map((place) => [place.join("."), place]));
  if (unique.size > 0) return [...unique.values()];
  const [, parent = "", key = ""] = /^(?:(.+)\.)?\+(\w+)$/.exec(path) ?? [];
  // `+key`: what nobody wrote is added.
  if (key !== "") return distinct(all.filter((place) => pathOf(place) === parent)).map((place) => [...place, key]);
  return !add || path.includes(".") ? [] : [[path]];
}

const distinct = (list: readonly Place[]): readonly Place[] => [...new Map(list.map((place) => [place.join("."), place])).values()];

const describeChange = (to: Weakening["to"]): string => (to === undefined ? "is gone" : `is ${JSON.stringify(to)}`);

describe("weakening one property of our own stacks", () => {
  before(async function () {
    this.timeout(120_000);
    stacks = [];
    for (const name of stackNames) stacks = [...stacks, await JudgedStack.of(name)];
  });

  for (const [type, paths] of Object.entries(weakenings)) {
    describe(type, () => {
      for (const [path, list] of Object.entries(paths))
        for (const weakening of list)
          it(`${path} ${describeChange(weakening.to)}`, () => {
            kill(mutantsOf(type, path, weakening));
          });
    });
  }

  describe("statements of policies", () => {
    for (const [type, list] of Object.entries(widenings))
      for (const { what, widen, check } of list)
        it(`${type} ${what}`, () => {
          kill(
            resources(type).flatMap(([stack, resource]) =>
              statementsOf(resource).flatMap((statement) => {
                const expected = check(statement);
                return expected === undefined ? [] : [{ stack, resource, mutant: widened(resource, statement.Sid, widen), expected }];
              }),
            ),
          );
        });
  });

  describe("tags", () => {
    for (const tag of inventoryTags)
      it(`${tag} is gone`, () => {
        const expected = "resource-tagged-for-inventory";
        kill(
          stacks.flatMap((stack) =>
            stack.resources
              .filter((resource) => stack.judges(expected, resource))
              .map((resource) => ({ stack, resource, mutant: changed(resource, ["tags", tag], undefined), expected })),
          ),
        );
      });
  });
});

describe("the mutation test", () => {
  const isNeutral = (type: string, path: string): boolean =>
    neutral.some(
      ({ of, paths }) =>
        (of.length === 0 || of.some((end) => type === end || type.endsWith(`/${end}`) || type.endsWith(`:${end}`))) &&
        paths.some((pattern) => new RegExp(`^${pattern.split("*").map(escape).join(".*")}$`).test(path)),
    );

  it("knows of every property that a stack sets whether it protects something", () => {
    const known = (type: string, path: string): boolean => {
      const rows = Object.keys(weakenings[type] ?? {});
      return (
        rows.some((row) => row === path || path.startsWith(`${row}.`)) ||
        policyProperties[type] === path ||
        path.startsWith("tags") ||
        isNeutral(type, path)
      );
    };
    const paths = stacks.flatMap(({ resources: own }) =>
      own
        .filter(({ inputs }) => Object.keys(inputs).length > 0)
        .flatMap(({ type, inputs }) => leaves(inputs).flatMap((place) => (known(type, pathOf(place)) ? [] : [`${type} ${pathOf(place)}`]))),
    );
    assert.deepEqual([...new Set(paths)].sort(), []);
  });

  it("knows of every kind of resource whether its absence is found", () => {
    const types = new Set(stacks.flatMap(({ resources: own }) => own.filter(({ custom }) => custom).map(({ type }) => type)));
    const open = [...types].filter((type) => weakenings[type]?.["MISSING"] === undefined && neutralWhenMissing[type] === undefined);
    assert.deepEqual(open.filter((type) => !type.startsWith("pulumi:")).sort(), []);
  });

  after(() => {
    console.log(
      `\n  ${String(score.found)} of ${String(score.mutants)} mutants found: ${((100 * score.found) / score.mutants).toFixed(1)} %`,
    );
  });

  it("makes every check fail that passes in some stack", () => {
    const passing = new Set(stacks.flatMap((stack) => stack.passing()));
    const never = [...passing].filter((id) => !found.has(id) && !elsewhere.includes(`"${id}"`));
    assert.deepEqual(never.sort(), []);
  });
});

/** Text as a part of a regular expression. */
function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
