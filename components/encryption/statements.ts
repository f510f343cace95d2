import type { Site } from "../args";
import { dnsSuffix } from "../partition";
import type { Conditions, Statement } from "../policy-document";

/** The operations that take an encryption context, so that a statement can ask for one. */
export const cryptographicActions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"] as const;

/** Using a key as envelope: everything data needs, nothing that changes the key. */
export const useActions = [...cryptographicActions, "kms:DescribeKey"] as const;

/**
 * Hands the key to IAM. Without this statement the key can become unmanageable: with a principal of its own as administrator, removing
 * that principal locks everybody out, the root user included. For the same reason no policy names the deployer.
 */
export function accountRoot({ partition, accountId }: Site): Statement {
  return {
    Sid: "AccountAdministersThroughIam",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/**
 * Allows one role of this account. The role is named in a condition and not as principal, because KMS refuses a policy whose principal
 * does not exist yet, and replaces a deleted one by an id that no longer matches when the role is made again.
 */
export function allowRole(
  sid: string,
  { accountId }: Site,
  roleArn: string,
  actions: readonly string[],
  conditions: Conditions = {},
): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: actions,
    Resource: "*",
    Condition: {
      ...conditions,
      StringEquals: { "kms:CallerAccount": accountId, ...conditions["StringEquals"] },
      ArnLike: { "aws:PrincipalArn": roleArn, ...conditions["ArnLike"] },
    },
  };
}

/** Allows an AWS service, under conditions that tie its call to this account. */
export function allowService(sid: string, service: string, actions: readonly string[], conditions: Conditions): Statement {
  return { Sid: sid, Effect: "Allow", Principal: { Service: service }, Action: actions, Resource: "*", Condition: conditions };
}

/** Only when the service made the call for the principal: credentials taken from it do not work against KMS itself. */
export function through({ region, partition }: Site, service: string): Conditions {
  return { StringEquals: { "kms:ViaService": `${service}.${region}.${dnsSuffix(partition)}` } };
}

/** Only grants that an AWS service makes for its own resource, such as EBS for a volume. */
export const forAwsResource: Conditions = { Bool: { "kms:GrantIsForAWSResource": "true" } };
