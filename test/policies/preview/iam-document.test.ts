import assert from "node:assert/strict";
import { isAnyResource, limitsCaller, limitsService, namesCaller } from "../../../policies/preview/iam-conditions";
import { type Statement, matches, onStatements, parseDocument, takesIn } from "../../../policies/preview/iam-document";
import { Plan } from "../../../policies/preview/plan";
import { Hidden, Secret, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { pass } from "../../../policies/preview/verdict";
import { planned } from "./support";

const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });

function only(statement: object): Statement {
  const statements = parseDocument(document(statement));
  assert.ok(Array.isArray(statements) && statements.length === 1);
  return (statements as readonly Statement[])[0] as Statement;
}

const when = (condition: object): Statement => only({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: condition });

describe("policy documents", () => {
  it("make a list of everything that may be one or a list", () => {
    assert.deepEqual(only({ Effect: "Allow", Principal: { AWS: "a", Service: ["b", "c"] }, Action: "kms:Decrypt", Resource: ["*"] }), {
      allow: true,
      principals: [
        { kind: "AWS", id: "a" },
        { kind: "Service", id: "b" },
        { kind: "Service", id: "c" },
      ],
      actions: ["kms:Decrypt"],
      notActions: [],
      resources: ["*"],
      notResources: [],
      conditions: [],
    });
  });

  it("read conditions in lower case", () => {
    assert.deepEqual(when({ StringEquals: { "AWS:PrincipalAccount": ["1", "2"] }, Bool: { "kms:X": true } }).conditions, [
      { operator: "stringequals", key: "aws:principalaccount", values: ["1", "2"] },
      { operator: "bool", key: "kms:x", values: ["true"] },
    ]);
  });

  it("take NotPrincipal for everybody", () => {
    assert.deepEqual(only({ Effect: "Allow", NotPrincipal: { AWS: "a" }, Action: "*", Resource: "*" }).principals, [
      { kind: "*", id: "*" },
    ]);
  });

  it("may be objects, and secret", () => {
    const given = { Statement: new Secret([{ Effect: "Deny", Action: new Secret("s3:*"), Resource: "*" }]) };
    const statements = parseDocument(given);
    assert.ok(Array.isArray(statements));
    assert.deepEqual(
      (statements as readonly Statement[]).map(({ allow, actions }) => ({ allow, actions })),
      [{ allow: false, actions: ["s3:*"] }],
    );
  });

  const odd: readonly (readonly [string, Value])[] = [
    ["text that is not JSON", "{"],
    ["JSON without statements", "{}"],
    ["statements that are no objects", document(["*"])],
    ["a number", 4],
  ];
  for (const [what, value] of odd)
    it(`are not made of ${what}`, () => {
      assert.equal(parseDocument(value as string), undefined);
    });

  it("may have no statement", () => {
    assert.deepEqual(parseDocument(document([])), []);
  });

  it("are unknown when a part is", () => {
    assert.equal(parseDocument({ Statement: [{ Effect: "Allow", Resource: UNKNOWN }] }), UNKNOWN);
  });

  it("are hidden when a part is", () => {
    const reason = new Hidden("ciphertext");
    assert.equal(parseDocument({ Statement: [{ Effect: "Allow", Resource: reason }] }), reason);
  });

  it("give a verdict for each way not to be readable", () => {
    const verdictOf = (policy: Value) => {
      const resource = planned("t:t:T", "t", { policy });
      const reader = new Plan([resource], "program").get(resource.urn);
      assert.ok(reader);
      return onStatements(reader, "policy", () => pass).status;
    };
    const given: readonly Value[] = [UNKNOWN, new Hidden("x"), "{", { Statement: [UNKNOWN] }, document({ Effect: "Allow" })];
    assert.deepEqual(given.map(verdictOf), ["deferred", "not-evaluated", "not-evaluated", "deferred", "pass"]);
  });
});

describe("actions", () => {
  const cases: readonly (readonly [pattern: string, text: string, expected: boolean])[] = [
    ["kms:*", "kms:Decrypt", true],
    ["KMS:decrypt", "kms:Decrypt", true],
    ["kms:Re?ncrypt*", "kms:ReEncryptFrom", true],
    ["*", "kms:Decrypt", true],
    ["kms:Decrypt", "kms:DecryptAll", false],
    ["kms.Decrypt", "kms:Decrypt", false],
  ];
  for (const [pattern, text, expected] of cases)
    it(`${pattern} ${expected ? "takes in" : "leaves out"} ${text}`, () => {
      assert.equal(matches(pattern, text), expected);
    });

  it("are turned around by NotAction", () => {
    const statement = only({ Effect: "Allow", NotAction: "iam:*", Resource: "*" });
    assert.deepEqual([takesIn(statement, "kms:Decrypt"), takesIn(statement, "iam:PassRole")], [true, false]);
  });
});

describe("conditions", () => {
  const role = "arn:aws:iam::111122223333:role/app";
  const cases: readonly (readonly [what: string, condition: object, limits: boolean, names: boolean])[] = [
    ["the caller's account", { StringEquals: { "kms:CallerAccount": "111122223333" } }, true, false],
    ["the caller's organisation", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, true, false],
    ["a role", { ArnLike: { "aws:PrincipalArn": role } }, true, true],
    ["roles of one prefix", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*" } }, true, true],
    ["every role of the account by type", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }, true, false],
    ["a topic", { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:alerts" } }, true, true],
    ["every role of the account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:*" } }, true, false],
    ["every role of every account", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/app" } }, false, false],
    ["any value of a limiting key", { StringLike: { "aws:PrincipalOrgID": "*" } }, false, false],
    ["one good and one open value", { ArnLike: { "aws:PrincipalArn": [role, "*"] } }, false, false],
    ["what the caller is not", { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }, false, false],
    ["a key that may be missing", { StringEqualsIfExists: { "aws:PrincipalAccount": "111122223333" } }, false, false],
    ["all values of a key that may be missing", { "ForAllValues:StringEquals": { "aws:PrincipalAccount": "111122223333" } }, false, false],
    ["transport", { Bool: { "aws:SecureTransport": "true" } }, false, false],
    ["the service that calls", { StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } }, false, true],
    ["the encryption context", { StringEquals: { "kms:EncryptionContext:purpose": "logs" } }, false, true],
    ["no condition", {}, false, false],
  ];
  for (const [what, condition, limits, names] of cases)
    it(`on ${what} ${limits ? "limit" : "do not limit"} the account and ${names ? "name" : "do not name"} the caller`, () => {
      assert.deepEqual([limitsCaller(when(condition)), namesCaller(when(condition))], [limits, names]);
    });

  it("keep a service to one account by the encryption context only if that names the account", () => {
    const context = (arn: string) => when({ ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn } });
    assert.deepEqual(
      ["arn:aws:logs:eu-west-1:111122223333:log-group:*", "arn:aws:logs:*:*:*", "*"].map((arn) => limitsService(context(arn))),
      [true, false, false],
    );
  });
});

describe("resources", () => {
  const cases: readonly (readonly [pattern: string, any: boolean])[] = [
    ["*", true],
    ["arn:aws:s3:::*", true],
    ["arn:*", true],
    ["arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*", false],
  ];
  for (const [pattern, any] of cases)
    it(`${pattern} ${any ? "is" : "is not"} any resource`, () => {
      assert.equal(isAnyResource(pattern), any);
    });
});
