import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import type { NetworkSettings } from "../../../components/args";
import { endpointPolicy } from "../../../components/network/endpoint-policies";
import { flowLogPermissions, flowLogTrust } from "../../../components/network/flow-log-policies";
import { Network } from "../../../components/network/network";
import type { Plan } from "../../../policies/preview/plan";
import { clusterName, named, only, planComponent, site, tags } from "../support";

const settings: NetworkSettings = {
  cidr: "10.20.0.0/16",
  zones: ["eu-west-1a", "eu-west-1b"],
  nat: "single",
  extraEndpoints: [],
};

function plan(changes: Partial<NetworkSettings> = {}, deletionProtection = true): Promise<Plan> {
  return planComponent(() => {
    const key = new kms.Key("logs-key", {});
    return new Network("network", {
      site,
      settings: { ...settings, ...changes },
      clusterName,
      flowLogKeyArn: key.arn,
      logRetentionDays: 365,
      deletionProtection,
      tags,
    });
  });
}

const names = (plan: Plan, type: string) => plan.ofType(type).map((reader) => reader.name);
const routeTo = (plan: Plan, name: string) => named(plan, "aws:ec2/route:Route", name);

describe("the network component: subnets and routes", () => {
  it("makes nine subnets over three zones, none of which gives an instance a public address", async () => {
    const subnets = (await plan({ zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] })).ofType("aws:ec2/subnet:Subnet");
    assert.equal(subnets.length, 9);
    assert.deepEqual(new Set(subnets.map((subnet) => subnet.read("mapPublicIpOnLaunch"))), new Set([false]));
  });

  const roles = [
    ["public", { "kubernetes.io/role/elb": "1" }],
    ["private", { "kubernetes.io/role/internal-elb": "1" }],
    ["intra", {}],
  ] as const;
  for (const [kind, role] of roles) {
    it(`tags ${kind} subnets for load balancers as they should be found`, async () => {
      const subnet = named(await plan(), "aws:ec2/subnet:Subnet", `network-${kind}-eu-west-1b`);
      assert.deepEqual(subnet.read("tags"), { ...tags, Name: `${clusterName}-${kind}-eu-west-1b`, ...role });
    });
  }

  it("routes to the internet gateway from the public table alone", async () => {
    const planned = await plan();
    const out = planned.ofType("aws:ec2/route:Route").filter((route) => route.sources("gatewayId").length > 0);
    assert.deepEqual(
      out.map((route) => route.name),
      ["network-public-internet"],
    );
    const table = named(planned, "aws:ec2/routeTable:RouteTable", "network-public");
    assert.deepEqual(out[0]?.sources("routeTableId"), [table.urn]);
  });

  it("associates each subnet with the table of its kind", async () => {
    const planned = await plan();
    const pairs = planned.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation").map((association) => {
      const [subnet, table] = ["subnetId", "routeTableId"].map((property) =>
        association.sources(property).map((urn) => planned.get(urn)?.name),
      );
      return `${subnet?.join() ?? ""} -> ${table?.join() ?? ""}`;
    });
    assert.deepEqual(pairs.sort(), [
      "network-intra-eu-west-1a -> network-intra",
      "network-intra-eu-west-1b -> network-intra",
      "network-private-eu-west-1a -> network-private-eu-west-1a",
      "network-private-eu-west-1b -> network-private-eu-west-1b",
      "network-public-eu-west-1a -> network-public",
      "network-public-eu-west-1b -> network-public",
    ]);
  });

  it("gives intra subnets no route", async () => {
    const planned = await plan();
    const intra = named(planned, "aws:ec2/routeTable:RouteTable", "network-intra");
    const routes = planned.ofType("aws:ec2/route:Route").filter((route) => route.sources("routeTableId").includes(intra.urn));
    assert.deepEqual(routes, []);
  });

  it("with one NAT gateway all zones go out through the first", async () => {
    const planned = await plan({ nat: "single" });
    const nat = only(planned, "aws:ec2/natGateway:NatGateway");
    assert.equal(only(planned, "aws:ec2/eip:Eip").name, nat.name);
    for (const zone of settings.zones) assert.deepEqual(routeTo(planned, `network-private-${zone}-nat`).sources("natGatewayId"), [nat.urn]);
  });

  it("with one NAT gateway per zone each zone goes out through its own, and no other resource differs", async () => {
    const planned = await plan({ nat: "per-zone" });
    for (const zone of settings.zones) {
      const nat = named(planned, "aws:ec2/natGateway:NatGateway", `network-nat-${zone}`);
      assert.deepEqual(routeTo(planned, `network-private-${zone}-nat`).sources("natGatewayId"), [nat.urn]);
      assert.deepEqual(nat.sources("subnetId"), [named(planned, "aws:ec2/subnet:Subnet", `network-public-${zone}`).urn]);
    }
    const before = (await plan({ nat: "single" })).resources.map((resource) => resource.urn);
    const after = planned.resources.map((resource) => resource.urn);
    assert.deepEqual(
      after.filter((urn) => !before.includes(urn)).map((urn) => urn.split("::").at(-1)),
      ["network-nat-eu-west-1b", "network-nat-eu-west-1b"],
    );
  });
});

