import { type Client, type KubernetesObject, type Reference, referenceOf } from "../kubernetes/client";
import { readinessOf } from "../kubernetes/readiness";
import { type Moment, hooksAt, isHook, isKept, policiesOf } from "./hooks";
import type { Rendered } from "./render";
import { type WebhookRoute, type WebhookRoutes, redirected, served } from "./webhooks";

export interface ApplyOptions {
  /** Until everything is ready. */
  readonly wait: boolean;
  /** Whether the chart's definitions are made; an upgrade never makes them. */
  readonly definitions: boolean;
  /** What belonged to the release before; absent when there was none. */
  readonly before?: readonly Reference[];
}

/** Installs, upgrades and uninstalls what Helm rendered, in the order and with the waits of Helm. */
export class Release {
  constructor(
    private readonly client: Client,
    private readonly namespace: string,
    private readonly rendered: Rendered,
    private readonly routes: WebhookRoutes = {},
  ) {}

  /** Returns what belongs to the release now. */
  async apply({ wait, definitions, before }: ApplyOptions): Promise<readonly Reference[]> {
    const moment = before === undefined ? "install" : "upgrade";
    if (definitions && before === undefined) for (const definition of this.rendered.definitions) await this.#make(definition, true);
    await this.#run(`pre-${moment}`);
    const own: KubernetesObject[] = [];
    for (const object of this.rendered.objects.filter((one) => !isHook(one))) own.push(await this.#make(this.#marked(object), false));
    if (wait) for (const object of own) await this.#ready(object);
    if (wait) for (const { url } of this.#routesOf(own)) await served(url);
    const now = own.map(referenceOf);
    await this.#drop((before ?? []).filter((reference) => !now.some((one) => isSame(one, reference))));
    await this.#run(`post-${moment}`);
    return now;
  }

  /** Deletes what belongs to the release, last made first. */
  async remove(owned: readonly Reference[]): Promise<void> {
    await this.#run("pre-delete");
    const kept = await this.#placed(this.rendered.objects.filter(isKept));
    await this.#drop(owned.filter((reference) => !kept.map(referenceOf).some((one) => isSame(one, reference))));
    await this.#run("post-delete");
  }

  #routesOf(objects: readonly KubernetesObject[]): readonly WebhookRoute[] {
    const services = objects
      .filter(({ kind }) => kind === "Service")
      .map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name ?? ""}`);
    return services.flatMap((service) => this.routes[service] ?? []);
  }

  async #run(moment: Moment): Promise<void> {
    const hooks = await this.#placed(hooksAt(moment, this.rendered.objects));
    for (const hook of hooks) {
      if (policiesOf(hook).before) await this.#gone(referenceOf(hook));
      await this.#make(hook, true);
    }
    await this.#drop(hooks.filter((hook) => policiesOf(hook).succeeded).map(referenceOf));
  }

  /** Helm writes on each object to which release it belongs. */
  #marked(object: KubernetesObject): KubernetesObject {
    const { labels, annotations, ...metadata } = object.metadata;
    return {
      ...object,
      metadata: {
        ...metadata,
        labels: { ...labels, "app.kubernetes.io/managed-by": "Helm" },
        annotations: { ...annotations, "meta.helm.sh/release-namespace": this.namespace },
      },
    };
  }

  /** Gives the object back in the namespace in which it was made. */
  async #make(object: KubernetesObject, wait: boolean): Promise<KubernetesObject> {
    const placed = await this.client.placed(object, this.namespace);
    await this.client.apply(
      redirected(placed, (service) => this.routes[service]),
      { fieldManager: "helm", force: true },
    );
    if (wait) await this.#ready(placed);
    return placed;
  }

  async #ready(object: KubernetesObject): Promise<void> {
    const readiness = readinessOf(object);
    if (readiness === undefined) return;
    await this.client.until(referenceOf(object), readiness.description, (found) => found !== undefined && readiness.isReady(found));
  }

  async #drop(references: readonly Reference[]): Promise<void> {
    for (const reference of [...references].reverse()) await this.#gone(reference);
  }

  async #gone(reference: Reference): Promise<void> {
    if (await this.client.delete(reference)) await this.client.until(reference, "gone", (object) => object === undefined);
  }

  #placed(objects: readonly KubernetesObject[]): Promise<readonly KubernetesObject[]> {
    return Promise.all(objects.map((object) => this.client.placed(object, this.namespace)));
  }
}

const isSame = (a: Reference, b: Reference): boolean =>
  a.apiVersion === b.apiVersion && a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
