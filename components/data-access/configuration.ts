import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dataAccessPort } from "../peers";
import type { PolicySettings } from "./settings";

const rego = ["audit", "authorisation", "decision", "request", "token"] as const;

/** Port of its health; only the kubelet asks there. */
export const healthPort = 8282;

/**
 * How the server of OPA is set up: it answers Envoy, its own interface answers the pod itself only, and it logs no decision of its own, for its
 * log would have the tokens. The record of each request is what policy/audit.rego sends.
 */
export const serverConfiguration = {
  plugins: {
    envoy_ext_authz_grpc: { addr: `:${String(dataAccessPort)}`, path: "data_access/decision", "skip-request-body-parse": true },
  },
  decision_logs: { console: false },
} as const;

export const serverArguments = (folder: string): readonly string[] => [
  "run",
  "--server",
  "--disable-telemetry",
  "--addr=127.0.0.1:8181",
  `--diagnostic-addr=0.0.0.0:${String(healthPort)}`,
  "--log-format=json",
  "--log-level=error",
  `--config-file=${folder}/server.json`,
  ...rego.map((name) => `${folder}/${name}.rego`),
  `${folder}/settings.json`,
];

const texts = rego.map((name) => [`${name}.rego`, readFileSync(join(__dirname, "policy", `${name}.rego`), "utf8")] as const);

/** Everything that the server reads, by the name of its file. */
export const serverFiles = (settings: PolicySettings): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(texts),
  "server.json": JSON.stringify(serverConfiguration),
  "settings.json": JSON.stringify({ settings }),
});
