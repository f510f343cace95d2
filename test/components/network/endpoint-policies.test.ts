import assert from "node:assert/strict";
import { endpointPolicy } from "../../../components/network/endpoint-policies";
import { interfaceEndpoints } from "../../../components/network/endpoint-services";
import { type Decision, type Request, decide, statementsOf } from "../policy-simulator";
import { site } from "../support";

const own = "111122223333";
const foreign = "999999999999";
const amazon = "602401143452";

const caller = (account: string) => ({ arn: `arn:aws:iam::${account}:role/any` });
const owner = (account: string) => ({ "aws:ResourceAccount": account });
const overTls = { "aws:SecureTransport": "true" };
const layers = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer";
const kubernetesLayers = "arn:aws:s3:::prod-registry-k8s-io-eu-west-1/containers/images/layer";
const packages = "arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/package";

type Case = readonly [Decision, string, string, Omit<Request, "caller"> & Pick<Partial<Request>, "caller">];

const cases: readonly Case[] = [
  ["allowed", "s3", "our caller, our bucket", { caller: caller(own), action: "s3:PutObject", context: { ...owner(own), ...overTls } }],
  [
    "refused",
    "s3",
    "our caller, a foreign bucket",
    { caller: caller(own), action: "s3:PutObject", context: { ...owner(foreign), ...overTls } },
  ],
  [
    "refused",
    "s3",
    "a foreign caller, our bucket",
    { caller: caller(foreign), action: "s3:GetObject", context: { ...owner(own), ...overTls } },
  ],
  ["allowed", "s3", "an image layer, unsigned by us", { action: "s3:GetObject", resource: layers, context: overTls }],
  ["allowed", "s3", "a package, unsigned", { action: "s3:GetObject", resource: packages, context: overTls }],
  ["allowed", "s3", "a layer of registry.k8s.io, unsigned", { action: "s3:GetObject", resource: kubernetesLayers, context: overTls }],
  [
    "refused",
    "s3",
    "writing to the Kubernetes project's bucket",
    { caller: caller(own), action: "s3:PutObject", resource: kubernetesLayers, context: { ...owner(foreign), ...overTls } },
  ],
  [
    "refused",
    "s3",
    "a layer of registry.k8s.io in another region",
    { action: "s3:GetObject", resource: kubernetesLayers.replace("eu-west-1", "eu-central-1"), context: overTls },
  ],
  [
    "refused",
    "s3",
    "an image layer without TLS",
    { action: "s3:GetObject", resource: layers, context: { "aws:SecureTransport": "false" } },
  ],
  [
    "refused",
    "s3",
    "writing to Amazon's bucket",
    { caller: caller(own), action: "s3:PutObject", resource: layers, context: { ...owner(amazon), ...overTls } },
  ],
  [
    "refused",
    "s3",
    "layers of another region",
    { action: "s3:GetObject", resource: layers.replace("eu-west-1", "us-east-1"), context: overTls },
  ],

  ["allowed", "ecr.api", "our caller pulls from Amazon", { caller: caller(own), action: "ecr:BatchGetImage", context: owner(amazon) }],
  [
    "allowed",
    "ecr.dkr",
    "our caller pulls from Amazon",
    { caller: caller(own), action: "ecr:GetDownloadUrlForLayer", context: owner(amazon) },
  ],
  ["allowed", "ecr.api", "our caller logs in", { caller: caller(own), action: "ecr:GetAuthorizationToken" }],
  ["allowed", "ecr.dkr", "our caller pushes to us", { caller: caller(own), action: "ecr:PutImage", context: owner(own) }],
  ["refused", "ecr.dkr", "our caller pushes to another account", { caller: caller(own), action: "ecr:PutImage", context: owner(foreign) }],
  ["refused", "ecr.api", "a foreign caller pulls", { caller: caller(foreign), action: "ecr:BatchGetImage", context: owner(foreign) }],

  ["allowed", "sts", "our caller assumes a role", { caller: caller(own), action: "sts:AssumeRole" }],
  ["allowed", "sts", "a token is exchanged for our role", { action: "sts:AssumeRoleWithWebIdentity", context: owner(own) }],
  ["refused", "sts", "a token is exchanged for a foreign role", { action: "sts:AssumeRoleWithWebIdentity", context: owner(foreign) }],
  ["refused", "sts", "a foreign caller", { caller: caller(foreign), action: "sts:GetCallerIdentity" }],

  ["allowed", "eks-auth", "the Pod Identity agent", { caller: caller(own), action: "eks-auth:AssumeRoleForPodIdentity" }],
  [
    "allowed",
    "secretsmanager",
    "our caller, our secret",
    { caller: caller(own), action: "secretsmanager:GetSecretValue", context: owner(own) },
  ],
  [
    "refused",
    "secretsmanager",
    "our caller writes a foreign secret",
    { caller: caller(own), action: "secretsmanager:PutSecretValue", context: owner(foreign) },
  ],
  ["refused", "sqs", "our caller writes a foreign queue", { caller: caller(own), action: "sqs:SendMessage", context: owner(foreign) }],
];

describe("endpoint policies", () => {
  for (const [expected, service, what, request] of cases) {
    it(`${service}: ${what}: ${request.action} is ${expected}`, () => {
      assert.equal(decide(endpointPolicy(site, service), request), expected);
    });
  }

  for (const service of ["s3", ...interfaceEndpoints(["sqs", "sns", "monitoring"])]) {
    it(`${service}: no statement is without a condition, and credentials of another account pass nothing`, () => {
      const document = endpointPolicy(site, service);
      for (const statement of statementsOf(document)) assert.ok(Object.keys(statement.Condition ?? {}).length > 0);
      for (const action of [`${service.split(".")[0] ?? ""}:Anything`, "kms:Decrypt", "s3:PutObject"])
        assert.equal(decide(document, { caller: caller(foreign), action, context: { ...owner(own), ...overTls } }), "refused");
    });
  }
});
