import { createHash } from "node:crypto";

/** Where the gateway runs, and how Istio and its service account know it. */
export const gatewayNamespace = "istio-ingress";

/** Ports of the gateway's pods: above 1024, so that no pod needs a right to take them. */
export const gatewayPorts = { https: 8443, status: 15021 } as const;

/** Elastic Load Balancing allows 32 characters; a name that had to be shortened ends with a digest of the whole. */
export function balancerName(clusterName: string): string {
  const full = `${clusterName}-in`;
  if (full.length <= 32) return full;
  return `${full.slice(0, 23)}-${createHash("sha256").update(full).digest("hex").slice(0, 8)}`;
}

/** The prefix is AWS WAF's: it writes to no other group. */
export const wafLogGroupName = (clusterName: string): string => `aws-waf-logs-${clusterName}`;
