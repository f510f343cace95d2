/**
 * The program of the restore test, as it runs in the cluster: one file that Node.js runs as it is, with nothing installed. It restores the newest
 * backup of each class of data from the locked copies into scratch namespaces, looks at what came back, takes it away again, and says how
 * it went: a line of JSON for each class, an Event, and an exit code other than 0 when one failed.
 */
import { readFileSync } from "node:fs";
import { request } from "node:https";

/** What is tested, as JSON in the file that the command line names. */
export interface RestoreTest {
  /** Namespace of the Velero that reads the copies. */
  readonly namespace: string;
  readonly classes: readonly { readonly dataClass: string; readonly namespaces: readonly string[] }[];
  /** Age that the newest backup may have, and time that a restore may take. */
  readonly rpoHours: number;
  readonly rtoHours: number;
  /** Storage classes of the platform, which all encrypt with the key for volumes. */
  readonly storageClasses: readonly string[];
}

interface Backup {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: { readonly includedNamespaces?: readonly string[] };
  readonly status?: {
    readonly phase?: string;
    readonly completionTimestamp?: string;
    readonly errors?: number;
    readonly expiration?: string;
  };
}

/** The newest backup of a class, or why there is none to test. A newer one that failed is a failure, whatever older ones say. */
export function newestBackup(
  backups: readonly Backup[],
  { dataClass, namespaces }: RestoreTest["classes"][number],
  rpoHours: number,
  now: number,
): { readonly name: string } | { readonly failure: string } {
  const own = backups.filter(({ metadata }) => metadata.labels?.["data-class"] === dataClass);
  const done = own
    .filter(({ status }) => status?.completionTimestamp !== undefined)
    .sort((a, b) => Date.parse(b.status?.completionTimestamp ?? "") - Date.parse(a.status?.completionTimestamp ?? ""));
  const [newest] = done;
  if (newest === undefined) return { failure: "no backup is among the copies" };
  const { name } = newest.metadata;
  const { phase = "", completionTimestamp = "", errors = 0 } = newest.status ?? {};
  if (phase !== "Completed" || errors > 0) return { failure: `the newest backup ${name} is ${phase} with ${String(errors)} errors` };
  const missing = namespaces.filter((one) => newest.spec?.includedNamespaces?.includes(one) !== true);
  if (missing.length > 0) return { failure: `the newest backup ${name} lacks ${missing.join(", ")}` };
  const hours = (now - Date.parse(completionTimestamp)) / 3_600_000;
  // Copying takes minutes, and the schedule has its own length.
  if (!(hours <= rpoHours + 1))
    return { failure: `the newest backup ${name} is ${hours.toFixed(0)} hours old, and ${String(rpoHours)} are allowed` };
  return { name };
}

export const scratchOf = (namespace: string): string => `restore-test-${namespace}`.slice(0, 63);

interface KubernetesList<Item> {
  readonly items: readonly Item[];
}
interface Claim {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly storageClassName?: string };
  readonly status?: { readonly phase?: string };
}
interface Workload {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas?: number };
  readonly status?: { readonly readyReplicas?: number };
}
interface StorageClass {
  readonly metadata: { readonly name: string };
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What is not as it should be in a restored namespace; nothing when all is well. */
export function lookAt(
  found: { readonly claims: readonly Claim[]; readonly workloads: readonly Workload[]; readonly others: number },
  classes: readonly StorageClass[],
  allowed: readonly string[],
): readonly string[] {
  const { claims, workloads, others } = found;
  return [
    ...(claims.length + workloads.length + others === 0 ? ["nothing came back"] : []),
    ...claims.filter(({ status }) => status?.phase !== "Bound").map(({ metadata }) => `the claim ${metadata.name} has no volume`),
    ...claims
      .filter(({ spec }) => !allowed.includes(spec.storageClassName ?? "") || !encrypts(classes, spec.storageClassName))
      .map(({ metadata }) => `the volume of ${metadata.name} is not encrypted with the key for volumes`),
    ...workloads
      .filter(({ spec, status }) => (status?.readyReplicas ?? 0) < (spec.replicas ?? 1))
      .map(({ metadata }) => `${metadata.name} does not run on what came back`),
  ];
}

/** A restored volume is made by the class of its claim, not as the volume was (velero#9855). */
const encrypts = (classes: readonly StorageClass[], name: string | undefined): boolean => {
  const parameters = classes.find(({ metadata }) => metadata.name === name)?.parameters ?? {};
  return parameters["encrypted"] === "true" && /^arn:.+:key\//.test(parameters["kmsKeyId"] ?? "");
};

/** The Kubernetes API, with the identity of the pod. */
class Kubernetes {
  readonly #base: URL;
  readonly #token: string;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#base = new URL(environment["KUBERNETES_API"] ?? "https://kubernetes.default.svc");
    const file = environment["KUBERNETES_TOKEN"] ?? "/var/run/secrets/kubernetes.io/serviceaccount/token";
    this.#token = readFileSync(file, "utf8").trim();
  }

