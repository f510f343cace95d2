import assert from "node:assert/strict";
import { liveChecks } from "../../../../audit/live/checks";
import { livePlan } from "../../../../audit/live/live-plan";
import { kinds, typeOf } from "../../../../audit/live/kubernetes/kinds";
import { auditRights } from "../../../../audit/live/kubernetes/rights";
import { settings } from "../../../policies/preview/support";
import { evidenceOf, readAt, wellKept } from "../cluster";

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const { rules } = auditRights() as { readonly rules: readonly Rule[] };

describe("the rights of the audit", () => {
  it("are to list, and to list only what is listed", () => {
    assert.deepEqual([...new Set(rules.flatMap(({ verbs }) => verbs))], ["list"]);
    const allowed = rules.flatMap(({ apiGroups, resources }) => apiGroups.flatMap((group) => resources.map((one) => `${group}/${one}`)));
    const listed = [...kinds.map(({ group, plural }) => `${group}/${plural}`), "constraints.gatekeeper.sh/*"];
    assert.deepEqual(allowed.sort(), listed.sort());
  });

  it("are for nothing that no check looks at", () => {
    const { plan } = livePlan(evidenceOf(wellKept), "urn");
    plan.takeAsked();
    const context = { settings: settings(), readAt: Date.parse(readAt), clusterUrn: "urn" };
    for (const check of Object.values(liveChecks)) check(plan, context);
    const asked = plan.takeAsked();
    assert.deepEqual(
      kinds.map(typeOf).filter((type) => !asked.has(type)),
      [],
    );
  });

  it("never reach what Secrets and ConfigMaps hold", () => {
    const read = rules.flatMap(({ apiGroups, resources }) => (apiGroups.includes("") ? resources : []));
    assert.ok(!read.some((resource) => ["secrets", "configmaps", "*"].includes(resource)));
  });
});
