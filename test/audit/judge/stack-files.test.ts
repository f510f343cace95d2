import assert from "node:assert/strict";
import { judgeStackFiles } from "../../../audit/judge/stack-files";
import { stackFileChecks } from "../../../policies/stack-file";

const urn = "urn:pulumi:prod::program::pulumi:pulumi:Stack::program-prod";
const config = { "compliant-eks:platform": JSON.stringify({ environment: "production" }), "aws:allowedAccountIds": '["333344445555"]' };

describe("results about stack files", () => {
  it("are one per check, about the stack", () => {
    const results = judgeStackFiles(
      { current: { stack: "prod", config, secretsProvider: "awskms://alias/x" }, others: [], today: "2026-11-25" },
      urn,
    );
    assert.deepEqual(results, [
      { check: "secrets-provider-is-kms", urn, status: "pass" },
      { check: "production-has-own-account", urn, status: "not-applicable" },
      { check: "exceptions-end-within-a-year", urn, status: "pass" },
      {
        check: "stack-names-owner",
        urn,
        status: "fail",
        message: "an inventory of the stack cannot tell whose its resources are; set compliant-eks:platform.tags.owner to a team",
      },
    ]);
  });

  it("are not evaluated where there is no stack file", () => {
    const results = judgeStackFiles(undefined, urn);
    assert.deepEqual(
      results.map(({ check, status }) => [check, status]),
      Object.keys(stackFileChecks).map((check) => [check, "not-evaluated"]),
    );
  });
});
