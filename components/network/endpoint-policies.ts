import type { Site } from "../args";
import { type Statement, policyDocument } from "../policy-document";
import { kubernetesRegistryBucket } from "./registry-buckets";

/**
 * What may pass a VPC endpoint. An endpoint policy grants nothing: it is the outer limit for callers inside the VPC. The limit is
 * "credentials of this account", so that credentials brought into the VPC cannot carry data to an account outside, and for services
 * that store data also "resources of this account", so that our own credentials cannot either.
 */
export function endpointPolicy(site: Site, service: string): string {
  return policyDocument((special[service] ?? ownCallers)(site));
}

const special: Readonly<Record<string, (site: Site) => readonly Statement[]>> = {
  s3: (site) => [...ownData(site), imageBuckets(site)],
  "ecr.api": registry,
  "ecr.dkr": registry,
  secretsmanager: ownData,
  sns: ownData,
  sqs: ownData,
  sts: (site) => [...ownCallers(site), federation(site)],
};

function ownCallers(site: Site): readonly Statement[] {
  return [
    {
      Sid: "CallersOfThisAccount",
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": site.accountId } },
    },
  ];
}

function ownData(site: Site): readonly Statement[] {
  return [
    {
      Sid: "CallersAndResourcesOfThisAccount",
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": site.accountId, "aws:ResourceAccount": site.accountId } },
    },
  ];
}

/** Images of the EKS add-ons are in repositories of Amazon's accounts: reading is free, writing stays in this account. */
function registry(site: Site): readonly Statement[] {
  return [
    ...ownData(site),
    {
      Sid: "PullFromAnyAccount",
      Effect: "Allow",
      Principal: "*",
      Action: ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": site.accountId } },
    },
  ];
}

/**
 * Image layers and Amazon Linux packages are downloaded from buckets of Amazon and of the Kubernetes project, with addresses that their
 * owner signed or with no signature at all: no condition on an account can hold, so the buckets are named and reading is all that is
 * allowed.
 */
function imageBuckets(site: Site): Statement {
  const kubernetes = kubernetesRegistryBucket(site);
  const names = [
    `prod-${site.region}-starport-layer-bucket`,
    `al2023-repos-${site.region}-de612dc2`,
    ...(kubernetes === undefined ? [] : [kubernetes]),
  ];
  return {
    Sid: "ImageLayersAndPackages",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: names.map((name) => `arn:${site.partition}:s3:::${name}/*`),
    Condition: { Bool: { "aws:SecureTransport": "true" } },
  };
}

/** A call that exchanges a service account's or an identity provider's token is not signed yet and has no account. */
function federation(site: Site): Statement {
  return {
    Sid: "FederationIntoThisAccount",
    Effect: "Allow",
    Principal: "*",
    Action: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"],
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceAccount": site.accountId } },
  };
}
