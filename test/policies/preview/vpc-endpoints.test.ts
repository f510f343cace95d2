import type { PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { vpcEndpointChecks as checks, requiredServices } from "../../../policies/preview/vpc-endpoints";
import { planned, table } from "./support";

const vpc = planned("aws:ec2/vpc:Vpc", "vpc");
const endpoint = (inputs: Inputs, name = "endpoint", owner = vpc) =>
  planned("aws:ec2/vpcEndpoint:VpcEndpoint", name, inputs, { from: { vpcId: [owner] } });
const service = (name: Value) => endpoint({ serviceName: name }, typeof name === "string" ? name : "unknown");
const region = "com.amazonaws.eu-west-1";
const complete: readonly PlannedResource[] = [vpc, ...requiredServices.map((name) => service(`${region}.${name}`))];
const without = (name: string) => complete.filter((resource) => resource.inputs["serviceName"] !== `${region}.${name}`);

table("vpc-endpoints-present", checks["vpc-endpoints-present"], [
  { it: "accepts the whole set", given: complete, want: "pass" },
  { it: "accepts more than the set", given: [...complete, service(`${region}.sqs`)], want: "pass" },
  { it: "refuses a VPC without endpoints", given: vpc, want: "fail" },
  { it: "refuses one missing service", given: without("kms"), want: "fail" },
  { it: "tells services with the same ending apart", given: [...without("ec2"), service(`${region}.other.ec2`)], want: "fail" },
  { it: "tells eks from eks-auth", given: without("eks"), want: "fail" },
  { it: "knows the names of the China regions", given: [...without("sts"), service("cn.com.amazonaws.cn-north-1.sts")], want: "pass" },
  { it: "defers while one name is unknown", given: [...without("sts"), service(UNKNOWN)], want: "deferred" },
  {
    it: "does not take another VPC's endpoint for this one's",
    given: [...without("sts"), endpoint({ serviceName: `${region}.sts` }, "far", planned("aws:ec2/vpc:Vpc", "other"))],
    want: "fail",
  },
  { it: "has nothing to say without a VPC", given: service(`${region}.s3`), want: {} },
]);

const network = (inputs: Inputs) => planned("aws:ec2/vpc:Vpc", "vpc", inputs);
const on = (status: "pass" | "fail" | "deferred") => ({ vpc: status, endpoint: "pass" }) as const;
const inside = (inputs: Inputs) => endpoint({ serviceName: `${region}.kms`, vpcEndpointType: "Interface", ...inputs });

table("vpc-endpoint-private-dns", checks["vpc-endpoint-private-dns"], [
  { it: "accepts a private name", given: inside({ privateDnsEnabled: true }), want: "pass" },
  {
    it: "accepts a VPC that resolves the names",
    given: [network({ enableDnsSupport: true, enableDnsHostnames: true }), inside({ privateDnsEnabled: true })],
    want: on("pass"),
  },
  {
    it: "accepts a VPC that leaves its resolver on",
    given: [network({ enableDnsHostnames: true }), inside({ privateDnsEnabled: true })],
    want: on("pass"),
  },
  { it: "refuses a VPC without host names, the default", given: [network({}), inside({ privateDnsEnabled: true })], want: on("fail") },
  {
    it: "refuses a VPC without resolver",
    given: [network({ enableDnsSupport: false, enableDnsHostnames: true }), inside({ privateDnsEnabled: true })],
    want: on("fail"),
  },
  {
    it: "defers a VPC whose options are unknown",
    given: [network({ enableDnsHostnames: UNKNOWN }), inside({ privateDnsEnabled: true })],
    want: on("deferred"),
  },
  { it: "does not ask a VPC without interface endpoints", given: network({}), want: "not-applicable" },
  { it: "refuses an endpoint that says nothing, which means no", given: inside({}), want: "fail" },
  { it: "refuses the default written out", given: inside({ privateDnsEnabled: false }), want: "fail" },
  { it: "defers an unknown answer", given: inside({ privateDnsEnabled: UNKNOWN }), want: "deferred" },
  { it: "does not ask gateway endpoints", given: endpoint({ vpcEndpointType: "Gateway" }), want: "not-applicable" },
  { it: "does not ask an endpoint that says no type, which means gateway", given: endpoint({}), want: "not-applicable" },
  {
    it: "does not ask services of others",
    given: inside({ serviceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-1" }),
    want: "not-applicable",
  },
  { it: "defers an unknown type", given: endpoint({ vpcEndpointType: UNKNOWN }), want: "deferred" },
]);

const account = "111122223333";
const open = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const own = { ...open, Condition: { StringEquals: { "aws:PrincipalAccount": account } } };
const with_ = (...statements: readonly object[]) => endpoint({ policy: JSON.stringify({ Statement: statements }) });
const attached = (to: PlannedResource, ...statements: readonly object[]) =>
  planned(
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    "policy",
    { policy: JSON.stringify({ Statement: statements }) },
    { from: { vpcEndpointId: [to] } },
  );

table("vpc-endpoint-policy-limited", checks["vpc-endpoint-policy-limited"], [
  { it: "accepts callers of the account", given: with_(own), want: "pass" },
  {
    it: "accepts the organisation",
    given: with_({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    want: "pass",
  },
  {
    it: "accepts resources of the account, for calls that nobody signs",
    given: with_({ ...open, Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringEquals: { "aws:ResourceAccount": account } } }),
    want: "pass",
  },
  {
    it: "accepts named buckets",
    given: with_(own, { ...open, Resource: "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*" }),
    want: "pass",
  },
  {
    it: "accepts principals of a named account",
    given: with_({ ...open, Principal: { AWS: `arn:aws:iam::${account}:root` } }),
    want: "pass",
  },
  { it: "refuses the default, which is full access", given: endpoint({}), want: "fail" },
  { it: "refuses the default written out", given: with_(open), want: "fail" },
  { it: "refuses one open statement among others", given: with_(own, open), want: "fail" },
  { it: "refuses every bucket", given: with_({ ...open, Resource: ["arn:aws:s3:::mine/*", "arn:aws:s3:::*"] }), want: "fail" },
  {
    it: "refuses a condition that limits nobody",
    given: with_({ ...open, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    want: "fail",
  },
  { it: "accepts an open statement that denies", given: with_(own, { ...open, Effect: "Deny" }), want: "pass" },
  {
    it: "accepts a policy attached to the endpoint",
    given: [endpoint({}), attached(endpoint({}), own)],
    want: { endpoint: "pass", policy: "pass" },
  },
  {
    it: "refuses an open policy attached to it",
    given: [endpoint({}), attached(endpoint({}), open)],
    want: { endpoint: "pass", policy: "fail" },
  },
  { it: "defers an unknown policy", given: endpoint({ policy: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden policy", given: endpoint({ policy: new Hidden("ciphertext") }), want: "not-evaluated" },
  {
    it: "does not ask load balancer endpoints, which take none",
    given: endpoint({ vpcEndpointType: "GatewayLoadBalancer" }),
    want: "not-applicable",
  },
]);
