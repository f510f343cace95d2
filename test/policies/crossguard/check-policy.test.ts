import assert from "node:assert/strict";
import { checkPolicy, type Run } from "../../../policies/crossguard/check-policy";
import { Ledger } from "../../../policies/crossguard/ledger";
import { PlanRecord } from "../../../policies/crossguard/record";
import { onEach, onEachInPlan, onPlan } from "../../../policies/preview/check";
import { demand, fail } from "../../../policies/preview/verdict";
import { settings } from "../preview/support";

/** CrossGuard's types, as the pack uses them. */
type ResourceValidationArgs = Parameters<PlanRecord["note"]>[0];
type StackValidationArgs = Parameters<PlanRecord["assemble"]>[0];
type ResourceValidationPolicy = Extract<ReturnType<typeof checkPolicy>, { validateResource?: unknown }>;
type StackValidationPolicy = Extract<ReturnType<typeof checkPolicy>, { validateStack: unknown }>;

const type = "aws:cloudwatch/logGroup:LogGroup";
const urn = `urn:pulumi:test::program::${type}::group`;

const opts = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};
const unused = () => {
  throw new Error("not called by the pack");
};

function resource(props: Record<string, unknown>, config: object = {}): ResourceValidationArgs {
  return {
    type,
    urn,
    name: "group",
    props,
    opts,
    stackTags: new Map(),
    isType: unused,
    asType: unused,
    notApplicable: unused,
    getConfig: () => config as never,
  };
}

/** `validateStack` sees the same resource with other values: outputs. */
function stack(...props: readonly Record<string, unknown>[]): StackValidationArgs {
  const resources = props.map((outputs) => ({
    type,
    urn,
    name: "group",
    props: outputs,
    opts,
    dependencies: [],
    propertyDependencies: {},
    isType: unused,
    asType: unused,
  }));
  return { resources, stackTags: new Map(), notApplicable: unused, getConfig: () => ({}) as never };
}

const newRun = (): Run => ({ settings: settings({ frameworks: ["popia"] }), record: new PlanRecord(), ledger: new Ledger() });

type Line = readonly [message: string, urn: string | undefined];

async function runResource(policy: object, args: ResourceValidationArgs): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const { validateResource } = policy as ResourceValidationPolicy;
  assert.ok(typeof validateResource === "function");
  await validateResource(args, (message, at) => lines.push([message, at]));
  return lines;
}

async function runStack(policy: object, args: StackValidationArgs): Promise<readonly Line[]> {
  const lines: Line[] = [];
  await (policy as StackValidationPolicy).validateStack(args, (message, at) => lines.push([message, at]));
  return lines;
}

describe("a check as a policy", () => {
  it("is mandatory when a chosen framework is served, and advisory when none is", () => {
    const run = newRun();
    const level = (frameworks: Run["settings"]["frameworks"]) =>
      checkPolicy(
        "log-group-encrypted-with-cmk",
        onEach(type, () => fail("x")),
        { ...run, settings: settings({ frameworks }) },
      ).enforcementLevel;
    assert.equal(level(["pci-dss"]), "mandatory");
    assert.equal(level([]), "advisory");
  });

  it("says when the check itself breaks, without the words of what was thrown", async () => {
    const broken = () => {
      throw new TypeError("secret-value is not a function");
    };
    const onResource = checkPolicy("log-group-encrypted-with-cmk", onEach(type, broken), newRun());
    const line = "The check itself broke (TypeError), so nothing is known; please report it.";
    assert.deepEqual(await runResource(onResource, resource({})), [[line, urn]]);
    const run = newRun();
    run.record.note(resource({}));
    run.record.assemble(stack({}));
    assert.deepEqual(await runStack(checkPolicy("log-group-encrypted-with-cmk", onPlan(type, broken), run), stack({})), [
      [line, undefined],
    ]);
  });

  it("judges a plan by the inputs of what was registered, not by outputs", async () => {
    const run = newRun();
    run.record.note(resource({ retentionInDays: 1 }));
    run.record.assemble(stack({ retentionInDays: 2 }));
    const seen: unknown[] = [];
    const check = onEachInPlan(type, (reader) => demand(seen.push(reader.read("retentionInDays")) === 0, "no"));
    const lines = await runStack(checkPolicy("log-group-retention-sufficient", check, run), stack({ retentionInDays: 2 }));
    assert.deepEqual(seen, [1]);
    assert.deepEqual(
      lines.map(([, at]) => at),
      [urn],
    );
  });

  it("reports a resource once, with all that is wrong in its parts", async () => {
    const run = newRun();
    run.record.note(resource({}));
    run.record.assemble(stack({}));
    const check = onPlan(type, () => [
      { urn, verdict: fail("first") },
      { urn, verdict: fail("second") },
    ]);
    const [line, ...more] = await runStack(checkPolicy("log-group-retention-sufficient", check, run), stack({}));
    assert.match(line?.[0] ?? "", /^first; second \[popia:/);
    assert.deepEqual(more, []);
  });

  it("gives a check the parameters that its configuration overrides, and no others", async () => {
    const seen: number[] = [];
    const check = onEach(type, (_, { parameters }) =>
      demand(seen.push(parameters["log.hot.days"], parameters["session.max.seconds"]) === 0, "no"),
    );
    const policy = checkPolicy("log-group-retention-sufficient", check, newRun());
    await runResource(policy, resource({}, { "log.hot.days": 30, "session.max.seconds": 1 }));
    await runResource(policy, resource({}, { "log.hot.days": "30" }));
    assert.deepEqual(seen, [30, 3600, 120, 3600]);
  });
});

describe("the record", () => {
  const provider = {
    type: "pulumi:providers:aws",
    urn: "urn:pulumi:test::program::pulumi:providers:aws::default",
    name: "default",
    props: {},
  };
  const [only] = stack({ retentionInDays: 2 }).resources;
  assert.ok(only);

  it("takes the last known state of a resource that was not registered in this run", () => {
    const record = new PlanRecord();
    record.assemble({ ...stack(), resources: [{ ...only, provider }] });
    assert.deepEqual(record.plan?.resources[0]?.inputs, { retentionInDays: 2 });
    assert.equal(record.plan.resources[0].provider, `${provider.urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`);
  });

  it("leaves out a component of which it has seen nothing", () => {
    const record = new PlanRecord();
    record.assemble({ ...stack(), resources: [only] });
    assert.deepEqual(record.plan?.resources, []);
  });

  it("wires parents and dependencies at the end", () => {
    const record = new PlanRecord();
    record.note({ ...resource({}), opts: { ...opts, parent: "urn:parent" } });
    record.assemble({ ...stack(), resources: [{ ...only, dependencies: [only], propertyDependencies: { kmsKeyId: [only] } }] });
    const [wired] = record.plan?.resources ?? [];
    assert.deepEqual([wired?.parent, wired?.dependencies, wired?.propertyDependencies], ["urn:parent", [urn], { kmsKeyId: [urn] }]);
  });
});
