import assert from "node:assert/strict";
import type { AccessSettings, Persona } from "../../../components/args";
import { entries, mistakeIn } from "../../../components/cluster/principals";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const developers: Persona = {
  name: "developers",
  roleArn: role("developers"),
  kubernetesGroups: ["platform:developers"],
  role: "reader" as const,
};
const access: AccessSettings = { deployerRoleArn: role("deployer"), breakGlassRoleArn: role("break-glass"), personas: [developers] };

describe("who may enter a cluster", () => {
  it("are the deployer and break-glass as administrators, and each persona with its groups", () => {
    assert.deepEqual(entries(access), [
      { name: "deployer", roleArn: role("deployer"), kubernetesGroups: [], administrator: true },
      { name: "break-glass", roleArn: role("break-glass"), kubernetesGroups: [], administrator: true },
      { name: "developers", roleArn: role("developers"), kubernetesGroups: ["platform:developers"], administrator: false },
    ]);
  });

  const persona = (changes: Partial<Persona>): AccessSettings => ({ ...access, personas: [developers, { ...developers, ...changes }] });
  const other = { name: "auditors", roleArn: role("auditors"), kubernetesGroups: ["platform:auditors"] };
  const cases: readonly (readonly [what: string, access: AccessSettings, mistake: RegExp | undefined])[] = [
    ["roles of their own", persona(other), undefined],
    ["a role with a path", persona({ ...other, roleArn: role("people/auditors") }), undefined],
    [
      "a role of IAM Identity Center",
      persona({ ...other, roleArn: role("aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_0a1b") }),
      undefined,
    ],
    ["such a role without its path", persona({ ...other, roleArn: role("AWSReservedSSO_Audit_0a1b") }), /auditors lacks its path; write/],
    ["a role in another partition", persona({ ...other, roleArn: "arn:aws-us-gov:iam::111122223333:role/auditors" }), undefined],
    [
      "a session instead of a role",
      persona({ ...other, roleArn: "arn:aws:sts::111122223333:assumed-role/auditors/me" }),
      /auditors is not the ARN of an IAM role/,
    ],
    ["a user", persona({ ...other, roleArn: "arn:aws:iam::111122223333:user/me" }), /auditors is not the ARN of an IAM role/],
    ["the account", persona({ ...other, roleArn: "arn:aws:iam::111122223333:root" }), /auditors is not the ARN of an IAM role/],
    ["every role", persona({ ...other, roleArn: role("*") }), /auditors is not the ARN of an IAM role/],
    [
      "the group that goes round RBAC",
      persona({ ...other, kubernetesGroups: ["system:masters"] }),
      /auditors maps to a reserved Kubernetes group/,
    ],
    ["a group of EKS", persona({ ...other, kubernetesGroups: ["a", "eks:nodes"] }), /auditors maps to a reserved Kubernetes group/],
    ["no group", persona({ ...other, kubernetesGroups: [] }), /auditors maps to no Kubernetes group/],
    ["a role twice", persona({ ...other, roleArn: developers.roleArn }), /auditors and developers have the same role/],
    ["the deployer's role again", persona({ ...other, roleArn: access.deployerRoleArn }), /auditors and deployer have the same role/],
    ["a name twice", persona({ ...other, name: "developers" }), /two principals are called developers/],
    ["the name of the deployer", persona({ ...other, name: "deployer" }), /two principals are called deployer/],
  ];
  for (const [what, settings, mistake] of cases)
    it(`${mistake ? "refuses" : "accepts"} ${what}`, () => {
      const found = mistakeIn(entries(settings));
      if (mistake) assert.match(found ?? "", mistake);
      else assert.equal(found, undefined);
    });
});
