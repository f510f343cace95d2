import type { Client, KubernetesObject, Reference } from "../kubernetes/client";
import type { Authority } from "./certificates";
import { deploymentNames, namespace, runManager } from "./gatekeeper";
import type { Layout } from "./layout";
import type { Program } from "./program";

const deployment = (name: string): Reference => ({ apiVersion: "apps/v1", kind: "Deployment", name, namespace });
const aDay = 86_400;

/** Runs Gatekeeper's manager whenever somebody has installed it, as its deployments say, and ends it when they are gone. */
export class GatekeeperFollower {
  #manager: Program | undefined;
  #stopped = false;

  constructor(
    private readonly layout: Layout,
    private readonly authority: Authority,
    private readonly admin: Client,
  ) {}

  /** Runs until `stop`; what goes wrong is seen by whoever calls the webhooks. */
  async follow(): Promise<void> {
    try {
      while (!this.#isStopped()) await this.#once();
    } catch (error) {
      if (!this.#isStopped()) process.stderr.write(`Gatekeeper is not followed any more: ${String(error)}\n`);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#manager?.stop();
  }

  async #once(): Promise<void> {
    const there = await Promise.all(deploymentNames.map((name) => this.#until(name, "there", (found) => found !== undefined)));
    this.#manager = await runManager(
      this.layout,
      this.authority,
      this.admin,
      there.flatMap((found) => found ?? []),
    );
    await this.#until(deploymentNames[1], "gone", (found) => found === undefined);
    await this.#manager.stop();
  }

  #until(name: string, how: string, condition: (found: KubernetesObject | undefined) => boolean): Promise<KubernetesObject | undefined> {
    return this.admin.until(deployment(name), how, condition, aDay);
  }

  #isStopped = (): boolean => this.#stopped;
}
