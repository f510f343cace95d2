import assert from "node:assert/strict";
import { planProgram } from "../../audit/plan";
import { readStack } from "../../audit/plan/stack-file";
import { type CheckId, checks, levelOf } from "../../policies/controls";
import { previewChecks } from "../../policies/preview";
import { Plan, type PlannedResource } from "../../policies/preview/plan";
import { type Inputs, type Value, isObject } from "../../policies/preview/tree";
import { type Settings, settingsFrom } from "../../policies/settings";
import { judgeWith } from "../policies/preview/support";

/** The strictest of our own stacks: everything that may be required is required there. */
const stack = readStack(process.cwd(), "prod");

/** One line of a component, weakened: the resource by a part of its URN, what is done to its inputs, and the one check that fails. */
export type Row = readonly [what: string, resource: string, change: (inputs: Inputs) => Inputs, check: string];

/** As above, for what is not an input: a resource that is missing, an option, where a value comes from. */
export type OtherRow = readonly [
  what: string,
  resource: string,
  change: (one: PlannedResource) => PlannedResource | undefined,
  check: string,
];

/** Sets the value at a path, or removes it; a number steps into a list. */
export function put(path: string, value?: Value): (inputs: Inputs) => Inputs {
  return (inputs) => at(inputs, path.split("."), value) as Inputs;
}

function at(tree: Value, [key = "", ...rest]: readonly string[], value: Value): Value {
  if (Array.isArray(tree))
    return (tree as readonly Value[]).map((item, index) =>
      String(index) === key ? (rest.length > 0 ? at(item, rest, value) : value) : item,
    );
  const entries = isObject(tree) ? tree : {};
  const changed = rest.length > 0 ? at(entries[key], rest, value) : value;
  const others = Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
  return changed === undefined ? others : { ...others, [key]: changed };
}

type Statement = Record<string, unknown> & { readonly Sid: string };

/** Changes one statement of a policy (by default of the property `policy`), or drops it. */
export function statement(sid: string, change: (one: Statement) => Statement | undefined, property = "policy"): (inputs: Inputs) => Inputs {
  return (inputs) => {
    const text = inputs[property];
    assert.ok(typeof text === "string");
    const document = JSON.parse(text) as { readonly Statement: readonly Statement[] };
    assert.ok(
      document.Statement.some((one) => one.Sid === sid),
      `no statement ${sid}`,
    );
    const changed = document.Statement.flatMap((one) => (one.Sid === sid ? (change(one) ?? []) : one));
    return { ...inputs, [property]: JSON.stringify({ ...document, Statement: changed }) };
  };
}

export const unconditioned = (one: Statement): Statement => ({ ...one, Condition: {} });

/** Takes a property from another resource of the plan. */
export function from(one: PlannedResource, property: string, source: string): PlannedResource {
  return { ...one, propertyDependencies: { ...one.propertyDependencies, [property]: [source] } };
}

/** Plans the strictest stack, weakens one thing at a time and asks which checks fail. */
export function weakening(rows: readonly Row[], others: readonly OtherRow[]): void {
  let resources: readonly PlannedResource[];
  let settings: Settings;
  before(async () => {
    const planned = await planProgram({
      program: "index.ts",
      project: stack.project,
      stack: stack.stack,
      config: stack.config,
      secretKeys: stack.secretKeys,
    });
    resources = planned.plan.resources;
    settings = settingsFrom({ config: stack.config, today: "2026-11-23" });
  });

  /** `check urn` -> status, of every check on every resource. */
  const judged = (changed: readonly PlannedResource[]): ReadonlyMap<string, string> => {
    const plan = new Plan(changed, "program");
    return new Map(
      Object.entries(previewChecks).flatMap(([id, check]) =>
        judgeWith(check, plan, settings).map(({ urn, verdict }) => [`${id} ${urn}`, verdict.status] as const),
      ),
    );
  };

  it("fails nothing when nothing is weakened", () => {
    assert.deepEqual(
      [...judged(resources)].filter(([, status]) => status === "fail"),
      [],
    );
  });

  /** Nothing but the check may get worse anywhere; a check that has nothing to say of a resource is as good as one that passes. */
  const failsAlone = (check: string, changed: readonly PlannedResource[]): readonly string[] => {
    const before = judged(resources);
    const after = judged(changed);
    const differing = [...after].filter(([place, status]) => !["pass", "not-applicable", before.get(place)].includes(status));
    assert.deepEqual([...new Set(differing.map(([place]) => place.split(" ")[0]))], [check], differing.join("\n"));
    assert.deepEqual([...new Set(differing.map(([, status]) => status))], ["fail"]);
    assert.equal(levelOf(check as CheckId, settings.frameworks), "mandatory");
    return differing.map(([place]) => place.slice(check.length + 1));
  };

  const find = (part: string): PlannedResource => {
    const found = resources.find(({ urn }) => urn.includes(part));
    assert.ok(found, `no ${part}`);
    return found;
  };

  for (const [what, resource, change, check] of rows)
    it(`fails ${check} alone, on that resource, when ${what}`, () => {
      const weakened = find(resource);
      const urns = failsAlone(
        check,
        resources.map((one) => (one === weakened ? { ...one, inputs: change(one.inputs) } : one)),
      );
      // What is missing is reported where it should be, not where something else stands instead.
      assert.ok(urns.includes(weakened.urn) || "presence" in checks[check as CheckId], urns.join("\n"));
    });

  for (const [what, resource, change, check] of others)
    it(`fails ${check} alone when ${what}`, () => {
      const weakened = find(resource);
      const complete = (one: PlannedResource): PlannedResource => ({
        ...one,
        propertyDependencies: Object.fromEntries(
          Object.entries(one.propertyDependencies).map(([name, urns]) => [name, urns.map((urn) => find(urn).urn)]),
        ),
      });
      const changed = change(weakened);
      failsAlone(
        check,
        resources.flatMap((one) => (one !== weakened ? one : changed === undefined ? [] : complete(changed))),
      );
    });
}