describe("the network component: what is closed", () => {
  it("empties the default security group of its VPC", async () => {
    const planned = await plan();
    const group = only(planned, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual(group.sources("vpcId"), [only(planned, "aws:ec2/vpc:Vpc").urn]);
    assert.deepEqual([group.read("ingress"), group.read("egress")], [[], []]);
  });

  it("lets the VPC reach endpoints on 443 and the endpoints reach nothing", async () => {
    const planned = await plan();
    const group = only(planned, "aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual([group.read("ingress"), group.read("egress")], [undefined, undefined]);
    assert.deepEqual(planned.ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
    const rule = only(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(rule.sources("securityGroupId"), [group.urn]);
    assert.deepEqual(
      ["cidrIpv4", "ipProtocol", "fromPort", "toPort"].map((path) => rule.read(path)),
      ["10.20.0.0/16", "tcp", 443, 443],
    );
  });

  it("resolves names inside the VPC, without which private names of endpoints do not work", async () => {
    const vpc = only(await plan(), "aws:ec2/vpc:Vpc");
    assert.deepEqual(
      ["cidrBlock", "enableDnsSupport", "enableDnsHostnames"].map((path) => vpc.read(path)),
      ["10.20.0.0/16", true, true],
    );
  });
});

describe("the network component: endpoints", () => {
  it("covers the required services and the extra ones, each with its policy and private name", async () => {
    const planned = await plan({ extraEndpoints: ["sqs"] });
    const group = only(planned, "aws:ec2/securityGroup:SecurityGroup");
    const intra = settings.zones.map((zone) => named(planned, "aws:ec2/subnet:Subnet", `network-intra-${zone}`).urn);
    const endpoints = planned
      .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
      .filter((endpoint) => endpoint.read("vpcEndpointType") === "Interface");
    assert.equal(endpoints.length, 13);
    for (const endpoint of endpoints) {
      const service = endpoint.name.replace("network-endpoint-", "");
      assert.equal(endpoint.read("serviceName"), `com.amazonaws.eu-west-1.${service}`);
      assert.equal(endpoint.read("policy"), endpointPolicy(site, service));
      assert.equal(endpoint.read("privateDnsEnabled"), true);
      assert.deepEqual(endpoint.sources("securityGroupIds"), [group.urn]);
      assert.deepEqual([...endpoint.sources("subnetIds")].sort(), intra);
    }
  });

  it("reaches S3 by a gateway from the private tables", async () => {
    const planned = await plan();
    const s3 = named(planned, "aws:ec2/vpcEndpoint:VpcEndpoint", "network-endpoint-s3");
    const tables = settings.zones.map((zone) => named(planned, "aws:ec2/routeTable:RouteTable", `network-private-${zone}`).urn);
    assert.equal(s3.read("vpcEndpointType"), "Gateway");
    assert.equal(s3.read("policy"), endpointPolicy(site, "s3"));
    assert.deepEqual([...s3.sources("routeTableIds")].sort(), tables);
  });
});

describe("the network component: flow log", () => {
  it("records all traffic of the VPC each minute to the encrypted group", async () => {
    const planned = await plan();
    const log = only(planned, "aws:ec2/flowLog:FlowLog");
    assert.deepEqual(
      ["trafficType", "maxAggregationInterval", "logDestinationType"].map((path) => log.read(path)),
      ["ALL", 60, "cloud-watch-logs"],
    );
    assert.deepEqual(log.sources("vpcId"), [only(planned, "aws:ec2/vpc:Vpc").urn]);
    assert.deepEqual(log.sources("logDestination"), [only(planned, "aws:cloudwatch/logGroup:LogGroup").urn]);
    assert.deepEqual(log.sources("iamRoleArn"), [only(planned, "aws:iam/role:Role").urn]);
    assert.ok(log.resource.dependencies.includes(only(planned, "aws:iam/rolePolicy:RolePolicy").urn), "starts before its role may write");
  });

  for (const deletionProtection of [true, false]) {
    it(`keeps its group encrypted and for the given time, deletion protection ${String(deletionProtection)}`, async () => {
      const planned = await plan({}, deletionProtection);
      const group = only(planned, "aws:cloudwatch/logGroup:LogGroup");
      assert.equal(group.read("name"), "/aws/vpc/ledger-dev/flow-logs");
      assert.equal(group.read("retentionInDays"), 365);
      assert.equal(group.read("deletionProtectionEnabled"), deletionProtection);
      assert.deepEqual(group.sources("kmsKeyId"), [named(planned, "aws:kms/key:Key", "logs-key").urn]);
    });
  }

  it("has documents that are known while planning", async () => {
    const planned = await plan();
    assert.equal(only(planned, "aws:iam/role:Role").read("assumeRolePolicy"), flowLogTrust(site));
    assert.equal(only(planned, "aws:iam/rolePolicy:RolePolicy").read("policy"), flowLogPermissions(site, "/aws/vpc/ledger-dev/flow-logs"));
  });
});

describe("the network component: as a whole", () => {
  it("tags everything that can be tagged with the given tags and a name of its own", async () => {
    const untaggable = new Set(["route:Route", "routeTableAssociation:RouteTableAssociation", "rolePolicy:RolePolicy"]);
    const planned = await plan();
    const resources = planned.resources.filter(({ type }) => type.startsWith("aws:") && !type.startsWith("aws:kms/"));
    for (const { type, name, inputs } of resources.filter(({ type }) => !untaggable.has(type.split("/")[1] ?? ""))) {
      const { owner, Name } = inputs["tags"] as Record<string, string>;
      assert.equal(owner, "payments", `${type} ${name}`);
      assert.match(Name ?? "", /^ledger-dev-/, `${type} ${name}`);
    }
  });

  it("makes every resource a child of the component with its name as prefix", async () => {
    const planned = await plan();
    const component = only(planned, "compliant-eks:index:Network");
    for (const resource of planned.resources.filter(({ type }) => type.startsWith("aws:") && !type.startsWith("aws:kms/"))) {
      assert.equal(resource.parent, component.urn);
      assert.match(resource.name, /^network/);
    }
    assert.deepEqual(names(planned, "aws:ec2/vpc:Vpc"), ["network"]);
  });

  it("refuses a range that cannot be divided, with one sentence", async () => {
    await assert.rejects(plan({ cidr: "10.20.0.0/24" }), /network\.cidr is a \/24; write a range from \/16 to \/20/);
  });
});
