import type { PlannedResource } from "../../../policies/preview/plan";
import { subnetChecks as checks } from "../../../policies/preview/subnets";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { type ResourceOptions, planned, table } from "./support";

const subnet = (name: string, inputs: Inputs = {}) => planned("aws:ec2/subnet:Subnet", name, inputs);
const defaultSubnet = (inputs: Inputs) => planned("aws:ec2/defaultSubnet:DefaultSubnet", "default", inputs);

table("subnet-no-public-ip", checks["subnet-no-public-ip"], [
  { it: "accepts a subnet that says no", given: subnet("s", { mapPublicIpOnLaunch: false }), want: "pass" },
  { it: "accepts a subnet that says nothing, which means no", given: subnet("s"), want: "pass" },
  { it: "refuses a subnet that says yes", given: subnet("s", { mapPublicIpOnLaunch: true }), want: "fail" },
  { it: "refuses yes as text", given: subnet("s", { mapPublicIpOnLaunch: "true" }), want: "fail" },
  { it: "defers an unknown answer", given: subnet("s", { mapPublicIpOnLaunch: UNKNOWN }), want: "deferred" },
  { it: "refuses a default subnet that says nothing, which means yes", given: defaultSubnet({}), want: "fail" },
  { it: "accepts a default subnet that says no", given: defaultSubnet({ mapPublicIpOnLaunch: false }), want: "pass" },
]);

const template = (inputs: Inputs) => planned("aws:ec2/launchTemplate:LaunchTemplate", "template", inputs);
const instance = (inputs: Inputs) => planned("aws:ec2/instance:Instance", "instance", inputs);

table("instance-no-public-ip", checks["instance-no-public-ip"], [
  { it: "accepts a template that says no", given: template({ networkInterfaces: [{ associatePublicIpAddress: "false" }] }), want: "pass" },
  { it: "accepts a template without interfaces", given: template({}), want: "pass" },
  { it: "accepts an interface that says nothing", given: template({ networkInterfaces: [{ deviceIndex: 0 }] }), want: "pass" },
  {
    it: "refuses one interface among others that says yes",
    given: template({ networkInterfaces: [{ associatePublicIpAddress: "false" }, { associatePublicIpAddress: "true" }] }),
    want: "fail",
  },
  { it: "refuses a boolean yes", given: template({ networkInterfaces: [{ associatePublicIpAddress: true }] }), want: "fail" },
  { it: "defers unknown interfaces", given: template({ networkInterfaces: UNKNOWN }), want: "deferred" },
  { it: "refuses an instance that says yes", given: instance({ associatePublicIpAddress: true }), want: "fail" },
  { it: "accepts an instance that says nothing", given: instance({}), want: "pass" },
  {
    it: "refuses a launch configuration that says yes",
    given: planned("aws:ec2/launchConfiguration:LaunchConfiguration", "old", { associatePublicIpAddress: true }),
    want: "fail",
  },
]);

const gateway = planned("aws:ec2/internetGateway:InternetGateway", "internet");
const nat = planned("aws:ec2/natGateway:NatGateway", "nat");
const vpn = planned("aws:ec2/vpnGateway:VpnGateway", "vpn");
const routes = planned("aws:ec2/routeTable:RouteTable", "table");
const publicSubnet = subnet("public", { tags: { "kubernetes.io/role/elb": "1" } });
const privateSubnet = subnet("private", { tags: { "kubernetes.io/role/internal-elb": "1" } });
const named = (name: string) => subnet("named", { tags: { Name: name } });
const plain = subnet("plain");
const untold = subnet("untold", { tags: UNKNOWN });
const somewhere = planned("aws:ec2/route:Route", "route", { gatewayId: UNKNOWN }, { from: { routeTableId: [routes] } });

function route(target: PlannedResource, property = "gatewayId", inputs: Inputs = {}): PlannedResource {
  const given: Inputs = { destinationCidrBlock: "0.0.0.0/0", [property]: UNKNOWN, ...inputs };
  return planned("aws:ec2/route:Route", "route", given, { from: { routeTableId: [routes], [property]: [target] } });
}

function associated(one: PlannedResource, with_: PlannedResource = routes): PlannedResource {
  const from = { subnetId: [one], routeTableId: [with_] };
  return planned("aws:ec2/routeTableAssociation:RouteTableAssociation", `association-${one.name}`, {}, { from });
}

const internet = [gateway, routes, route(gateway)];
const on = (status: "pass" | "fail" | "deferred" | "not-evaluated") => ({ table: "pass", route: status }) as const;

