import { strictMutualTls } from "../mutual-tls";

/** The root namespace: what is said here holds for every workload of the mesh. */
export const rootNamespace = "istio-system";

/**
 * Without a rule it allows nothing, and what no other policy allows is refused. The list is empty and not left out, so that the next update takes
 * away a rule that somebody adds by hand.
 */
export const denyByDefault = {
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata: { name: "deny-all", namespace: rootNamespace },
  spec: { rules: [] },
} as const;

/** Every request leaves a line in JSON, taken to CloudWatch Logs by the log agent. */
export const accessLogs = {
  apiVersion: "telemetry.istio.io/v1",
  kind: "Telemetry",
  metadata: { name: "access-logs", namespace: rootNamespace },
  spec: { accessLogging: [{ providers: [{ name: "envoy" }], disabled: false }] },
} as const;

export const meshObjects = {
  "mutual-tls": strictMutualTls(rootNamespace),
  "deny-all": denyByDefault,
  "access-logs": accessLogs,
} as const;
