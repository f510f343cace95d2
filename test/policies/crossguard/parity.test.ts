import assert from "node:assert/strict";
import { previewChecks } from "../../../policies/preview";
import { Plan, type PlannedResource } from "../../../policies/preview/plan";
import { type OwnPlan, planForStack } from "../preview/own-plan";
import { judgeWith } from "../preview/support";
import { type Diagnostic, PackProcess } from "./pack-process";

/** What the offline judge fails, as lines. */
function offline(resources: readonly PlannedResource[], { settings }: OwnPlan): string[] {
  const plan = new Plan(resources, "program");
  return Object.entries(previewChecks)
    .flatMap(([id, check]) =>
      judgeWith(check, plan, settings).flatMap(({ urn, verdict }) => (verdict.status === "fail" ? [`${id} ${urn}`] : [])),
    )
    .sort();
}

const violations = (found: readonly Diagnostic[]) =>
  found
    .filter(({ policy }) => policy in previewChecks)
    .map(({ policy, urn }) => `${policy} ${urn}`)
    .sort();

/** Everything that can be left out is left out of the first resource of each type, so that what is not said counts. */
function stripped(resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const seen = new Set<string>();
  return resources.map((resource) => {
    if (seen.has(resource.type) || !/^(aws|eks|kubernetes):/.test(resource.type)) return resource;
    seen.add(resource.type);
    return { ...resource, inputs: {}, dependencies: [], propertyDependencies: {} };
  });
}

describe("the pack and the offline judge", () => {
  for (const stack of ["dev", "staging", "prod", "prod-za"]) {
    describe(`on the stack ${stack}`, () => {
      let own: OwnPlan;
      let pack: PackProcess;
      before(async () => {
        own = await planForStack(stack);
        pack = await PackProcess.start(own.config);
      });
      after(() => pack.stop());

      it("find nothing in our own platform, and nothing has to wait for the update", async () => {
        const found = await pack.judge(own.resources);
        assert.deepEqual(offline(own.resources, own), []);
        assert.deepEqual(found, []);
      });

      it("find the same in a platform that says as little as it can", async () => {
        const weak = stripped(own.resources);
        const found = violations(await pack.judge(weak));
        assert.deepEqual(found, offline(weak, own));
        assert.ok(found.length > 30, String(found.length));
      });
    });
  }
});
