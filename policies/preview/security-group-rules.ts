import { meansInternet } from "./cidr";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN, type Value, numberOf } from "./tree";
import { type Verdict, deferred, notEvaluated, pass } from "./verdict";

/** Where the three kinds of rule (inline, `ec2.SecurityGroupRule`, `vpc.SecurityGroup*Rule`) and network ACL entries keep their ranges. */
const rangeProperties = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6", "cidrBlock", "ipv6CidrBlock"] as const;

/** SSH, RDP, kubelet, etcd and the Kubernetes API. */
const adminPorts = [22, 2379, 2380, 3389, 6443, 10250] as const;

/**
 * What `decide` says when the rule's ranges mean the internet; pass when none does. Prefix lists and security groups are named
 * sources, so they pass. An unknown range is deferred, unless the rule would pass even with the whole internet in it.
 */
export function whenOpenToInternet(rule: Reader, decide: () => Verdict): Verdict {
  const ranges = rangeProperties.flatMap((property) => valuesAt(rule, property));
  if (ranges.some((range) => typeof range === "string" && meansInternet(range))) return decide();
  const hidden = ranges.find((range) => range instanceof Hidden);
  const unreadable = ranges.includes(UNKNOWN)
    ? deferred("the address range of a rule")
    : hidden instanceof Hidden
      ? notEvaluated(hidden.reason)
      : ranges.some((range) => typeof range !== "string" || meansInternet(range) === undefined)
        ? notEvaluated("an address range is not in CIDR notation")
        : pass;
  return unreadable.status === "pass" || decide().status === "pass" ? pass : unreadable;
}

function valuesAt(rule: Reader, property: string): readonly Value[] {
  const items = rule.items(property);
  return items === UNKNOWN || items instanceof Hidden ? [items] : items.map((item) => item.value).filter((value) => value !== "");
}

interface Ports {
  readonly from: number;
  readonly to: number;
}

/** The ports of a rule: one range, or undefined where something about it is not known. ICMP has types instead of ports. */
export function portsOf(rule: Reader): Ports | "no ports" | undefined {
  const protocol = rule.read("ipProtocol") ?? rule.read("protocol");
  const [from, to] = [rule.read("fromPort"), rule.read("toPort")];
  if ([protocol, from, to].some((value) => value === UNKNOWN || value instanceof Hidden)) return undefined;
  const name = typeof protocol === "string" || typeof protocol === "number" ? String(protocol).toLowerCase() : "-1";
  if (["icmp", "icmpv6", "1", "58"].includes(name)) return "no ports";
  const [low, high] = [numberOf(from as Value), numberOf(to as Value)];
  if (name === "-1" || name === "all" || low === undefined || high === undefined || low < 0) return { from: 0, to: 65535 };
  return { from: low, to: high };
}

export const includesAdminPort = (ports: Ports): boolean => includesAny(ports, adminPorts);

/** SSH and RDP only: an ACL has no memory and must let answers in at most other high ports. */
export const includesRemoteLogin = (ports: Ports): boolean => includesAny(ports, [22, 3389]);

const includesAny = ({ from, to }: Ports, ports: readonly number[]): boolean => ports.some((port) => from <= port && port <= to);
