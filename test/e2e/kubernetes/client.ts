import { type Answer, Connection, type Query } from "./connection";

/** An object as the API has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly resourceVersion?: string;
  readonly deletionTimestamp?: string;
  readonly managedFields?: readonly { readonly manager: string; readonly fieldsV1?: object }[];
  readonly [field: string]: unknown;
}

/** Names one object. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface WriteOptions {
  /** The server does everything but keep the object; webhooks are asked. */
  readonly dryRun?: boolean;
  /** Who owns the fields that are applied. */
  readonly fieldManager?: string;
  /** Takes fields over that others own. */
  readonly force?: boolean;
  readonly subresource?: string;
}

/** The API server said no. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** As in `metav1.Status`: NotFound, Forbidden, Conflict, Invalid, BadRequest … */
    readonly reason: string,
    message: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

interface Kind {
  readonly plural: string;
  readonly namespaced: boolean;
}

/**
 * Talks to an API server in plain JSON. The typed clients leave out fields that they do not know; here the server has to see them,
 * because it is the server's strict validation that a test asks for.
 */
export class Client {
  readonly #kinds = new Map<string, Promise<ReadonlyMap<string, Kind>>>();

  constructor(readonly connection: Connection) {}

  static of(kubeconfig: string): Client {
    return new Client(Connection.of(kubeconfig));
  }

  /** Server-side apply with strict validation. Throws a `Refusal`. */
  async apply(object: KubernetesObject, options: WriteOptions = {}): Promise<KubernetesObject> {
    const { fieldManager = "e2e", force = false } = options;
    const path = await this.#path(referenceOf(object), options.subresource);
    const query = { fieldManager, force: String(force), ...writing(options) };
    return this.#object({ method: "PATCH", path, query, body: object, contentType: "application/apply-patch+yaml" });
  }

  async create(object: KubernetesObject, options: WriteOptions = {}): Promise<KubernetesObject> {
    const { apiVersion, kind, metadata } = object;
    const path = await this.#collection({ apiVersion, kind, name: metadata.name ?? "", ...within(metadata.namespace) });
    return this.#object({ method: "POST", path, query: writing(options), body: object });
  }

  /** A JSON merge patch, as by hand. */
  async patch(reference: Reference, body: object, options: WriteOptions = {}): Promise<KubernetesObject> {
    const path = await this.#path(reference, options.subresource);
    const query = { ...writing(options), fieldManager: options.fieldManager ?? "by-hand" };
    return this.#object({ method: "PATCH", path, query, body, contentType: "application/merge-patch+json" });
  }

