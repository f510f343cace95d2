import assert from "node:assert/strict";
import { isConfidential } from "../../../audit/plan/confidential";
import { valueToJson } from "../../../audit/plan/serialize";

const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const secretKind = "kubernetes:core/v1:Secret";
const policy =
  '{"Statement":[{"Action":"kms:Decrypt","Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"}}}]}';

describe("what nobody marked as secret is left out of a plan in JSON", () => {
  const hidden: readonly (readonly [string, string, readonly string[], string])[] = [
    ["user data", launchTemplate, ["userData"], "#!/bin/sh\necho hello"],
    ["a password by its name", "aws:rds/instance:Instance", ["password"], "correct horse"],
    ["a password of an administrator", "aws:rds/cluster:Cluster", ["masterPassword"], "correct horse"],
    ["a stored secret", "aws:secretsmanager/secretVersion:SecretVersion", ["secretString"], "x"],
    ["an entry of a Secret", secretKind, ["stringData", "greeting"], "hello"],
    ["an access key in any text", "aws:ssm/parameter:Parameter", ["value"], "key AKIAIOSFODNN7EXAMPLE of ci"],
    ["an access key in base64", "aws:ssm/parameter:Parameter", ["value"], Buffer.from("id=AKIAIOSFODNN7EXAMPLE").toString("base64")],
    ["an entry that is a credential by its name", "kubernetes:core/v1:ConfigMap", ["data", "DB_PASSWORD"], "hunter222"],
  ];
  for (const [what, type, path, text] of hidden) it(what, () => assert.ok(isConfidential(type, path, text)));

  const shown: readonly (readonly [string, string, readonly string[], string])[] = [
    ["a description", "aws:kms/key:Key", ["description"], "objects of the Kubernetes API, secrets included"],
    ["a policy that names a service of secrets", "aws:kms/key:Key", ["policy"], policy],
    ["a name with the word secret", "aws:kms/alias:Alias", ["name"], "alias/compliant-eks-dev/secrets"],
    ["the name of a Secret", secretKind, ["metadata", "name"], "database"],
    ["nothing", launchTemplate, ["userData"], ""],
  ];
  for (const [what, type, path, text] of shown) it(`but not ${what}`, () => assert.ok(!isConfidential(type, path, text)));

  it("a variable that is a credential by the name beside it", () => {
    assert.deepEqual(
      valueToJson({
        env: [
          { name: "DB_PASSWORD", value: "hunter222" },
          { name: "REGION", value: "eu-west-1" },
        ],
      }),
      {
        env: [
          { name: "DB_PASSWORD", value: "[secret]" },
          { name: "REGION", value: "eu-west-1" },
        ],
      },
    );
  });
});
