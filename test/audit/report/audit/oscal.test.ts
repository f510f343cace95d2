import assert from "node:assert/strict";
import { requirements } from "../../../../policies/controls";
import { toOscal } from "../../../../audit/report/audit/oscal";
import { accountEvidence } from "../../live/aws/account";
import { set } from "../../live/aws/broken/change";
import { audited } from "../../live/support";

interface Finding {
  readonly target: {
    readonly "target-id": string;
    readonly status: { readonly state: string; readonly reason: string; readonly remarks: string };
  };
  readonly "related-observations"?: readonly { readonly "observation-uuid": string }[];
}
interface Result {
  readonly observations: readonly { readonly uuid: string; readonly props: readonly { readonly name: string; readonly value: string }[] }[];
  readonly findings: readonly Finding[];
}

const report = audited(accountEvidence(set("ec2.DescribeVolumes", "Volumes.0.Encrypted", false)));
const text = toOscal(report);
const { results } = (JSON.parse(text) as { readonly "assessment-results": { readonly results: readonly [Result] } })["assessment-results"];
const [{ observations, findings }] = results;
const byTarget = new Map(findings.map((finding) => [finding.target["target-id"], finding.target.status]));

describe("the OSCAL form of an audit", () => {
  it("is the same for the same evidence, and names nothing twice", () => {
    assert.equal(toOscal(report), text);
    const ids = [...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id ?? "", /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("calls satisfied only what is technical, was observed, and leaves nothing to people", () => {
    for (const { id, status } of report.requirements) {
      const { coverage, remains, oscalId } = requirements[id];
      const whole = status === "observed" && coverage === "technical" && remains === undefined;
      assert.equal(byTarget.get(oscalId)?.state === "satisfied", whole, id);
    }
    assert.ok([...byTarget.values()].some(({ state }) => state === "satisfied"));
  });

  it("has no finding for what people answer for, and says of the rest why it is not satisfied", () => {
    for (const { id, status, reason } of report.requirements) {
      const target = byTarget.get(requirements[id].oscalId);
      if (status === "left-to-people" || status === "not-applicable") assert.equal(target, undefined, id);
      if (status !== "failing" && status !== "unknown") continue;
      assert.deepEqual(target, {
        state: "not-satisfied",
        reason: status === "failing" ? "fail" : "other",
        remarks: `${status}: ${reason}`,
      });
    }
  });

  it("has an observation for each check that looked at something, and refers to no other", () => {
    const checks = observations.map(({ props }) => props.find(({ name }) => name === "check-id")?.value);
    assert.deepEqual(
      checks,
      report.checks.filter(({ status }) => status !== "not-applicable").map(({ id }) => id),
    );
    const known = new Set(observations.map(({ uuid }) => uuid));
    const related = findings.flatMap((finding) => finding["related-observations"] ?? []);
    assert.ok(related.length > 0);
    assert.ok(related.every((one) => known.has(one["observation-uuid"])));
  });
});
