import { isDeepStrictEqual } from "node:util";
import type { CreateResult, DiffResult, ReadResult, UpdateResult } from "@pulumi/pulumi/provider";
import type { Client } from "../../kubernetes/client";
import { type KubernetesObject, Refusal } from "../../kubernetes/client";
import { note } from "../calls";
import { configured } from "../configuration";
import { StandIn, isPreview, recorded } from "../stand-in";
import { typeOf } from "../types";
import { type Properties, idOfObject, isPatch, managerOf, objectOf, outputsOf, referenceTo, wanted } from "./objects";
import { Releases } from "./releases";
import { annotation, readinessOf } from "../../kubernetes/readiness";

/** Seconds until an object has to be ready or gone. The real provider takes ten minutes; a machine that does much else needs more than one. */
const patience = 180;

const isRelease = (urn: string): boolean => typeOf(urn) === "kubernetes:helm.sh/v3:Release";

/**
 * The provider of Kubernetes on a real API server, in the ways that matter to a program: server-side apply under a field manager of the
 * resource's own, waiting, differences as the server sees them, and patches of what others own.
 */
export class ClusterStandIn extends StandIn {
  readonly #releases: Releases;

  constructor(
    version: string,
    private readonly client: Client,
  ) {
    super(version);
    this.#releases = new Releases(client);
  }

  /** A preview asks no cluster: what it knows of an object may be unknown. Of a release only its inputs are compared, as Helm does. */
  override async diff(id: string, urn: string, olds: Properties, news: Properties): Promise<DiffResult> {
    if (isPreview() || isRelease(urn)) return super.diff(id, urn, olds, news);
    const live = await this.client.get(referenceTo(id, olds));
    if (live === undefined) return { changes: true };
    try {
      const applied = await this.client.apply(objectOf(urn, news), { ...this.#options(urn, news), dryRun: true });
      return { changes: !isDeepStrictEqual(wanted(live), wanted(applied)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What may not be changed is made anew; the update says why it cannot be applied otherwise.
      return error.reason === "Invalid" ? { changes: true, replaces: ["spec"], deleteBeforeReplace: true } : { changes: true };
    }
  }

  override async create(urn: string, inputs: Properties): Promise<CreateResult> {
    if (isPreview()) return super.create(urn, inputs);
    note("create", urn);
    if (isRelease(urn)) return { id: this.#releases.idOf(urn, inputs), outs: recorded(inputs, await this.#releases.apply(urn, inputs)) };
    const object = await this.#write(urn, inputs);
    return { id: idOfObject(object), outs: outputsOf(inputs, object) };
  }

  override async update(id: string, urn: string, olds: Properties, news: Properties): Promise<UpdateResult> {
    if (isPreview()) return super.update(id, urn, olds, news);
    note("update", urn);
    if (isRelease(urn)) return { outs: recorded(news, await this.#releases.apply(urn, news, olds)) };
    return { outs: outputsOf(news, await this.#write(urn, news)) };
  }

  /** An identifier that is empty tells the engine that the object is gone. */
  async read(id: string, urn: string, olds: Properties): Promise<ReadResult> {
    if (isRelease(urn)) return { id, props: olds };
    const live = await this.client.get(referenceTo(id, olds));
    return live === undefined ? { id: "", props: {} } : { id, props: outputsOf(olds, live) };
  }

  override async delete(id: string, urn: string, olds: Properties = {}): Promise<void> {
    note("delete", urn);
    if (isRelease(urn)) return this.#releases.remove(urn, olds);
    const reference = referenceTo(id, olds);
    if (isPatch(urn)) return this.#release(urn, id, olds);
    // As the provider does unless told otherwise: what the object owns goes first.
    const inBackground = annotation(objectOf(urn, olds), "deletionPropagationPolicy") === "background";
    if (await this.client.delete(reference, inBackground ? "Background" : "Foreground"))
      await this.client.until(reference, "gone", (object) => object === undefined, patience);
  }

  /** Gives up the fields of a patch; the object stays with its owner. */
  async #release(urn: string, id: string, olds: Properties): Promise<void> {
    const { name, namespace, ...kind } = referenceTo(id, olds);
    if ((await this.client.get({ ...kind, name, ...(namespace === undefined ? {} : { namespace }) })) === undefined) return;
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
    await this.client.apply({ ...kind, metadata }, { fieldManager: managerOf(urn) });
  }

  async #write(urn: string, inputs: Properties): Promise<KubernetesObject> {
    const asked = objectOf(urn, inputs);
    const reference = referenceTo(idOfObject(asked), asked);
    if (isPatch(urn) && (await this.client.get(reference)) === undefined)
      throw new Error(`${asked.kind} ${idOfObject(asked)} is not there: a patch needs an object that another owns`);
    const applied = await this.client.apply(asked, this.#options(urn, inputs));
    const readiness = readinessOf(asked);
    if (readiness === undefined) return applied;
    const isReady = (object: KubernetesObject | undefined): boolean => object !== undefined && readiness.isReady(object);
    const ready = await this.client.until(reference, readiness.description, isReady, patience);
    return ready ?? applied;
  }

  #options(urn: string, inputs: Properties): { readonly fieldManager: string; readonly force: boolean } {
    const forced = configured()["enablePatchForce"] === "true" || annotation(objectOf(urn, inputs), "patchForce") === "true";
    return { fieldManager: managerOf(urn), force: forced };
  }
}
