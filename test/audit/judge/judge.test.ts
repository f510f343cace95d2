import assert from "node:assert/strict";
import { judgePlan } from "../../../audit/judge/judge";
import { type PreviewCheck, onEach, onPlan } from "../../../policies/preview/check";
import { type Verdict, deferred, fail, leftToPeople, notApplicable, notEvaluated, pass } from "../../../policies/preview/verdict";
import { planOf, platform, resource, settings, stackUrn } from "./plans";

const volume = "aws:ebs/volume:Volume";
const check = "eks-endpoint-private-access-on";
const presence = "eks-cluster-present";
const volumes = [resource(volume, "one"), resource(volume, "two")];
const urnOf = (name: string): string => `urn:pulumi:dev::demo::${volume}::${name}`;
const judge = (plan: Parameters<typeof judgePlan>[0], written: PreviewCheck, id: typeof check | typeof presence = check) =>
  judgePlan(plan, settings, { [id]: written });

describe("judging a plan", () => {
  const verdicts: readonly (readonly [string, Verdict])[] = [
    ["pass", pass],
    ["fail", fail("too small; make it larger")],
    ["deferred", deferred("size")],
    ["not-evaluated", notEvaluated("cannot be seen")],
    ["left-to-people", leftToPeople("security team", "runs elsewhere")],
    ["not-applicable", notApplicable],
  ];
  for (const [status, verdict] of verdicts) {
    it(`keeps the verdict ${status} of each resource of the check's type`, () => {
      const results = judge(
        planOf([...volumes, resource("aws:kms/key:Key", "key")]),
        onEach(volume, () => verdict),
      );
      assert.deepEqual(results, [
        { check, urn: urnOf("one"), ...verdict },
        { check, urn: urnOf("two"), ...verdict },
      ]);
      assert.equal(results[0]?.status, status);
    });
  }

  it("says once that a check has nothing of its kind in scope", () => {
    const results = judge(
      planOf([]),
      onEach(volume, () => pass),
    );
    assert.deepEqual(results, [{ check, urn: stackUrn, status: "not-applicable" }]);
  });

  it("runs a check of the whole plan once", () => {
    let runs = 0;
    const results = judge(
      planOf(volumes),
      onPlan(volume, (plan) => {
        runs += 1;
        return [{ urn: plan.ofType(volume)[1]?.urn ?? "", verdict: pass }];
      }),
    );
    assert.equal(runs, 1);
    assert.deepEqual(results, [{ check, urn: urnOf("two"), status: "pass" }]);
  });

  it("makes one result of several verdicts on the same resource, the worst", () => {
    const several = [pass, fail("no key; name one"), deferred("size")].map((verdict) => ({ urn: urnOf("one"), verdict }));
    assert.deepEqual(
      judge(
        planOf(volumes),
        onPlan(volume, () => several),
      ),
      [{ check, urn: urnOf("one"), status: "fail", message: "no key; name one" }],
    );
  });

  it("looks at a resource once although two of the check's types are twins", () => {
    const results = judge(
      planOf(volumes),
      onEach([volume, volume], () => pass),
    );
    assert.equal(results.length, 2);
  });
});

describe("a check that throws", () => {
  const throwing = (): never => {
    throw new TypeError("cannot read hunter2");
  };

  it("is an error that names the check and repeats nothing of what was thrown", () => {
    for (const written of [onEach(volume, throwing), onPlan(volume, throwing)]) {
      const [result] = judge(planOf([resource(volume, "one")]), written);
      assert.equal(result?.status, "error");
      assert.match(result.message ?? "", new RegExp(check));
      assert.match(result.message ?? "", /TypeError/);
      assert.doesNotMatch(JSON.stringify(result), /hunter2/);
    }
  });

  it("keeps neither its other resources nor the other checks from being judged", () => {
    const results = judgePlan(planOf(volumes), settings, {
      [check]: onEach(volume, (reader) => (reader.name === "one" ? throwing() : pass)),
      "eks-version-in-standard-support": onEach(volume, () => pass),
    });
    assert.deepEqual(
      results.map((result) => result.status),
      ["error", "pass", "pass", "pass"],
    );
  });
});

describe("a check for the presence of something", () => {
  const missing = onPlan(volume, (plan) => [{ urn: plan.resources[0]?.urn ?? "", verdict: fail("there is none; create one") }]);

  it("fails in a program that contains Platform", () => {
    const [result] = judge(planOf([platform]), missing, presence);
    assert.equal(result?.status, "fail");
  });

  it("is not evaluated in any other program, which may leave it to another one", () => {
    const [result] = judge(planOf([]), missing, presence);
    assert.equal(result?.status, "not-evaluated");
    assert.equal(result.urn, stackUrn);
    assert.match(result.message ?? "", /another program/);
  });
});
