import assert from "node:assert/strict";
import { holdsCredential } from "../../../policies/preview/credential-patterns";
import { credentialChecks as checks } from "../../../policies/preview/credentials";
import { Hidden, type Inputs, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const template = (inputs: Inputs) => planned("aws:ec2/launchTemplate:LaunchTemplate", "template", inputs);
const map = (inputs: Inputs) => planned("kubernetes:core/v1:ConfigMap", "map", inputs);
const script = (line: string) => base64(`#!/bin/bash\n${line}\n`);

table("user-data-no-credentials", checks["user-data-no-credentials"], [
  { it: "accepts a machine without user data", given: template({}), want: "pass" },
  { it: "accepts a harmless script", given: template({ userData: script("yum update -y") }), want: "pass" },
  { it: "refuses a password in a script", given: template({ userData: script("export DB_PASSWORD=correct-horse") }), want: "fail" },
  { it: "refuses it in plain text", given: template({ userData: "#!/bin/sh\nexport DB_PASSWORD=correct-horse" }), want: "fail" },
  {
    it: "refuses it in user data that is marked secret",
    given: template({ userData: new Secret(script("password: correct-horse")) }),
    want: "fail",
  },
  {
    it: "refuses it in an instance's base64",
    given: planned("aws:ec2/instance:Instance", "instance", { userDataBase64: script("password=correct-horse") }),
    want: "fail",
  },
  {
    it: "refuses it in the eks component's node group",
    given: planned("eks:index:ManagedNodeGroup", "nodes", { userData: "password=correct-horse" }, { custom: false }),
    want: "fail",
  },
  { it: "defers unknown user data", given: template({ userData: UNKNOWN }), want: "deferred" },
  { it: "cannot read hidden user data", given: template({ userData: new Hidden("ciphertext") }), want: "not-evaluated" },
]);

table("configmap-no-credentials", checks["configmap-no-credentials"], [
  { it: "accepts a map without data", given: map({}), want: "pass" },
  { it: "accepts settings", given: map({ data: { "log.level": "info", mode: "strict" } }), want: "pass" },
  { it: "refuses a key that says password", given: map({ data: { "db-password": "correct-horse" } }), want: "fail" },
  {
    it: "refuses a credential inside a value",
    given: map({ data: { "app.yaml": "database:\n  password: correct-horse\n" } }),
    want: "fail",
  },
  {
    it: "refuses it in a patch",
    given: planned("kubernetes:core/v1:ConfigMapPatch", "map", { data: { password: "correct-horse" } }),
    want: "fail",
  },
  { it: "refuses it in binary data", given: map({ binaryData: { "app.env": script("API_KEY=correct-horse") } }), want: "fail" },
  { it: "defers unknown data", given: map({ data: UNKNOWN }), want: "deferred" },
  { it: "defers one unknown value", given: map({ data: { a: "b", c: UNKNOWN } }), want: "deferred" },
  { it: "cannot read hidden data", given: map({ data: new Hidden("ciphertext") }), want: "not-evaluated" },
]);

const secret = (inputs: Inputs) => planned("kubernetes:core/v1:Secret", "secret", inputs);

table("secret-values-marked-secret", checks["secret-values-marked-secret"], [
  { it: "accepts values that are marked", given: secret({ stringData: { token: new Secret("t") } }), want: "pass" },
  { it: "accepts data that is marked as a whole", given: secret({ data: new Secret({ token: "dA==" }) }), want: "pass" },
  { it: "accepts a marked value that is unknown", given: secret({ stringData: { token: new Secret(UNKNOWN) } }), want: "pass" },
  { it: "accepts a Secret without values", given: secret({ type: "kubernetes.io/service-account-token" }), want: "pass" },
  { it: "accepts what a state file has encrypted", given: secret({ stringData: new Hidden("ciphertext") }), source: "state", want: "pass" },
  { it: "refuses any value in a manifest", given: secret({ stringData: new Secret({ token: "t" }) }), source: "manifest", want: "fail" },
  { it: "accepts a Secret without values in a manifest", given: secret({}), source: "manifest", want: "pass" },
  { it: "refuses one value in clear", given: secret({ stringData: { a: new Secret("t"), b: "in clear" } }), want: "fail" },
  { it: "refuses it in a patch", given: planned("kubernetes:core/v1:SecretPatch", "secret", { data: { a: "dA==" } }), want: "fail" },
  { it: "defers a value of which nothing is known", given: secret({ stringData: { token: UNKNOWN } }), want: "deferred" },
  {
    it: "cannot tell in the engine, which takes the marks off",
    given: secret({ data: { a: "dA==" } }),
    source: "engine",
    want: "not-evaluated",
  },
]);

describe("credential patterns", () => {
  const digits = "0123456789abcdef";
  const credentials: readonly (readonly [string, string])[] = [
    ["an AWS access key id", `aws configure set x AKIA${"A".repeat(16)}`],
    ["a temporary AWS access key id", `ASIA${"B".repeat(16)}`],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["a GitHub token", `ghp_${"a".repeat(36)}`],
    ["a Slack webhook", "https://hooks.slack.com/services/T000/B000/xxxx"],
    ["a JSON web token", `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${"s".repeat(20)}`],
    ["a password in an address", "postgres://app:correct-horse@db:5432/app"],
    ["a password in JSON", '{"password": "correct-horse"}'],
    ["an option", "login --password correct-horse"],
    ["an AWS secret key", `AWS_SECRET_ACCESS_KEY=${digits.repeat(2)}`],
    ["a random token", `token: ${digits.repeat(2)}`],
  ];
  for (const [what, text] of credentials)
    it(`find ${what}`, () => {
      assert.equal(holdsCredential(text), true);
    });

  const harmless: readonly (readonly [string, string])[] = [
    ["a variable", "password=$DB_PASSWORD"],
    ["a command", "token=$(aws ecr get-login-password)"],
    ["a path", "password: /run/secrets/db-password"],
    ["an ARN", "secret: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-abc123"],
    ["a template", "password: {{ .Values.password }}"],
    ["a switch", "require-token: required"],
    ["the name of a Secret", "existingSecret: database-credentials"],
    ["a certificate", "-----BEGIN CERTIFICATE-----"],
    ["a short word", "token: none"],
    ["an address without user", "https://example.com:8443/path"],
  ];
  for (const [what, text] of harmless)
    it(`leave ${what} alone`, () => {
      assert.equal(holdsCredential(text), false);
    });
});
