import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exchange, type Input, callId, listed } from "../../../../audit/live/aws/call";
import { calls } from "../../../../audit/live/aws/calls";
import { levels } from "../../../../audit/live/aws/collect";
import { translations } from "../../../../audit/live/aws/resources";
import { auditPolicy } from "../../../../audit/live/aws/rights";
import { services } from "../../../../audit/live/aws/services";
import { keptWell } from "./account";
import { filled, hasCommand, schemaOf, strangers } from "./sdk";

const byId = new Map(calls.map((call) => [callId(call), call]));

/** An answer with everything in it that the SDK knows. */
function full(id: string): Exchange {
  const call = byId.get(id);
  if (call === undefined) throw new Error(`nothing asks ${id}`);
  return { input: filled(schemaOf(call, "input")) as Input, output: filled(schemaOf(call, "output")) as Exchange["output"] };
}

describe("the calls of the audit", () => {
  it("are operations of the SDK, each with the lists that it names", () => {
    for (const call of calls) {
      assert.ok(hasCommand(call), callId(call));
      const members = new Set([...schemaOf(call, "output").structIterator()].map(([name]) => name));
      for (const member of call.lists ?? []) assert.ok(members.has(member), `${callId(call)} has no ${member}`);
    }
  });

  it("only read", () => {
    for (const { operation } of calls) assert.match(operation, /^(Describe|Get|List|BatchGet)[A-Z]/);
  });

  it("send what the SDK knows", () => {
    for (const call of calls) {
      const asked = call.each === undefined ? [{}] : call.each.inputs([full(call.each.of)]);
      const plain = asked.map((input) => JSON.parse(JSON.stringify({ ...call.input, ...input })) as Input);
      for (const input of plain) assert.deepEqual(strangers(input, schemaOf(call, "input")), [], callId(call));
    }
  });

  it("come after those whose answers they need", () => {
    const order = levels(calls).flat();
    assert.equal(order.length, calls.length);
    for (const [index, call] of order.entries())
      if (call.each !== undefined)
        assert.ok(
          order.slice(0, index).some((earlier) => callId(earlier) === call.each?.of),
          callId(call),
        );
  });

  it("are all used: by what is made of their answers, or by another call", () => {
    const used = new Set([...translations.flatMap(({ from }) => from), ...calls.flatMap(({ each }) => each?.of ?? [])]);
    // Tags are put on what other calls told of.
    assert.deepEqual(
      calls.map(callId).filter((id) => !used.has(id)),
      ["tagging.GetResources"],
    );
    for (const id of used) assert.ok(byId.has(id), id);
  });

  it("use packages that are dependencies, and there is no other of the kind", () => {
    const { dependencies } = JSON.parse(readFileSync(join(__dirname, "../../../../package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const there = Object.keys(dependencies).filter((name) => name.startsWith("@aws-sdk/client-"));
    // Who is asking is asked before all else.
    const used = [...Object.values(services).map((service) => service.package), "sts"].map((name) => `@aws-sdk/client-${name}`);
    assert.deepEqual(there.sort(), used.sort());
  });
});

describe("what is made of the answers of AWS", () => {
  it("reads only what the SDK knows of them", () => {
    for (const { types, from, make } of translations)
      assert.doesNotThrow(
        () =>
          make((id) => {
            assert.ok(from.includes(id), `${types.join()} reads ${id} and does not say so`);
            return [full(id)];
          }),
        types.join(),
      );
  });

  it("would be caught at anything else", () => {
    const [subnet] = listed([full("ec2.DescribeSubnets")], "Subnets");
    assert.throws(() => subnet?.["MapPublicIp"], /knows no MapPublicIp/);
  });

  it("is tested with a sample that AWS could have sent", () => {
    assert.deepEqual(Object.keys(keptWell).sort(), [...byId.keys()].sort());
    for (const [id, call] of byId)
      for (const { input, output } of keptWell[id] ?? []) {
        assert.deepEqual(strangers(input, schemaOf(call, "input")), [], id);
        if (output !== null) assert.deepEqual(strangers(output, schemaOf(call, "output")), [], id);
      }
  });
});

describe("the policy of the audit", () => {
  const { Statement: statements } = auditPolicy() as {
    readonly Statement: readonly { readonly Effect: string; readonly Action: readonly string[] }[];
  };
  const actions = statements.flatMap(({ Action }) => Action);

  it("names its actions, each of which reads", () => {
    assert.deepEqual([...new Set(statements.map(({ Effect }) => Effect))], ["Allow"]);
    for (const action of actions) assert.match(action, /^[a-z0-9-]+:(Describe|Get|List|BatchGet)[A-Za-z0-9]+$/);
    assert.equal(new Set(actions).size, actions.length);
  });

  it("reaches no record, no secret and no parameter", () => {
    const values = [
      "s3:GetObject",
      "secretsmanager:GetSecretValue",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "kms:Decrypt",
      "sqs:ReceiveMessage",
    ];
    assert.deepEqual(
      actions.filter(
        (action) => values.includes(action) || /^(dynamodb:(Get|BatchGet|Query|Scan)|logs:Get|ecr:BatchGetImage)/.test(action),
      ),
      [],
    );
  });

  it("allows a call for each action, and an action for each call", () => {
    const needed = new Set(calls.map(({ service, operation, actions: own }) => own ?? [`${services[service].iam}:${operation}`]).flat());
    assert.deepEqual([...actions].sort(), [...needed, "sts:GetCallerIdentity"].sort());
  });
});