  /** The answer's body; undefined when there is no such object. Throws with the answer's message on any other refusal. */
  ask<Answer>(method: string, path: string, body?: object): Promise<Answer | undefined> {
    return new Promise((done, fail) => {
      const headers = { authorization: `Bearer ${this.#token}`, "content-type": "application/json", accept: "application/json" };
      const call = request(new URL(path, this.#base), { method, headers, timeout: 30_000 }, (answer) => {
        let text = "";
        answer.on("data", (part: Buffer) => (text += part.toString()));
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          if (status === 404) done(undefined);
          else if (status >= 400) fail(new Error(`${method} ${path}: ${messageIn(text)}`));
          else done(JSON.parse(text) as Answer);
        });
      });
      call.on("timeout", () => call.destroy(new Error(`${method} ${path}: no answer within 30 seconds`)));
      call.on("error", fail);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async list<Item>(path: string): Promise<readonly Item[]> {
    return (await this.ask<KubernetesList<Item>>("GET", path))?.items ?? [];
  }
}

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

const velero = (namespace: string, kind: string): string => `/apis/velero.io/v1/namespaces/${namespace}/${kind}`;

/** What Velero is asked to do: everything of the class into scratch namespaces, beside what runs. */
const restoreOf = (test: RestoreTest, { namespaces }: RestoreTest["classes"][number], backupName: string, name: string): object => ({
  apiVersion: "velero.io/v1",
  kind: "Restore",
  metadata: { name, namespace: test.namespace },
  spec: {
    backupName,
    includedNamespaces: namespaces,
    namespaceMapping: Object.fromEntries(namespaces.map((namespace) => [namespace, scratchOf(namespace)])),
    // Their owners make them anew, and admission judges them with all that guards them in place.
    excludedResources: [
      "pods",
      "replicasets.apps",
      "jobs.batch",
      "cronjobs.batch",
      "events",
      "endpoints",
      "endpointslices.discovery.k8s.io",
    ],
    restorePVs: true,
    preserveNodePorts: false,
  },
});

/** Restores and looks; returns why it failed, or nothing. */
async function testClass(
  api: Kubernetes,
  test: RestoreTest,
  wanted: RestoreTest["classes"][number],
  restore: string,
): Promise<readonly string[]> {
  const until = Date.now() + test.rtoHours * 3_600_000;
  const newest = newestBackup(await api.list<Backup>(velero(test.namespace, "backups")), wanted, test.rpoHours, Date.now());
  if ("failure" in newest) return [newest.failure];
  await api.ask("POST", velero(test.namespace, "restores"), restoreOf(test, wanted, newest.name, restore));
  const phase = await finished(api, `${velero(test.namespace, "restores")}/${restore}`, until);
  if (phase !== "Completed") return [`the restore of ${newest.name} is ${phase}`];
  const classes = await api.list<StorageClass>("/apis/storage.k8s.io/v1/storageclasses");
  const problems: string[] = [];
  for (const namespace of wanted.namespaces.map(scratchOf)) {
    let found: readonly string[];
    while ((found = lookAt(await readBack(api, namespace), classes, test.storageClasses)).length > 0 && Date.now() < until)
      await wait(pause());
    problems.push(...found.map((problem) => `${namespace}: ${problem}`));
  }
  return problems;
}

const pause = (): number => Number(process.env["RESTORE_TEST_PAUSE"] ?? 5000);

const ended = new Set(["Completed", "PartiallyFailed", "Failed", "FailedValidation"]);

async function finished(api: Kubernetes, path: string, until: number): Promise<string> {
  for (;;) {
    const restore = await api.ask<{ readonly status?: { readonly phase?: string } }>("GET", path);
    const phase = restore?.status?.phase ?? "New";
    if (ended.has(phase)) return phase;
    if (Date.now() > until) return `${phase} after all the time that a restore may take`;
    await wait(pause());
  }
}

async function readBack(api: Kubernetes, namespace: string): Promise<Parameters<typeof lookAt>[0]> {
  const core = `/api/v1/namespaces/${namespace}`;
  const apps = `/apis/apps/v1/namespaces/${namespace}`;
  const claims = await api.list<Claim>(`${core}/persistentvolumeclaims`);
  const workloads = [...(await api.list<Workload>(`${apps}/statefulsets`)), ...(await api.list<Workload>(`${apps}/deployments`))];
  const services = await api.list(`${core}/services`);
  return { claims, workloads, others: services.length };
}

/** Takes away what was restored, and waits until it is gone: the next test must not find it. Throws when something stays. */
async function cleanUp(api: Kubernetes, test: RestoreTest, namespaces: readonly string[], restore: string): Promise<void> {
  const paths = [`${velero(test.namespace, "restores")}/${restore}`, ...namespaces.map((one) => `/api/v1/namespaces/${scratchOf(one)}`)];
  for (const path of paths) await api.ask("DELETE", path);
  for (const path of paths) {
    let tries = 0;
    while ((await api.ask("GET", path)) !== undefined) {
      if (++tries > 120) throw new Error(`${path} does not go`);
      await wait(pause());
    }
  }
}

async function tell(api: Kubernetes, test: RestoreTest, dataClass: string, seconds: number, problems: readonly string[]): Promise<void> {
  const result = problems.length === 0 ? "passed" : "failed";
  const line = { event: "restore-test", result, dataClass, seconds: Math.round(seconds), problems };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  const now = new Date().toISOString();
  await api.ask("POST", `/api/v1/namespaces/${test.namespace}/events`, {
    apiVersion: "v1",
    kind: "Event",
    metadata: { generateName: "restore-test-", namespace: test.namespace },
    involvedObject: { apiVersion: "batch/v1", kind: "CronJob", namespace: test.namespace, name: "restore-test" },
    type: result === "passed" ? "Normal" : "Warning",
    reason: result === "passed" ? "RestorePassed" : "RestoreFailed",
    message: `${dataClass}: ${problems.join("; ") || "the newest backup came back"}`.slice(0, 1000),
    source: { component: "restore-test" },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  });
}

async function main(): Promise<void> {
  const test = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as RestoreTest;
  const api = new Kubernetes(process.env);
  for (const wanted of test.classes) {
    const start = Date.now();
    const restore = `restore-test-${wanted.dataClass}-${String(start)}`;
    let problems: readonly string[];
    try {
      // What an earlier test left when its pod was stopped.
      await cleanUp(api, test, wanted.namespaces, restore);
      problems = await testClass(api, test, wanted, restore);
    } catch (error) {
      problems = [error instanceof Error ? error.message : String(error)];
    }
    const seconds = (Date.now() - start) / 1000;
    try {
      await cleanUp(api, test, wanted.namespaces, restore);
    } catch (error) {
      problems = [...problems, `not cleaned up: ${error instanceof Error ? error.message : String(error)}`];
    }
    if (problems.length > 0) process.exitCode = 1;
    await tell(api, test, wanted.dataClass, seconds, problems);
  }
}

if (process.argv[1]?.endsWith("restore-test.ts") === true)
  main().catch((error: unknown) => {
    process.stdout.write(`${JSON.stringify({ event: "restore-test", result: "failed", problems: [String(error)] })}\n`);
    process.exitCode = 1;
  });
