import assert from "node:assert/strict";
import type { FailureKind } from "../../../../audit/evidence/model";
import { ask } from "../../../../audit/live/aws/ask";
import type { AwsCall, Output } from "../../../../audit/live/aws/call";

const call: AwsCall = { service: "s3", operation: "GetBucketPolicy", absent: ["NoSuchBucketPolicy"] };
const listing: AwsCall = { service: "ec2", operation: "DescribeSubnets", lists: ["Subnets"] };

const error = (name: string, status?: number, more: object = {}) =>
  Object.assign(new Error("a message with hunter2 in it"), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
    ...more,
  });

/** Gives the pages, then throws what it was given. */
async function* sends(pages: readonly Output[], thrown?: Error): AsyncIterable<Output> {
  yield* pages;
  await Promise.resolve();
  if (thrown !== undefined) throw thrown;
}

const causes: readonly (readonly [it: string, thrown: Error, kind: FailureKind, says: RegExp])[] = [
  ["denies", error("AccessDenied", 403), "denied", /may not ask this; .*--rights account/],
  ["denies in the words of EC2", error("UnauthorizedOperation", 403), "denied", /may not ask/],
  ["denies in the words of others", error("AccessDeniedException", 400), "denied", /may not ask/],
  ["has credentials that ended", error("ExpiredTokenException", 403), "denied", /sign in again/],
  ["has a token that ended", error("ExpiredToken", 400), "denied", /sign in again/],
  ["does not know the key", error("InvalidClientTokenId", 403), "denied", /sign in again/],
  ["sees another time", error("RequestTimeTooSkewed", 403), "denied", /clock/],
  ["sees a signature of another time", error("SignatureDoesNotMatch", 403), "denied", /clock/],
  ["asks for fewer requests", error("ThrottlingException", 400), "throttled", /later/],
  ["asks for fewer requests in the words of EC2", error("RequestLimitExceeded", 503), "throttled", /later/],
  ["asks for fewer requests by its status", error("Odd", 429), "throttled", /later/],
  ["does not answer in time", error("TimeoutError"), "timeout", /--timeout/],
  ["cannot be reached", error("Error", undefined, { code: "ECONNREFUSED" }), "unreachable", /ECONNREFUSED/],
  ["has no name", error("Error", undefined, { code: "ENOTFOUND" }), "unreachable", /network/],
  ["answers with a page of a proxy", error("SyntaxError", 200), "malformed", /none of AWS/],
  ["fails", error("InternalFailure", 500), "refused", /InternalFailure/],
  ["fails with a name that is none", error("a <b>", 500), "refused", /an error/],
];

describe("a question to AWS", () => {
  for (const [sentence, thrown, kind, says] of causes)
    it(`says so when AWS ${sentence}, and never what it said`, async () => {
      const asked = await ask(call, {}, () => sends([], thrown));
      assert.ok("failure" in asked);
      assert.equal(asked.failure.kind, kind);
      assert.match(asked.failure.message, says);
      assert.doesNotMatch(asked.failure.message, /hunter2/);
    });

  it("takes an error that means not set as an answer", async () => {
    const asked = await ask(call, { Bucket: "a" }, () => sends([], error("NoSuchBucketPolicy", 404)));
    assert.deepEqual(asked, { exchanges: [{ input: { Bucket: "a" }, output: null }] });
  });

  it("takes no other error for it", async () => {
    const asked = await ask(call, { Bucket: "a" }, () => sends([], error("NoSuchBucket", 404)));
    assert.ok("failure" in asked);
  });

  it("gives every page", async () => {
    const asked = await ask(listing, {}, () => sends([{ Subnets: [1] }, { Subnets: [2] }]));
    assert.deepEqual(asked, {
      exchanges: [
        { input: {}, output: { Subnets: [1] } },
        { input: {}, output: { Subnets: [2] } },
      ],
    });
  });

  it("gives nothing of a list that lost a page", async () => {
    const asked = await ask(listing, {}, () => sends([{ Subnets: [1] }], error("ThrottlingException", 400)));
    assert.ok("failure" in asked);
    assert.equal(asked.failure.kind, "truncated");
  });

  for (const answer of [{}, { Subnets: "none" }, { Subnets: null }])
    it(`takes ${JSON.stringify(answer)} for no list`, async () => {
      const asked = await ask(listing, {}, () => sends([answer]));
      assert.ok("failure" in asked);
      assert.equal(asked.failure.kind, "malformed");
    });

  it("takes no answer at all for none", async () => {
    const asked = await ask(listing, {}, () => sends([]));
    assert.ok("failure" in asked);
  });
});
