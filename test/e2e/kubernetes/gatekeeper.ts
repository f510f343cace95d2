import { type Constraint, type ConstraintTemplate, admissionCheckIds, constraintTemplate, synced } from "../../../policies/admission";
import { inParallel } from "../parallel";
import { type Client, type KubernetesObject, type Reference, referenceOf } from "./client";
import { has } from "./readiness";

interface ByPod {
  readonly byPod?: readonly { readonly enforced?: boolean }[];
}

const enforcedBy = (object: KubernetesObject | undefined): boolean =>
  ((object?.["status"] as ByPod | undefined)?.byPod ?? []).some(({ enforced }) => enforced === true);

const isCreated = (object: KubernetesObject | undefined): boolean =>
  (object?.["status"] as { readonly created?: boolean } | undefined)?.created === true;

/** Templates and constraints on an API server with Gatekeeper. */
export class Constraints {
  readonly #templates: Reference[] = [];
  readonly #constraints = new Map<string, Reference>();

  constructor(private readonly client: Client) {}

  /** The templates of every check, and what Gatekeeper copies for them. */
  async defineAll(): Promise<void> {
    await inParallel(admissionCheckIds, (id) => this.define(constraintTemplate(id)));
    await this.client.apply({
      apiVersion: "config.gatekeeper.sh/v1alpha1",
      kind: "Config",
      metadata: { name: "config", namespace: "gatekeeper-system" },
      spec: { sync: { syncOnly: synced } },
    });
  }

  /** Resolves when the template is compiled and its kind is served. */
  async define(template: ConstraintTemplate): Promise<void> {
    const object: KubernetesObject = { ...template };
    await this.client.apply(object);
    this.#templates.push(referenceOf(object));
    await this.client.until(referenceOf(object), "compiled", isCreated);
    const name = `${template.metadata.name}.constraints.gatekeeper.sh`;
    const definition = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name };
    await this.client.until(definition, "served", (found) => found !== undefined && has("Established")(found));
  }

  /** Resolves when Gatekeeper enforces the constraint. */
  async enforce(constraint: Constraint): Promise<void> {
    const object: KubernetesObject = { ...constraint };
    await this.client.apply(object);
    this.#constraints.set(constraint.metadata.name, referenceOf(object));
    await this.client.until(referenceOf(object), "enforced", enforcedBy);
  }

  async lift(name: string): Promise<void> {
    const reference = this.#constraints.get(name);
    if (reference !== undefined) await this.client.delete(reference);
    this.#constraints.delete(name);
  }

  /** Also what defines them; resolves when Gatekeeper has let go of them. */
  async removeAll(): Promise<void> {
    for (const name of [...this.#constraints.keys()]) await this.lift(name);
    for (const template of this.#templates) await this.client.delete(template);
    for (const template of this.#templates.splice(0)) await this.client.until(template, "gone", (found) => found === undefined);
  }
}
