import { setTimeout as sleep } from "node:timers/promises";
import type { Client, KubernetesObject, Reference } from "../kubernetes/client";
import type { Authority } from "./certificates";
import { deploymentNames, namespace, startManager } from "./gatekeeper";
import type { Layout } from "./layout";
import type { Program } from "./program";

const deployment = (name: string): Reference => ({ apiVersion: "apps/v1", kind: "Deployment", name, namespace });
const aDay = 86_400;

/**
 * Runs Gatekeeper's manager whenever somebody has installed it, as its deployments say, and ends it when they are gone. As a kubelet
 * does, it starts again what could not be started or ended by itself.
 */
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
    while (!this.#isStopped()) {
      try {
        await this.#once();
      } catch (error) {
        if (this.#isStopped()) return;
        process.stderr.write(`Gatekeeper's manager is started again: ${String(error)}\n`);
        await sleep(1000);
      } finally {
        await this.#manager?.stop();
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#manager?.stop();
  }

  async #once(): Promise<void> {
    const there = await Promise.all(deploymentNames.map((name) => this.#until(name, "there", (found) => found !== undefined)));
    const deployments = there.flatMap((found) => found ?? []);
    const manager = await startManager(this.layout, this.authority, this.admin, deployments);
    this.#manager = manager;
    if (this.#isStopped()) return;
    await Promise.race([this.#until(deploymentNames[1], "gone", (found) => found === undefined), manager.failed()]);
  }

  #until(name: string, how: string, condition: (found: KubernetesObject | undefined) => boolean): Promise<KubernetesObject | undefined> {
    return this.admin.until(deployment(name), how, condition, aDay);
  }

  #isStopped = (): boolean => this.#stopped;
}
