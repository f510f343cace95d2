import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Kind, type PolicyDocument, documentsIn } from "./policy-documents/documents";
import { finished, stacks } from "./support";
import { findPython } from "./tools/python";

interface Finding {
  readonly id: string;
  readonly kind: Kind;
  readonly issue: string;
  readonly detail: string;
}

/** What the analyser reports of a document that hangs on a resource although it says nothing there: it knows identity policies only. */
const ofIdentities: ReadonlySet<string> = new Set(["RESOURCE_STAR", "CREDENTIALS_EXPOSURE"]);

/** Reported, and right as it is. */
const accepted: readonly { readonly issue: string; readonly detail: RegExp; readonly because: string }[] = [
  {
    issue: "RESOURCE_MISMATCH",
    detail: /logs:DescribeLogGroups/,
    because: "the service checks it on arn:…:log-group::log-stream:, which log-group:* covers (hashicorp/terraform-provider-aws#8804)",
  },
  {
    issue: "MISMATCHED_TYPE",
    detail: /s3:TlsVersion requires a value of type Numeric but given \['1\.2'\]/,
    because: "a number of IAM may have decimals, one of parliament may not",
  },
  {
    issue: "UNKNOWN_CONDITION_FOR_ACTION",
    detail: /s3:TlsVersion for action s3:(InitiateReplication|PutAccessPointPublicAccessBlock)$/,
    because: "a bucket's policy refuses every action without naming it, and these are not asked of a bucket",
  },
  {
    issue: "MISMATCHED_TYPE",
    detail: /ArnLike requires a value of type Arn but given String/,
    because: "the encryption context of CloudWatch Logs and SNS is text that holds an ARN; AWS's own examples compare it as one",
  },
];

function analyse(documents: readonly PolicyDocument[]): Finding[] {
  const { status, stdout, stderr } = spawnSync(findPython(), [join(__dirname, "policy-documents/analyse.py")], {
    input: JSON.stringify(documents),
    encoding: "utf8",
    env: { ...process.env, PYTHONWARNINGS: "ignore" },
  });
  if (status !== 0) throw new Error(stderr);
  const findings = JSON.parse(stdout) as Finding[];
  return findings.filter(({ kind, issue }) => kind === "identity" || !ofIdentities.has(issue));
}

const isAccepted = ({ issue, detail }: Finding): boolean => accepted.some((one) => one.issue === issue && one.detail.test(detail));

const document = (kind: Kind, statement: object): PolicyDocument => ({
  id: "sample",
  kind,
  text: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] }),
});

describe("policy documents", () => {
  for (const stack of stacks) {
    it(`of ${stack} hold nothing that parliament finds, but for what is accepted with a reason`, async () => {
      const documents = documentsIn((await finished(stack)).state);
      assert.ok(documents.length >= 20, String(documents.length));
      assert.deepEqual(
        analyse(documents).filter((finding) => !isAccepted(finding)),
        [],
      );
    });
  }

  const bad: readonly (readonly [string, PolicyDocument, string])[] = [
    ["an action that does not exist", document("identity", { Action: "s3:GetObjekt", Resource: "arn:aws:s3:::b/*" }), "UNKNOWN_ACTION"],
    ["an action on the wrong resource", document("identity", { Action: "s3:GetObject", Resource: "arn:aws:s3:::b" }), "RESOURCE_MISMATCH"],
    ["more than it needs", document("identity", { Action: "iam:PassRole", Resource: "*" }), "RESOURCE_STAR"],
    [
      "a condition that the action does not know",
      document("resource", {
        Principal: "*",
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: { StringEquals: { "kms:EncryptionContext:a": "b" } },
      }),
      "UNKNOWN_CONDITION_FOR_ACTION",
    ],
  ];
  for (const [what, sample, issue] of bad) {
    it(`with ${what} are found`, () => {
      assert.ok(analyse([sample]).some((finding) => finding.issue === issue));
    });
  }
});