table("private-subnet-no-internet-route", checks["private-subnet-no-internet-route"], [
  { it: "accepts the internet for public subnets", given: [...internet, publicSubnet, associated(publicSubnet)], want: on("pass") },
  {
    it: "accepts NAT for private subnets",
    given: [routes, route(nat, "natGatewayId"), nat, privateSubnet, associated(privateSubnet)],
    want: on("pass"),
  },
  { it: "refuses the internet for private subnets", given: [...internet, privateSubnet, associated(privateSubnet)], want: on("fail") },
  {
    it: "refuses it for one private subnet among public ones",
    given: [...internet, publicSubnet, privateSubnet, associated(publicSubnet), associated(privateSubnet)],
    want: on("fail"),
  },
  {
    it: "knows private subnets by name",
    given: [...internet, named("acme-intra-eu-west-1a"), associated(named("acme-intra-eu-west-1a"))],
    want: on("fail"),
  },
  {
    it: "knows public subnets by name",
    given: [...internet, named("acme-public-1"), associated(named("acme-public-1"))],
    want: on("pass"),
  },
  { it: "takes a subnet that says nothing as its routes make it", given: [...internet, plain, associated(plain)], want: on("pass") },
  {
    it: "refuses half of the internet too",
    given: [gateway, routes, route(gateway, "gatewayId", { destinationCidrBlock: "0.0.0.0/1" }), privateSubnet, associated(privateSubnet)],
    want: on("fail"),
  },
  {
    it: "knows an existing gateway by its id",
    given: [routes, { ...route(gateway), inputs: { gatewayId: "igw-1" } }, privateSubnet, associated(privateSubnet)],
    want: on("fail"),
  },
  { it: "accepts a VPN gateway", given: [vpn, routes, route(vpn), privateSubnet, associated(privateSubnet)], want: on("pass") },
  {
    it: "defers a gateway of unknown kind",
    given: [routes, planned("aws:ec2/route:Route", "route", { gatewayId: UNKNOWN }), privateSubnet, associated(privateSubnet)],
    want: on("deferred"),
  },
  {
    it: "cannot read a hidden gateway",
    given: [routes, planned("aws:ec2/route:Route", "route", { gatewayId: new Hidden("ciphertext") })],
    want: on("not-evaluated"),
  },
  {
    it: "cannot judge a route in a table that is not in the plan",
    given: [gateway, { ...route(gateway), propertyDependencies: { gatewayId: [gateway.urn] } }],
    want: "not-evaluated",
  },
  {
    it: "refuses a route written inside a private table",
    given: [
      gateway,
      planned(
        "aws:ec2/routeTable:RouteTable",
        "table",
        { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: UNKNOWN }] },
        { from: { routes: [gateway] } },
      ),
      privateSubnet,
      associated(privateSubnet),
    ],
    want: "fail",
  },
  {
    it: "accepts NAT written inside a private table",
    given: [
      nat,
      planned(
        "aws:ec2/routeTable:RouteTable",
        "table",
        { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: UNKNOWN }] },
        { from: { routes: [nat] } },
      ),
      privateSubnet,
      associated(privateSubnet),
    ],
    want: "pass",
  },
  {
    it: "defers unknown routes inside a table",
    given: planned("aws:ec2/routeTable:RouteTable", "table", { routes: UNKNOWN }),
    want: "deferred",
  },
  {
    it: "defers the internet for a subnet that may be private, because its tags are unknown",
    given: [...internet, untold, associated(untold)],
    want: on("deferred"),
  },
  {
    it: "refuses the internet in the default table, which subnets without a table use",
    given: [planned("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", { routes: [{ gatewayId: "igw-1" }] }), privateSubnet],
    want: "fail",
  },
]);

const nodes = (
  subnets: readonly PlannedResource[],
  options: { readonly type?: string; readonly inputs?: Inputs; readonly rest?: ResourceOptions } = {},
) =>
  planned(options.type ?? "aws:eks/nodeGroup:NodeGroup", "nodes", options.inputs ?? { subnetIds: subnets.map(() => UNKNOWN) }, {
    from: { subnetIds: subnets },
    ...options.rest,
  });

table("node-group-subnets-private", checks["node-group-subnets-private"], [
  { it: "accepts private subnets", given: [privateSubnet, nodes([privateSubnet])], want: "pass" },
  { it: "refuses a public subnet", given: [publicSubnet, nodes([publicSubnet])], want: "fail" },
  {
    it: "defers a subnet that says nothing and is routed through a gateway of unknown kind",
    given: [routes, somewhere, plain, associated(plain), nodes([plain])],
    want: "deferred",
  },
  { it: "defers a subnet whose tags are unknown", given: [untold, nodes([untold])], want: "deferred" },
  {
    it: "refuses one public subnet among private ones",
    given: [privateSubnet, publicSubnet, nodes([privateSubnet, publicSubnet])],
    want: "fail",
  },
  {
    it: "leaves the routes of a private subnet to their own check",
    given: [...internet, privateSubnet, associated(privateSubnet), nodes([privateSubnet])],
    want: "pass",
  },
  {
    it: "refuses a subnet that says nothing and has a route to the internet",
    given: [...internet, plain, associated(plain), nodes([plain])],
    want: "fail",
  },
  { it: "accepts a subnet that says nothing and has none", given: [routes, plain, associated(plain), nodes([plain])], want: "pass" },
  { it: "cannot judge a subnet that says nothing and has no table", given: [plain, nodes([plain])], want: "not-evaluated" },
  { it: "defers unknown subnets", given: nodes([], { inputs: { subnetIds: UNKNOWN } }), want: "deferred" },
  { it: "cannot judge subnets of another program", given: nodes([], { inputs: { subnetIds: ["subnet-1"] } }), want: "not-evaluated" },
  {
    it: "asks the eks component too",
    given: [publicSubnet, nodes([publicSubnet], { type: "eks:index:ManagedNodeGroup", rest: { custom: false } })],
    want: "fail",
  },
]);
