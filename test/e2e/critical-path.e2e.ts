import assert from "node:assert/strict";
import { durationOf } from "./critical-path/durations";
import { justified, reasons } from "./critical-path/reasons";
import { describeChain } from "./critical-path/report";
import { type Resource, type Wait, schedule } from "./critical-path/schedule";
import { resourcesOf } from "./critical-path/state";
import { finishAll, finished, stacks } from "./support";

const mostStretch = 1.1;
const minutes = (type: string): number => durationOf(type).minutes;

describe("the critical path of creation", () => {
  before(finishAll);

  for (const stack of stacks) {
    it(`of ${stack} is hardly longer than what values and reasons ask for`, async () => {
      const resources = resourcesOf((await finished(stack)).state);
      const all = schedule(resources, { minutes, counts: () => true });
      const needed = schedule(resources, { minutes, counts: justified });
      const ratio = all.makespan / needed.makespan;
      const report = `${stack}: with all waits\n${describeChain(resources, all)}\n  ratio ${ratio.toFixed(3)}`;
      console.log(report);
      assert.ok(needed.makespan > minutes("aws:eks/cluster:Cluster"), "the cluster is on the longest chain");
      assert.ok(ratio <= mostStretch, `${report}\n${stack}: with values and reasons\n${describeChain(resources, needed)}`);
    });
  }
});

describe("the simulation of creation", () => {
  const cases: readonly {
    readonly title: string;
    readonly resources: readonly Resource[];
    readonly makespan: number;
    readonly chain: string;
  }[] = [
    { title: "creates at once what waits for nothing", resources: [custom("a", 3), custom("b", 2)], makespan: 3, chain: "a" },
    { title: "adds up a chain", resources: [custom("a", 3), custom("b", 2, on("a")), custom("c", 4)], makespan: 5, chain: "a b" },
    {
      title: "lets the slower of two waits decide",
      resources: [custom("a", 3), custom("b", 2), custom("c", 1, on("a"), on("b"))],
      makespan: 4,
      chain: "a c",
    },
    {
      title: "lets children wait until a component is registered, and others until all of it is there",
      resources: [custom("a", 1), component("k", on("a")), child("k", "b", 4), custom("c", 1, on("k"))],
      makespan: 6,
      chain: "a k b c",
    },
    { title: "waits for a provider", resources: [custom("p", 2), custom("a", 1, on("p", "provider"))], makespan: 3, chain: "p a" },
    { title: "takes no time for nothing", resources: [], makespan: 0, chain: "" },
  ];
  for (const { title, resources, makespan, chain } of cases) {
    it(title, () => {
      const made = schedule(resources, { minutes: Number, counts: () => true });
      assert.equal(made.makespan, makespan);
      assert.equal(made.chain.map(({ urn }) => urn).join(" "), chain);
    });
  }

  it("leaves out waits that do not count", () => {
    const resources = [custom("a", 3), custom("b", 2, on("a", "dependency"))];
    assert.equal(schedule(resources, { minutes: Number, counts: (_, { kind }) => kind === "property" }).makespan, 3);
  });

  it("refuses a circle and a wait for something that does not exist", () => {
    const rules = { minutes: Number, counts: () => true };
    assert.throws(() => schedule([custom("a", 1, on("b")), custom("b", 1, on("a"))], rules), /in a circle/);
    assert.throws(() => schedule([custom("a", 1, on("b"))], rules), /does not exist: b/);
  });

  it("reads every kind of wait from an exported state, each once", () => {
    const told = {
      urn: "c",
      type: "t",
      custom: true,
      parent: "p",
      provider: "x::y::id",
      dependencies: ["a", "b"],
      propertyDependencies: { v: ["a"], w: null },
    };
    assert.deepEqual(resourcesOf({ deployment: { resources: [told, { urn: "p", type: "t", custom: false, provider: "" }] } }), [
      {
        urn: "c",
        type: "t",
        component: false,
        parent: "p",
        waits: [on("a"), on("b", "dependency"), on("p", "parent"), on("x::y", "provider")],
      },
      { urn: "p", type: "t", component: true, waits: [] },
    ]);
  });

  it("has one sentence for each reason", () => {
    for (const { waiting, because } of reasons) assert.match(because, /^\S.{10,}[^.]$/, waiting);
  });
});

/** A resource whose type is the number of minutes that it takes. */
function custom(urn: string, takes: number, ...waits: readonly Wait[]): Resource {
  return { urn, type: String(takes), component: false, waits };
}

function component(urn: string, ...waits: readonly Wait[]): Resource {
  return { urn, type: "0", component: true, waits };
}

function child(parent: string, urn: string, takes: number): Resource {
  return { ...custom(urn, takes, on(parent, "parent")), parent };
}

function on(urn: string, kind: Wait["kind"] = "property"): Wait {
  return { urn, kind };
}
