import { companions, sourcesOf } from "./companions";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN } from "./tree";

export const subnetType = "aws:ec2/subnet:Subnet";
export const routeType = "aws:ec2/route:Route";
export const tableTypes = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"] as const;

const gatewayType = "aws:ec2/internetGateway:InternetGateway";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

type Tier = "public" | "private";
type Answer = boolean | typeof UNKNOWN | Hidden;

/** Words by which people name what a subnet is for, in its `Name`, `Tier` or `Type` tag. */
const words: Readonly<Record<string, Tier>> = {
  public: "public",
  private: "private",
  intra: "private",
  isolated: "private",
  internal: "private",
  database: "private",
};

/**
 * What a subnet says it is: by the tags of the load balancer controller, else by a word in its name. Undefined when it says nothing
 * or both; then only its routes can tell. Tags that cannot be read may say either.
 */
export function tierOf(subnet: Reader): Tier | undefined | typeof UNKNOWN | Hidden {
  const tags = subnet.read("tags");
  if (tags === UNKNOWN || tags instanceof Hidden) return tags;
  const keys = subnet.keys("tags");
  if (keys.includes("kubernetes.io/role/elb")) return "public";
  if (keys.includes("kubernetes.io/role/internal-elb")) return "private";
  const texts = keys.filter((key) => /^(name|tier|type)$/i.test(key)).map((key) => subnet.read(`tags.${key}`));
  const unread = texts.find((text) => text === UNKNOWN || text instanceof Hidden);
  if (unread === UNKNOWN || unread instanceof Hidden) return unread;
  const tiers = new Set(
    texts.flatMap((text) => (typeof text === "string" ? text.toLowerCase().split(/[^a-z]+/) : [])).map((word) => words[word]),
  );
  tiers.delete(undefined);
  return tiers.size === 1 ? [...tiers][0] : undefined;
}

/** Whether a `Route`, or one written inside a table, leads to an internet gateway. An id is known only after the gateway is made. */
export function leadsToInternet(route: Reader): Answer {
  const gateway = route.read("gatewayId");
  if (gateway instanceof Hidden) return gateway;
  if (gateway !== UNKNOWN) return typeof gateway === "string" && gateway.startsWith("igw-");
  const property = route.topOf("gatewayId");
  if (route.comesFrom(property, gatewayType)) return true;
  const sources = route.sources(property);
  return sources.length > 0 && sources.every((urn) => route.plan?.get(urn)?.type.startsWith("aws:")) ? false : UNKNOWN;
}

/** The subnets that use a table: those associated with it and, for a VPC's default table, those associated with none. */
export function subnetsOf(plan: Plan, table: Reader): readonly Reader[] {
  const associated = companions(plan, table, "routeTableId", associationType).flatMap((one) =>
    sourcesOf(plan, one, "subnetId", subnetType),
  );
  if (table.type !== tableTypes[1]) return associated;
  return [...associated, ...plan.ofType(subnetType).filter((subnet) => companions(plan, subnet, "subnetId", associationType).length === 0)];
}

/** Whether the routes of a subnet's table lead to the internet; undefined when its table is not in the plan. */
export function isRoutedToInternet(plan: Plan, subnet: Reader): Answer | undefined {
  const tables = companions(plan, subnet, "subnetId", associationType).flatMap((one) =>
    sourcesOf(plan, one, "routeTableId", ...tableTypes),
  );
  if (tables.length === 0) return undefined;
  const answers = tables.flatMap((table) => routesOf(plan, table));
  return answers.includes(true) || (answers.find((answer) => answer !== false) ?? false);
}

/** What each route of a table says of the internet; routes that cannot be read count as one. */
function routesOf(plan: Plan, table: Reader): readonly Answer[] {
  const inline = table.items("routes");
  const own: readonly Answer[] = inline === UNKNOWN || inline instanceof Hidden ? [inline] : inline.map(leadsToInternet);
  return [...own, ...companions(plan, table, "routeTableId", routeType).map(leadsToInternet)];
}
