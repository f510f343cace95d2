import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { closeFolder, openFolder } from "../harness/cleanup";
import type { WebhookRoutes } from "../helm/webhooks";
import { Client, type KubernetesObject } from "../kubernetes/client";
import { type KubernetesTool, findKubernetes } from "../tools/kubernetes";
import { type AuditEvent, readAuditLog } from "./audit-log";
import { causeIn } from "./causes";
import { Authority, type User } from "./certificates";
import { applyDefinitions } from "./definitions";
import { GatekeeperFollower } from "./follower";
import { installGatekeeper, webhookRoute, webhookService } from "./gatekeeper";
import { startNodes } from "./kwok";
import { type Layout, environmentOf, layout } from "./layout";
import { Program } from "./program";
import { type Call, prepareServers, writeKubeconfig } from "./servers";

export type { AuditEvent } from "./audit-log";
export type { User } from "./certificates";

/** What EKS puts into every cluster; it belongs to nobody's program. */
const stockStorageClass: KubernetesObject = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "gp2" },
  provisioner: "kubernetes.io/aws-ebs",
  parameters: { type: "gp2", fsType: "ext4" },
  volumeBindingMode: "WaitForFirstConsumer",
};

export interface ControlPlaneOptions {
  /** `installed`, unless something else is said: by its chart, at the start. `followed`: it runs when a program has installed it. */
  readonly gatekeeper?: "installed" | "followed";
  /** Whether an installed one also fills in what pods leave out; it does not when nothing is said. */
  readonly safeDefaults?: boolean;
}

/** A real control plane on loopback, with Gatekeeper, and with nodes that run nothing. */
export class ControlPlane {
  readonly #programs: Program[] = [];
  readonly #clients = new Map<string, Client>();
  #gatekeeper: Program | undefined;
  #follower: GatekeeperFollower | undefined;

  private constructor(
    private readonly layout: Layout,
    private readonly authority: Authority,
    private readonly options: ControlPlaneOptions,
  ) {}

  /** Starts one, next to any other; resolves when it takes requests. Throws one line with the remedy when something is missing or fails. */
  static async start(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
    const plane = new ControlPlane(await layout(openFolder()), await Authority.create(), options);
    try {
      await plane.#start();
      return plane;
    } catch (error) {
      const reason = plane.#reason(error);
      await plane.stop();
      throw reason;
    }
  }

  /** Ends all its processes and removes its files. */
  async stop(): Promise<void> {
    await this.#follower?.stop();
    for (const client of this.#clients.values()) client.connection.close();
    await Promise.all(this.#programs.map((program) => program.stop()));
    closeFolder(this.layout.folder);
  }

  /** Where all its files are; what runs for it is found by this name. */
  get folder(): string {
    return this.layout.folder;
  }

  /** Where the API server answers, and the file of the authority that vouches for it. */
  get url(): string {
    return `https://127.0.0.1:${String(this.layout.ports.apiServer)}`;
  }

  get authorityFile(): string {
    return this.layout.file("ca.crt");
  }

  /** Path of a kubeconfig with which `kubectl` and others are this user. */
  kubeconfig(user: User): string {
    return writeKubeconfig(this.layout, this.authority, user);
  }

  /** Where webhooks are served that a chart calls by a service. */
  get webhookRoutes(): WebhookRoutes {
    return { [webhookService]: webhookRoute(this.layout, this.authority) };
  }

  /** Requests as this user. */
  as(user: User): Client {
    const key = JSON.stringify(user);
    const client = this.#clients.get(key) ?? Client.of(this.kubeconfig(user));
    this.#clients.set(key, client);
    return client;
  }

  /** Requests that nothing forbids, but admission. */
  get admin(): Client {
    return this.as({ name: "admin", groups: ["system:masters"] });
  }

  /** Makes a namespace in which pods can be made: its service account is there. */
  async namespace(name: string, labels: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.admin.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
    const account = { apiVersion: "v1", kind: "ServiceAccount", name: "default", namespace: name };
    await this.admin.until(account, "there", (found) => found !== undefined);
  }

  /** What the API server has written down so far. */
  auditLog(): readonly AuditEvent[] {
    return readAuditLog(this.layout.file("audit.jsonl"));
  }

  /** Whether etcd's files hold this text. What is encrypted at rest is not found there. */
  isStoredInClear(text: string): boolean {
    const files = (path: string): readonly string[] =>
      readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
        const name = join(path, entry.name);
        return entry.isDirectory() ? files(name) : [name];
      });
    return files(this.layout.file("etcd")).some((file) => readFileSync(file).includes(text));
  }

  /** Gatekeeper hangs: it holds its connections and answers nobody, until it is thawed. */
  freezeGatekeeper(): void {
    this.#gatekeeper?.freeze();
  }

  thawGatekeeper(): void {
    this.#gatekeeper?.thaw();
  }

  /** The first server that is no more is the reason: the others fail because they miss it. */
  #reason(error: unknown): unknown {
    const ended = this.#programs.flatMap(({ end }) => end ?? [])[0];
    if (ended !== undefined) return new Error(ended);
    const isSystem = error instanceof Error && "syscall" in error;
    return isSystem ? new Error(`the control plane cannot write its files: ${causeIn(error.message)}`) : error;
  }

  async #start(): Promise<void> {
    const { etcd, apiServer, controllerManager, scheduler } = prepareServers(this.layout, this.authority);
    this.#run(etcd, "etcd");
    const server = this.#run(apiServer, "kube-apiserver");
    const admin = this.admin;
    await server.ready(async () => (await admin.connection.ask({ method: "GET", path: "/readyz" })).status === 200);
    this.#run(controllerManager, "kube-controller-manager");
    this.#run(scheduler, "kube-scheduler");
    const parts = [this.#startGatekeeper(), this.#startNodes(), applyDefinitions(admin), admin.apply(stockStorageClass)];
    // All have to end before a failure is told: none may start a program when everything was stopped.
    const failed = (await Promise.allSettled(parts)).find((part) => part.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  async #startGatekeeper(): Promise<void> {
    if (this.options.gatekeeper === "followed") {
      this.#follower = new GatekeeperFollower(this.layout, this.authority, this.admin);
      void this.#follower.follow();
      return;
    }
    this.#gatekeeper = await installGatekeeper(this.layout, this.authority, this.admin, this.options.safeDefaults === true);
    this.#programs.push(this.#gatekeeper);
  }

  async #startNodes(): Promise<void> {
    this.#programs.push(await startNodes(this.layout, this.authority, this.admin));
  }

  #run({ name, args }: Call, command: KubernetesTool): Program {
    const program = Program.start({
      name,
      command: findKubernetes(command),
      args,
      env: environmentOf(this.layout),
      log: this.layout.file(`${name}.log`),
    });
    this.#programs.push(program);
    return program;
  }
}
