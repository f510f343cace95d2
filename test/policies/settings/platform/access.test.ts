import { accepted, refused } from "./support";

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const sso = "AWSReservedSSO_Operator_8b7a6f5e4d3c2b1a";

describe("access of a stack", () => {
  accepted([
    ["may have no personas", { "access.personas": undefined }],
    ["may have a role with a path", { "access.deployerRoleArn": role("delivery/deployer") }],
    ["may have a role of IAM Identity Center", { "access.personas.0.roleArn": role(`aws-reserved/sso.amazonaws.com/eu-west-1/${sso}`) }],
  ]);
  refused([
    ["needs a deployer", { "access.deployerRoleArn": undefined }, "access.deployerRoleArn", "is missing; write the ARN of an IAM role"],
    ["needs a break-glass role", { "access.breakGlassRoleArn": undefined }, "access.breakGlassRoleArn", "is missing"],
    ["refuses a role's name alone", { "access.deployerRoleArn": "deployer" }, "access.deployerRoleArn", "has the wrong form"],
    ["refuses a user", { "access.deployerRoleArn": "arn:aws:iam::111122223333:user/ann" }, "access.deployerRoleArn", "names a user"],
    [
      "refuses the account's root",
      { "access.deployerRoleArn": "arn:aws:iam::111122223333:root" },
      "access.deployerRoleArn",
      "names no role",
    ],
    [
      "refuses a session",
      { "access.deployerRoleArn": "arn:aws:sts::111122223333:assumed-role/deployer/ann" },
      "access.deployerRoleArn",
      "names a session",
    ],
    [
      "refuses a role of another account",
      { "access.deployerRoleArn": "arn:aws:iam::999999999999:role/deployer" },
      "access.deployerRoleArn",
      "of another account",
    ],
    [
      "refuses a role of another partition",
      { "access.deployerRoleArn": "arn:aws-cn:iam::111122223333:role/deployer" },
      "access.deployerRoleArn",
      "of another partition",
    ],
    [
      "refuses a role of Identity Center without its path",
      { "access.personas.0.roleArn": role(sso) },
      "access.personas[0].roleArn",
      "lacks the path",
    ],
    ["refuses a pattern", { "access.deployerRoleArn": role("*") }, "access.deployerRoleArn", "has no proper role name"],
    [
      "refuses one role for two entries",
      { "access.breakGlassRoleArn": role("deployer") },
      "access.breakGlassRoleArn",
      "is the role of another entry",
    ],
    ["refuses a persona twice", { "access.personas.1.name": "developer" }, "access.personas[1].name", "repeats the name of entry [0]"],
    [
      "refuses system:masters",
      { "access.personas.0.kubernetesGroups": ["system:masters"] },
      "access.personas[0].kubernetesGroups[0]",
      "is a group of Kubernetes",
    ],
    ["needs to know what a persona may do", { "access.personas.0.role": undefined }, "access.personas[0].role", "one of reader, operator"],
    [
      "refuses rights for an emergency without an end",
      { "access.personas.0.role": "break-glass" },
      "access.personas[0].until",
      "is missing; write the last day",
    ],
    ["refuses an end of other rights", { "access.personas.0.until": "2026-12-31" }, "access.personas[0].until", "for an emergency only"],
    [
      "refuses a namespace that is not declared",
      { "access.personas.0.namespaces": ["reports"] },
      "access.personas[0].namespaces[0]",
      "is no namespace of this file",
    ],
    ["needs a group", { "access.personas.0.kubernetesGroups": [] }, "access.personas[0].kubernetesGroups", "at least 1"],
    [
      "refuses a group twice",
      { "access.personas.0.kubernetesGroups": ["a:b", "a:b"] },
      "access.personas[0].kubernetesGroups[1]",
      "repeats the group",
    ],
  ]);
});
