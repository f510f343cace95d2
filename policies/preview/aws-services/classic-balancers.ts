import { type PreviewCheck, onEach } from "../check";
import type { Reader } from "../reader";
import { type Verdict, worst } from "../verdict";
import { turnedOn } from "./ask";

const type = "aws:elb/loadBalancer:LoadBalancer";

const encrypted = (balancer: Reader): Verdict =>
  worst(
    balancer.every("listeners", (listener) =>
      listener.expect(
        "lbProtocol",
        (protocol) => typeof protocol === "string" && ["https", "ssl"].includes(protocol.toLowerCase()),
        "the listener answers in clear; set lbProtocol to https or ssl, with a certificate, or move to an application balancer",
      ),
    ),
  );

export const classicBalancerChecks = {
  "classic-balancer-encrypted": onEach(type, encrypted),
  "classic-balancer-logged": onEach(type, (balancer) =>
    balancer.expect(
      "accessLogs",
      (logs) => typeof logs === "object" && logs !== null && !("enabled" in logs && logs.enabled === false),
      "nobody sees who asked for what; set accessLogs with a bucket",
    ),
  ),
  "classic-balancer-serves-every-zone": turnedOn(
    { [type]: "crossZoneLoadBalancing" },
    "machines of one zone carry the load of another; set crossZoneLoadBalancing to true",
    true,
  ),
} as const satisfies Record<string, PreviewCheck>;
