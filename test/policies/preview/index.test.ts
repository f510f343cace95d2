import assert from "node:assert/strict";
import { type PreviewCheckId, checks } from "../../../policies/controls";
import { previewChecks } from "../../../policies/preview";
import type { PreviewCheck } from "../../../policies/preview/check";
import { type PlannedResource, Plan } from "../../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value, isObject } from "../../../policies/preview/tree";
import { planForStack } from "./own-plan";
import type { Settings } from "../../../policies/settings";
import { judgeWith, planned, platform, settings } from "./support";

const all = Object.entries(previewChecks) as [PreviewCheckId, PreviewCheck][];

/** What fails by being there, whatever its inputs are. */
const byExistence: readonly string[] = ["iam-no-users-or-access-keys"];

/** Every token that some check looks at, in each of its twins. */
const tokens = [
  ...new Set(all.flatMap(([, check]) => check.types)),
  "eks:index:Cluster",
  "eks:index:ManagedNodeGroup",
  "eks:index:Addon",
  "eks:index:VpcCniAddon",
].filter((type) => type !== platform.type);

/** Calls a check on a plan and gives what fails or breaks. */
function failures(plan: Plan, given: Settings, applies: (id: PreviewCheckId) => boolean = () => true): string[] {
  return all.flatMap(([id, check]) =>
    applies(id) ? judgeWith(check, plan, given).flatMap(({ urn, verdict }) => (verdict.status === "fail" ? [`${id} ${urn}`] : [])) : [],
  );
}

function mapLeaves(value: Value, change: (leaf: Value) => Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => mapLeaves(item, change));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, change)])) : change(value);
}

const withInputs = (resource: PlannedResource, inputs: Inputs): PlannedResource => ({ ...resource, inputs });

const unknown = (inputs: Inputs): Inputs => Object.fromEntries(Object.keys(inputs).map((key) => [key, UNKNOWN]));

/** Presence asks for whole resources; what is there may be unknown. */
const notPresence = (id: PreviewCheckId): boolean => checks[id].presence !== true && !byExistence.includes(id);

describe("every preview check", () => {
  let own: readonly PlannedResource[];
  let ours: Settings;
  before(async () => {
    ({ resources: own, settings: ours } = await planForStack("prod"));
  });

  const changed = (change: (leaf: Value) => Value) =>
    new Plan(
      own.map((resource) => withInputs(resource, mapLeaves(resource.inputs, change) as Inputs)),
      "engine",
    );

  it("defers rather than fails when every leaf of our own platform is unknown", () => {
    assert.deepEqual(
      failures(
        changed(() => UNKNOWN),
        ours,
        notPresence,
      ),
      [],
    );
  });

  it("says that it does not know when every leaf is out of sight", () => {
    assert.deepEqual(
      failures(
        changed(() => new Hidden("encrypted")),
        ours,
        notPresence,
      ),
      [],
    );
  });

  it("defers rather than fails when every property as a whole is unknown", () => {
    const plan = new Plan(
      own.map((resource) => withInputs(resource, unknown(resource.inputs))),
      "engine",
    );
    assert.deepEqual(failures(plan, ours, notPresence), []);
  });

  it("sees through secrets: nothing fails on our own platform when every leaf is one", () => {
    assert.deepEqual(
      failures(
        changed((leaf) => new Secret(leaf)),
        ours,
      ),
      [],
    );
  });

  it("throws at no resource that is empty, null, or has another shape than it expects", () => {
    const odd: readonly Value[] = [null, "text", 7, true, [], {}, [null], ["text"], [[]], [{}], { a: null }];
    for (const type of tokens) {
      const names = new Set(own.filter((resource) => resource.type === type).flatMap((resource) => Object.keys(resource.inputs)));
      for (const value of odd) {
        const inputs: Inputs = Object.fromEntries([...names].map((name) => [name, value]));
        failures(new Plan([planned(type, "odd", inputs), planned(type, "empty"), platform], "engine"), settings());
      }
    }
  });
});
