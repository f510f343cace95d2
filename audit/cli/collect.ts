import { setTimeout as sleep } from "node:timers/promises";
import { accountOf } from "../../policies/settings";
import type { About, Answer, Evidence, Part } from "../evidence/model";
import { collectAccount } from "../live/aws/collect";
import { callerOf, connectAccount } from "../live/aws/connection";
import { collectCluster } from "../live/kubernetes/collect";
import { connect, versionOf as versionOfCluster } from "../live/kubernetes/connection";
import { UserError } from "../user-error";
import type { Host } from "./host";
import { progressOn } from "./progress";
import { versionOf } from "./version";

interface Collection {
  readonly stack: string;
  /** Of the stack file. */
  readonly config: Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Seconds that one answer may take. */
  readonly timeout: number;
}

interface Read {
  readonly about: Partial<About>;
  readonly answers: readonly Answer[];
}

/** Reads the parts. Throws a UserError when one of them cannot be reached at all, before the other is read. */
export async function collect(collection: Collection, host: Host): Promise<Evidence> {
  const { stack, config, parts } = collection;
  const time = now();
  // Whoever has no credentials learns it before a cluster is read for a minute.
  const account = parts.includes("account") ? await ownAccount(collection) : undefined;
  const cluster = parts.includes("cluster") ? await readCluster(collection, host) : nothing;
  const read = account === undefined ? nothing : await readAccount(account, collection, host);
  const declared = accountOf(config);
  const region = config["aws:region"];
  const about: About = {
    tool: { name: "compliant-eks", version: versionOf(host.root) },
    stack,
    ...(declared === undefined ? {} : { account: declared }),
    ...(region === undefined ? {} : { region }),
    read: parts,
    ...cluster.about,
    ...read.about,
    time,
  };
  return { about, answers: [...cluster.answers, ...read.answers].sort((a, b) => (a.call.id < b.call.id ? -1 : 1)) };
}

const nothing: Read = { about: {}, answers: [] };

async function readCluster({ kubeconfig, context, timeout }: Collection, host: Host): Promise<Read> {
  const cluster = await connect({ kubeconfig, context, timeout: timeout * 1000 });
  try {
    const version = await versionOfCluster(cluster);
    const answers = await collectCluster({ get: cluster.get, attempts: 4, sleep, atOnce: 4, now, progress: progressOn(host, "reading") });
    return { about: { cluster: { server: cluster.server, version } }, answers };
  } finally {
    cluster.close();
  }
}

/** The account behind the credentials. Throws a UserError when it is not the stack's: evidence of it under this name would be false. */
async function ownAccount({ stack, config, timeout }: Collection): Promise<string> {
  const account = await callerOf({ region: regionOf(config, stack), timeout: timeout * 1000 });
  const declared = accountOf(config);
  if (declared !== undefined && declared !== account)
    throw new UserError(
      `the credentials are of account ${account}, and the stack ${stack} is in ${declared}; sign in there, or read the cluster alone with --only cluster`,
    );
  return account;
}

function regionOf(config: Readonly<Record<string, string>>, stack: string): string {
  const region = config["aws:region"];
  if (region === undefined) throw new UserError(`Pulumi.${stack}.yaml does not say in which region the account is read; set aws:region`);
  return region;
}

async function readAccount(account: string, { stack, config, timeout }: Collection, host: Host): Promise<Read> {
  const { send, close } = await connectAccount({ region: regionOf(config, stack), timeout: timeout * 1000 });
  try {
    const answers = await collectAccount({ send, account, atOnce: 8, now, progress: progressOn(host, "reading") });
    return { about: { account }, answers };
  } finally {
    close();
  }
}

const now = (): string => new Date().toISOString();
