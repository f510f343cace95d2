import assert from "node:assert/strict";
import type { Send } from "../../../../audit/live/aws/ask";
import { type AwsCall, type Input, callId } from "../../../../audit/live/aws/call";
import { calls } from "../../../../audit/live/aws/calls";
import { collectAccount } from "../../../../audit/live/aws/collect";
import { redactAws } from "../../../../audit/live/aws/redact";
import { redactedCredential } from "../../../../policies/preview/credential-patterns";
import { accountEvidence, keptWell } from "./account";
import { account, keyArn, tags } from "./account/names";
import { filled, schemaOf } from "./sdk";

const same = (a: Input, b: Input): boolean => Object.keys(a).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));

/** Answers as the sample account does; throws what `fails` says. */
function sample(fails: (call: AwsCall) => Error | undefined = () => undefined) {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const send: Send = async function* (call, input) {
    asked.push(callId(call));
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    const error = fails(call);
    if (error !== undefined) throw error;
    const found = (keptWell[callId(call)] ?? []).find((exchange) => call.each === undefined || same(exchange.input, input));
    if (found === undefined) throw new Error(`the sample has no ${callId(call)} ${JSON.stringify(input)}`);
    if (found.output === null) throw Object.assign(new Error("not set"), { name: call.absent?.[0] ?? "" });
    yield found.output;
  };
  return { asked, most: () => most, send };
}

const collected = (server: ReturnType<typeof sample>, atOnce = 8) =>
  collectAccount({ send: server.send, account, atOnce, now: () => "2026-11-29T12:00:00.000Z", progress: () => undefined });

describe("the collection of an account", () => {
  it("asks everything, and about every subject that an earlier answer names", async () => {
    const answers = await collected(sample());
    const wanted = accountEvidence(keptWell).answers.filter(({ call }) => call.type.startsWith("aws-api:"));
    assert.deepEqual(
      answers.map(({ call, ...rest }) => [call.id, "items" in rest ? rest.items.length : rest.failure.message]),
      wanted.map(({ call, ...rest }) => [call.id, "items" in rest ? rest.items.length : ""]).sort(),
    );
  });

  it("never asks more at once than it may", async () => {
    const server = sample();
    await collected(server, 3);
    assert.equal(server.most(), 3);
  });

  it("says of what needs a lost answer that it is lost too, and asks no more about it", async () => {
    const denied = Object.assign(new Error("no"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    const server = sample((call) => (callId(call) === "s3.ListBuckets" ? denied : undefined));
    const answers = await collected(server);
    const lost = answers.filter((answer) => "failure" in answer).map(({ call }) => call.id);
    assert.deepEqual(
      lost,
      answers.map(({ call }) => call.id).filter((id) => /^aws\/s3\.(Get|List)/.test(id)),
    );
    assert.ok(!server.asked.some((id) => id.startsWith("s3.Get")));
  });

  it("stops asking about the other subjects of a call that failed", async () => {
    const denied = Object.assign(new Error("no"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    const server = sample((call) => (callId(call) === "s3.GetBucketPolicy" ? denied : undefined));
    await collected(server, 1);
    assert.equal(server.asked.filter((id) => id === "s3.GetBucketPolicy").length, 1);
  });
});

const planted = "hunter2-hunter2";
const credential = `AKIA${"B".repeat(16)}`;

/** The answer with every member that the SDK knows, as data; each text is what is planted there. */
const full = (call: AwsCall): object =>
  JSON.parse(JSON.stringify(filled(schemaOf(call, "output"))).replaceAll('"text"', `"${credential}"`)) as object;

describe("what evidence keeps of an account", () => {
  it("holds no credential, wherever one stands in whatever answer", () => {
    for (const call of calls) {
      const kept = JSON.stringify(redactAws({ input: {}, output: full(call) as never }));
      assert.ok(!kept.includes(credential), callId(call));
    }
  });

  it("keeps of tags what a check reads, and of settings nothing else", () => {
    const output = {
      Tags: [...tags, { Key: "note", Value: planted }],
      Description: planted,
      addon: { tags: { note: planted }, configurationValues: `{"enableNetworkPolicy":"true","env":{"TOKEN":"${planted}"}}` },
      Content: `{"inputs":{"idleSessionTimeout":"15","shellProfile":{"linux":"export T=${planted}"}}}`,
      KmsKeyId: keyArn,
      made: new Date(0),
      bytes: new Uint8Array([1]),
    };
    const kept = redactAws({ input: {}, output }) as { readonly output: Readonly<Record<string, unknown>> };
    assert.ok(!JSON.stringify(kept).includes(planted));
    assert.deepEqual(kept.output["KmsKeyId"], keyArn);
    assert.equal(kept.output["made"], "1970-01-01T00:00:00.000Z");
    assert.equal(kept.output["bytes"], undefined);
    assert.deepEqual(kept.output["addon"], { tags: { note: "[redacted]" }, configurationValues: '{"enableNetworkPolicy":"true"}' });
    assert.equal(kept.output["Content"], '{"idleSessionTimeout":"15"}');
  });

  it("marks a credential as one", () => {
    assert.deepEqual(redactAws({ input: {}, output: { Name: credential } }).output, { Name: redactedCredential });
  });
});
