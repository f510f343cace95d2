import type { types } from "@pulumi/kubernetes";
import type { NamespaceSettings } from "../args";

/** What all pods together may take. Load balancers and ports of nodes are the platform's to make. */
export const quota = ({ cpu, memory, pods }: NamespaceSettings["quotas"]): types.input.core.v1.ResourceQuotaSpec => ({
  hard: {
    "requests.cpu": cpu,
    "requests.memory": memory,
    pods: String(pods),
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  },
});

/** For a container that says nothing: a quota refuses pods without requests. */
export const limits: types.input.core.v1.LimitRangeSpec = {
  limits: [{ type: "Container", defaultRequest: { cpu: "50m", memory: "64Mi" }, default: { cpu: "500m", memory: "512Mi" } }],
};
