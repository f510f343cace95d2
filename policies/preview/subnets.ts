import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { sourcesOf } from "./companions";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { isRoutedToInternet, leadsToInternet, routeType, subnetType, subnetsOf, tableTypes, tierOf } from "./routing";
import { Hidden, UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, demand, fail, notEvaluated, pass, worst } from "./verdict";

const defaultSubnetType = "aws:ec2/defaultSubnet:DefaultSubnet";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** AWS's own default subnets give public addresses unless told not to; all others do not unless told to. */
const publicOnLaunch = (subnet: Reader): Verdict =>
  subnet.expect(
    "mapPublicIpOnLaunch",
    (value) => (value === undefined ? subnet.type !== defaultSubnetType : !isTrue(value)),
    "machines in the subnet get public addresses; set mapPublicIpOnLaunch: false",
  );

const publicAddress = (reader: Reader): Verdict =>
  reader.expect(
    "associatePublicIpAddress",
    (value) => !isTrue(value),
    "the machine asks for a public address; remove associatePublicIpAddress",
  );

function nodeSubnets(group: Reader, plan: Plan): Verdict {
  const subnets = sourcesOf(plan, group, "subnetIds", subnetType);
  if (subnets.length > 0) return worst(subnets.map((subnet) => nodeSubnet(plan, subnet)));
  const given = group.items("subnetIds");
  if (given instanceof Hidden) return notEvaluated(given.reason);
  const unknown = given === UNKNOWN || given.some(({ value }) => value === UNKNOWN);
  return unknown ? deferred("subnetIds") : notEvaluated("the subnets are not in this program");
}

function nodeSubnet(plan: Plan, subnet: Reader): Verdict {
  const message = "nodes are put into a public subnet; give subnetIds the private subnets only";
  const tier = tierOf(subnet);
  if (tier === "public" || tier === "private") return demand(tier === "private", message);
  const routed = isRoutedToInternet(plan, subnet);
  if (routed === true) return fail(message);
  if (tier !== undefined) return unread(tier, "the tags of a subnet");
  if (routed === undefined) return notEvaluated("the route table of a subnet is not in this program");
  return routed === false ? pass : unread(routed, "the gateway of a route");
}

const unread = (value: typeof UNKNOWN | Hidden, what: string): Verdict => (value === UNKNOWN ? deferred(what) : notEvaluated(value.reason));

/** A route that is a resource of its own, in the table that it names. */
function route(reader: Reader, plan: Plan): Verdict {
  return toInternet(reader, () => {
    const tables = sourcesOf(plan, reader, "routeTableId", ...tableTypes);
    return tables.length === 0
      ? notEvaluated("the route table is not in this program")
      : worst(tables.map((table) => noPrivate(plan, table)));
  });
}

function toInternet(reader: Reader, decide: () => Verdict): Verdict {
  const leads = leadsToInternet(reader);
  if (leads === UNKNOWN || leads instanceof Hidden) return unread(leads, "the gateway of a route");
  return leads ? decide() : pass;
}

const noPrivate = (plan: Plan, table: Reader): Verdict =>
  worst([pass, ...subnetsOf(plan, table).map((subnet) => notPrivate(tierOf(subnet)))]);

function notPrivate(tier: ReturnType<typeof tierOf>): Verdict {
  if (tier === "private") return fail("a private subnet has a route to an internet gateway; route it through a NAT gateway, or nowhere");
  return tier === UNKNOWN || tier instanceof Hidden ? unread(tier, "the tags of a subnet") : pass;
}

export const subnetChecks = {
  "subnet-no-public-ip": onEach([subnetType, defaultSubnetType], publicOnLaunch),
  "node-group-subnets-private": onEachInPlan("aws:eks/nodeGroup:NodeGroup", nodeSubnets),
  "instance-no-public-ip": onEach(
    [templateType, "aws:ec2/instance:Instance", "aws:ec2/launchConfiguration:LaunchConfiguration"],
    (reader) => (reader.type === templateType ? worst(reader.every("networkInterfaces", publicAddress)) : publicAddress(reader)),
  ),
  "private-subnet-no-internet-route": onEachInPlan([routeType, ...tableTypes], (reader, plan) =>
    reader.type === routeType
      ? route(reader, plan)
      : worst(reader.every("routes", (inline) => toInternet(inline, () => noPrivate(plan, reader)))),
  ),
} as const satisfies Record<string, PreviewCheck>;
