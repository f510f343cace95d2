import assert from "node:assert/strict";
import type { Verdict } from "../../../policies/preview/verdict";
import { stackFileChecks } from "../../../policies/stack-file";
import type { Stack } from "../../../policies/stack-file/check";

/** A stack file with what the checks look at; undefined leaves the key out. */
function stack(name: string, environment: string | undefined, account?: string, secretsProvider?: string): Stack {
  return {
    stack: name,
    config: {
      ...(environment === undefined ? {} : { "compliant-eks:platform": JSON.stringify({ environment }) }),
      ...(account === undefined ? {} : { "aws:allowedAccountIds": JSON.stringify([account]) }),
    },
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
  };
}

type Row = readonly [it: string, current: Stack, others: readonly Stack[], want: Verdict["status"]];

const provider: readonly Row[] = [
  ["passes with a key of AWS KMS", stack("prod", "production", "1", "awskms://alias/pulumi?region=eu-west-1"), [], "pass"],
  ["passes with another key service", stack("prod", "production", "1", "gcpkms://projects/p/keys/k"), [], "pass"],
  ["fails with a passphrase", stack("prod", "production", "1", "passphrase"), [], "fail"],
  ["fails when a passphrase only looks like a service", stack("prod", "production", "1", "awskms://"), [], "fail"],
  ["fails when nothing is said", stack("prod", "production", "1"), [], "fail"],
  ["is not about other environments", stack("dev", "development", "1", "passphrase"), [], "not-applicable"],
  ["says nothing of a program without the platform's key", stack("prod", undefined, "1", "passphrase"), [], "not-evaluated"],
  ["says nothing of an environment that does not exist", stack("prod", "live", "1", "passphrase"), [], "not-evaluated"],
];

const prod = stack("prod", "production", "333344445555");
const accounts: readonly Row[] = [
  ["passes when production has its own account", prod, [stack("dev", "development", "111122223333")], "pass"],
  ["fails when another environment is in the same account", prod, [stack("dev", "development", "333344445555")], "fail"],
  ["fails for the other environment too", stack("dev", "development", "333344445555"), [prod], "fail"],
  ["fails when one of several is", prod, [stack("dev", "development", "1"), stack("staging", "staging", "333344445555")], "fail"],
  ["lets two productions share one", prod, [stack("prod-za", "production", "333344445555")], "not-applicable"],
  ["lets development and staging share one", stack("dev", "development", "1"), [stack("staging", "staging", "1")], "not-applicable"],
  ["is not evaluated when the stack names no account", stack("prod", "production"), [stack("dev", "development", "1")], "not-evaluated"],
  ["is not evaluated when the other one names none", prod, [stack("dev", "development")], "not-evaluated"],
  ["fails all the same when a third one names none", prod, [stack("a", "staging"), stack("b", "staging", "333344445555")], "fail"],
  ["leaves out stacks of other programs", prod, [stack("other", undefined, "333344445555")], "not-applicable"],
  ["is not evaluated without the platform's key", stack("x", undefined, "1"), [prod], "not-evaluated"],
  ["has nothing to compare a single stack with", prod, [], "not-applicable"],
];

const waived = (...ends: readonly unknown[]): Stack => ({
  stack: "prod",
  config: { "compliant-eks:platform": JSON.stringify({ environment: "production", waivers: ends.map((expires) => ({ expires })) }) },
});
const exceptions: readonly Row[] = [
  ["passes without exceptions", stack("prod", "production"), [], "pass"],
  ["passes when all end within the next year", waived("2026-12-01", "2027-11-26"), [], "pass"],
  ["fails when one lasts for a day longer", waived("2026-12-01", "2027-11-27"), [], "fail"],
  ["fails when one names no end", waived(undefined), [], "fail"],
  ["says nothing of a program without the platform's key", stack("prod", undefined), [], "not-evaluated"],
];

const tagged = (tags: unknown): Stack => ({
  stack: "prod",
  config: { "compliant-eks:platform": JSON.stringify({ environment: "production", tags }) },
});
const owners: readonly Row[] = [
  ["passes with an owner", tagged({ owner: "platform team" }), [], "pass"],
  ["fails without one", tagged({ team: "x" }), [], "fail"],
  ["fails with a blank", tagged({ owner: " " }), [], "fail"],
  ["fails without tags", stack("prod", "production"), [], "fail"],
  ["says nothing of a program without the platform's key", stack("prod", undefined), [], "not-evaluated"],
];

for (const [id, rows] of [
  ["stack-names-owner", owners],
  ["exceptions-end-within-a-year", exceptions],
  ["secrets-provider-is-kms", provider],
  ["production-has-own-account", accounts],
] as const) {
  describe(id, () => {
    for (const [it_, current, others, want] of rows) {
      it(it_, () => {
        const verdict = stackFileChecks[id]({ current, others, today: "2026-11-25" });
        assert.equal(verdict.status, want);
        assert.ok(!("message" in verdict && /\d{12}|passphrase/.test(verdict.message)), "a message repeats a value");
      });
    }
  });
}

describe("checks on stack files", () => {
  it("read a structured key that is no JSON as one without an environment", () => {
    const current: Stack = { stack: "prod", config: { "compliant-eks:platform": "{" }, secretsProvider: "passphrase" };
    for (const check of Object.values(stackFileChecks))
      assert.equal(check({ current, others: [], today: "2026-11-25" }).status, "not-evaluated");
  });
});
