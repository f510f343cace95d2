import type { DataAccessSettings, Guard, NamespaceSettings } from "../args";
import { dataAccessNamespace } from "../peers";

type Tokens = Pick<DataAccessSettings, "issuer" | "audience" | "jwks">;

/** Classes of data that are reached by verified requests only. */
const guarded = new Set(["phi", "cardholder"]);

/**
 * What guards the data of a namespace where it is: tokens that were tampered with are refused at every pod, requests leave a line, and guarded
 * pods ask data access about each. By the name of each resource.
 */
export function guardObjects(
  { name, dataClass, guards }: NamespaceSettings,
  tokens: Tokens | undefined,
): Readonly<Record<string, GuardObject>> {
  if (tokens === undefined || !(guarded.has(dataClass) || guards.length > 0)) return {};
  return {
    tokens: requestAuthentication(name, tokens),
    "access-logs": accessLogs(name),
    ...Object.fromEntries(guards.map((guard) => [`guard-${guard.app}`, askFirst(name, guard)])),
  };
}

interface GuardObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: object;
}

/** The keys stand in it, so that no proxy and no control plane fetches any. The token goes on, for whoever is asked next verifies it too. */
const requestAuthentication = (namespace: string, { issuer, audience, jwks }: Tokens): GuardObject => ({
  apiVersion: "security.istio.io/v1",
  kind: "RequestAuthentication",
  metadata: { name: "tokens", namespace },
  spec: { jwtRules: [{ issuer, audiences: [audience], jwks, forwardOriginalToken: true }] },
});

const accessLogs = (namespace: string): GuardObject => ({
  apiVersion: "telemetry.istio.io/v1",
  kind: "Telemetry",
  metadata: { name: "access-logs", namespace },
  spec: { accessLogging: [{ providers: [{ name: "envoy" }], disabled: false }] },
});

/** Before any policy allows: without a yes of data access the request ends here. */
const askFirst = (namespace: string, { app, port }: Guard): GuardObject => ({
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata: { name: `guard-${app}`, namespace },
  spec: {
    selector: { matchLabels: { app } },
    action: "CUSTOM",
    provider: { name: dataAccessNamespace },
    rules: [{ to: [{ operation: { ports: [String(port)] } }] }],
  },
});
