import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Authority, Identity } from "./certificates";
import { freePorts } from "./ports";

const portNames = [
  "etcd",
  "etcdPeer",
  "apiServer",
  "controllerManager",
  "scheduler",
  "webhook",
  "gatekeeperHealth",
  "kwok",
  "nothing",
] as const;

export type Ports = Readonly<Record<(typeof portNames)[number], number>>;

/** Where one control plane keeps its files, and where it listens. */
export interface Layout {
  readonly folder: string;
  readonly ports: Ports;
  /** Path of a file in the folder. */
  readonly file: (name: string) => string;
  /** Writes a file that only this user may read, and returns its path. */
  readonly write: (name: string, text: string) => string;
}

export async function layout(folder: string): Promise<Layout> {
  mkdirSync(folder, { recursive: true });
  const free = await freePorts(portNames.length);
  const file = (name: string): string => join(folder, name);
  const write = (name: string, text: string): string => {
    mkdirSync(dirname(file(name)), { recursive: true });
    writeFileSync(file(name), text);
    chmodSync(file(name), 0o600);
    return file(name);
  };
  return { folder, ports: Object.fromEntries(portNames.map((name, index) => [name, free[index]])) as Ports, file, write };
}

/** Of every program that works for a layout: by it those are found that outlive their owner. */
export const environmentOf = ({ folder }: Layout): NodeJS.ProcessEnv => ({ ...process.env, CONTROL_PLANE: `${folder}/` });

/** Files of an identity. */
export interface IdentityFiles {
  readonly certificate: string;
  readonly key: string;
}

export const writeIdentity = ({ write }: Layout, name: string, { certificate, key }: Identity): IdentityFiles => ({
  certificate: write(`${name}.crt`, certificate),
  key: write(`${name}.key`, key),
});

/** A kubeconfig for the server of a layout: with a client certificate, or with a token. */
export function kubeconfig({ ports }: Layout, authority: Authority, as: Identity | { readonly token: string }): string {
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const user =
    "token" in as ? { token: as.token } : { "client-certificate-data": base64(as.certificate), "client-key-data": base64(as.key) };
  const cluster = { server: `https://127.0.0.1:${String(ports.apiServer)}`, "certificate-authority-data": base64(authority.certificate) };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "e2e",
    contexts: [{ name: "e2e", context: { cluster: "e2e", user: "e2e" } }],
    clusters: [{ name: "e2e", cluster }],
    users: [{ name: "e2e", user }],
  });
}
