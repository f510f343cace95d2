import { createHash } from "node:crypto";
import { typeOf } from "./types";

type Properties = Readonly<Record<string, unknown>>;

const account = "111122223333";
const region = "eu-central-1";

/** The same for a resource in every run: hexadecimal digits made from its URN. */
export function digits(urn: string, length: number): string {
  return createHash("sha256").update(urn).digest("hex").slice(0, length);
}

/** How AWS begins the ids of its resources. */
const prefixes: Readonly<Record<string, string>> = {
  "aws:ec2/vpc:Vpc": "vpc-",
  "aws:ec2/subnet:Subnet": "subnet-",
  "aws:ec2/internetGateway:InternetGateway": "igw-",
  "aws:ec2/natGateway:NatGateway": "nat-",
  "aws:ec2/eip:Eip": "eipalloc-",
  "aws:ec2/routeTable:RouteTable": "rtb-",
  "aws:ec2/securityGroup:SecurityGroup": "sg-",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "sg-",
  "aws:ec2/launchTemplate:LaunchTemplate": "lt-",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce-",
  "aws:ec2/flowLog:FlowLog": "fl-",
};

export function idOf(urn: string): string {
  const type = typeOf(urn);
  if (type === "aws:kms/key:Key") return keyId(urn);
  const prefix = prefixes[type];
  return prefix === undefined ? `${urn.split("::")[3] ?? "id"}-${digits(urn, 7)}` : `${prefix}${digits(urn, 17)}`;
}

function keyId(urn: string): string {
  const [a, b, c, d, e] = [8, 4, 4, 4, 12].reduce<string[]>((parts, size) => {
    const start = parts.join("").length;
    return [...parts, digits(urn, 32).slice(start, start + size)];
  }, []);
  return [a, b, c, d, e].join("-");
}

const arn = (service: string, resource: string, where = region): string => `arn:aws:${service}:${where}:${account}:${resource}`;
const named = (inputs: Properties, urn: string): string => (typeof inputs["name"] === "string" ? inputs["name"] : idOf(urn));

/** What a provider computes, of the kinds that programs and policies read. */
const computed: Readonly<Record<string, (urn: string, inputs: Properties) => Properties>> = {
  "aws:kms/key:Key": (urn) => ({ arn: arn("kms", `key/${keyId(urn)}`), keyId: keyId(urn) }),
  "aws:kms/alias:Alias": (urn, inputs) => ({ arn: arn("kms", named(inputs, urn)) }),
  "aws:cloudwatch/logGroup:LogGroup": (urn, inputs) => ({ arn: arn("logs", `log-group:${named(inputs, urn)}`) }),
  "aws:s3/bucket:Bucket": (_urn, inputs) => ({ arn: `arn:aws:s3:::${String(inputs["bucket"])}` }),
  "aws:iam/role:Role": (urn, inputs) => ({
    arn: arn("iam", `role/${named(inputs, urn)}`, ""),
    name: named(inputs, urn),
    uniqueId: digits(urn, 21),
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1, defaultVersion: 1 }),
  "aws:ec2/vpc:Vpc": (urn) => ({ defaultSecurityGroupId: `sg-${digits(urn, 17)}`, mainRouteTableId: `rtb-${digits(urn, 17)}` }),
  "aws:ec2/eip:Eip": (urn) => ({ allocationId: idOf(urn), publicIp: "198.51.100.7" }),
  "aws:eks/cluster:Cluster": (urn, inputs) => ({
    arn: arn("eks", `cluster/${named(inputs, urn)}`),
    endpoint: "https://cluster.invalid",
    certificateAuthority: { data: "dGVzdA==" },
    vpcConfig: { ...(inputs["vpcConfig"] as object | undefined), clusterSecurityGroupId: `sg-${digits(urn, 17)}` },
  }),
  "aws:eks/nodeGroup:NodeGroup": (urn) => ({ status: "ACTIVE", arn: arn("eks", `nodegroup/${digits(urn, 8)}`) }),
};

/** Of other types the ARN, unless the program says which, as for the policy of a topic. */
export function answersOf(urn: string, inputs: Properties): Properties {
  const known = computed[typeOf(urn)]?.(urn, inputs);
  if (known !== undefined) return known;
  return "arn" in inputs ? {} : { arn: arn(typeOf(urn).split(":")[1]?.split("/")[0] ?? "aws", idOf(urn)) };
}