  /** Undefined when there is none. */
  async get(reference: Reference): Promise<KubernetesObject | undefined> {
    try {
      return await this.#object({ method: "GET", path: await this.#path(reference) });
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  }

  async list(apiVersion: string, kind: string, namespace?: string): Promise<readonly KubernetesObject[]> {
    const path = await this.#collection({ apiVersion, kind, name: "", ...within(namespace) });
    const { items } = await this.#object({ method: "GET", path });
    return (items as readonly object[]).map((item) => ({ apiVersion, kind, ...item }) as KubernetesObject);
  }

  /** Asks for the end of an object, and of what it owns; whether there was one. It may take time: see `until`. */
  async delete(reference: Reference, propagationPolicy: "Background" | "Foreground" = "Background"): Promise<boolean> {
    const body = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy };
    const { status, text } = await this.connection.ask({ method: "DELETE", path: await this.#path(reference), body });
    if (status === 404) return false;
    if (status >= 300) throw refusal({ status, text });
    return true;
  }

  /** The object in this namespace, if its kind lives in one and it names none. */
  async placed(object: KubernetesObject, namespace: string): Promise<KubernetesObject> {
    const { namespaced } = await this.#kind(object.apiVersion, object.kind);
    return namespaced ? { ...object, metadata: { namespace, ...object.metadata } } : object;
  }

  /** Sends a request as it is, e.g. to a path that is no object. Throws a `Refusal`. */
  async ask(query: Query): Promise<string> {
    const answer = await this.connection.ask(query);
    if (answer.status >= 300) throw refusal(answer);
    return answer.text;
  }

  /**
   * Waits until the object is as the condition wants it; undefined stands for none. Changes are watched, not polled. Throws with the
   * description and the last state when the time is over.
   */
  async until(
    reference: Reference,
    description: string,
    condition: (object: KubernetesObject | undefined) => boolean,
    seconds = 60,
  ): Promise<KubernetesObject | undefined> {
    const deadline = AbortSignal.timeout(seconds * 1000);
    for (;;) {
      const now = await this.get(reference);
      if (condition(now)) return now;
      const changed = await this.#change(reference, now, condition, deadline);
      if (changed.met) return changed.object;
      if (deadline.aborted)
        throw new Error(`${nameOf(reference)} was not ${description} within ${String(seconds)} s: ${brief(changed.object)}`);
    }
  }

  /** The first change that the condition likes, or the last state when the watch ends before. */
  async #change(
    reference: Reference,
    from: KubernetesObject | undefined,
    condition: (object: KubernetesObject | undefined) => boolean,
    signal: AbortSignal,
  ): Promise<{ readonly met: boolean; readonly object: KubernetesObject | undefined }> {
    const query = {
      watch: "1",
      fieldSelector: `metadata.name=${reference.name}`,
      timeoutSeconds: "30",
      ...(from?.metadata.resourceVersion === undefined ? {} : { resourceVersion: from.metadata.resourceVersion }),
    };
    let object = from;
    try {
      for await (const line of this.connection.lines({ method: "GET", path: await this.#collection(reference), query }, signal)) {
        const event = JSON.parse(line) as { readonly type: string; readonly object: KubernetesObject };
        if (event.type === "ERROR") break;
        object = event.type === "DELETED" ? undefined : event.object;
        if (condition(object)) return { met: true, object };
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return { met: false, object };
  }

  async #object(query: Query): Promise<KubernetesObject> {
    return JSON.parse(await this.ask(query)) as KubernetesObject;
  }

  async #path(reference: Reference, subresource?: string): Promise<string> {
    const path = `${await this.#collection(reference)}/${encodeURIComponent(reference.name)}`;
    return subresource === undefined ? path : `${path}/${subresource}`;
  }

  async #collection({ apiVersion, kind, namespace }: Reference): Promise<string> {
    const { plural, namespaced } = await this.#kind(apiVersion, kind);
    return namespaced ? `${root(apiVersion)}/namespaces/${namespace ?? "default"}/${plural}` : `${root(apiVersion)}/${plural}`;
  }

  async #kind(apiVersion: string, kind: string): Promise<Kind> {
    const found = (await this.#discover(apiVersion)).get(kind);
    if (found !== undefined) return found;
    // It may have been defined since.
    this.#kinds.delete(apiVersion);
    const again = (await this.#discover(apiVersion)).get(kind);
    if (again === undefined) throw new Refusal(404, "NotFound", `the server does not know the kind ${kind} of ${apiVersion}`);
    return again;
  }

  #discover(apiVersion: string): Promise<ReadonlyMap<string, Kind>> {
    const known = this.#kinds.get(apiVersion) ?? this.#discovered(apiVersion);
    this.#kinds.set(apiVersion, known);
    return known;
  }

  async #discovered(apiVersion: string): Promise<ReadonlyMap<string, Kind>> {
    const { status, text } = await this.connection.ask({ method: "GET", path: root(apiVersion) });
    if (status === 404) return new Map();
    if (status >= 300) throw refusal({ status, text });
    const { resources } = JSON.parse(text) as { resources: readonly { name: string; kind: string; namespaced: boolean }[] };
    const whole = resources.filter(({ name }) => !name.includes("/"));
    return new Map(whole.map(({ name, kind, namespaced }) => [kind, { plural: name, namespaced }]));
  }
}

export const referenceOf = ({ apiVersion, kind, metadata }: KubernetesObject): Reference => ({
  apiVersion,
  kind,
  name: metadata.name ?? "",
  ...within(metadata.namespace),
});

const nameOf = ({ kind, name, namespace }: Reference): string => `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
const within = (namespace: string | undefined): { readonly namespace?: string } => (namespace === undefined ? {} : { namespace });
const root = (apiVersion: string): string => (apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`);

const writing = ({ dryRun = false }: WriteOptions): Readonly<Record<string, string>> => ({
  fieldValidation: "Strict",
  ...(dryRun ? { dryRun: "All" } : {}),
});

function refusal({ status, text }: Answer): Refusal {
  try {
    const { reason, message } = JSON.parse(text) as { reason?: string; message?: string };
    return new Refusal(status, reason ?? "Unknown", message ?? text);
  } catch {
    return new Refusal(status, "Unknown", text);
  }
}

const brief = (object: KubernetesObject | undefined): string =>
  object === undefined ? "there is none" : JSON.stringify(object["status"] ?? object.metadata).slice(0, 500);
