import { findChart } from "../../helm/charts";
import { Release } from "../../helm/release";
import { render } from "../../helm/render";
import type { WebhookRoutes } from "../../helm/webhooks";
import type { Client, Reference } from "../../kubernetes/client";
import { digits } from "../outputs";
import { type Properties, plain } from "./objects";

/** Inputs of `kubernetes:helm.sh/v3:Release`, as far as they are looked at. */
interface ReleaseInputs {
  readonly chart: string;
  readonly version?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly createNamespace?: boolean;
  readonly values?: object;
  readonly skipAwait?: boolean;
  readonly skipCrds?: boolean;
}

const routes = (): WebhookRoutes => JSON.parse(process.env["STANDIN_WEBHOOKS"] ?? "{}") as WebhookRoutes;

/** Key beside the outputs for what belongs to a release. */
const owned = "__objects";

export const ownedBy = (outputs: Properties): readonly Reference[] => (outputs[owned] ?? []) as readonly Reference[];

/** Releases of charts that can be had here; of others it is only written down what they would be. */
export class Releases {
  constructor(private readonly client: Client) {}

  /** Identifier of a release: `namespace/name`. */
  idOf(urn: string, inputs: Properties): string {
    const { name, namespace } = named(urn, inputs);
    return `${namespace}/${name}`;
  }

  /** What the program gets back. `before`: outputs of an earlier update. */
  async apply(urn: string, inputs: Properties, before?: Properties): Promise<Properties> {
    const { name, namespace, createNamespace = false, skipAwait = false, skipCrds = false } = named(urn, inputs);
    const status = { status: "deployed", name, namespace };
    const release = this.#release(urn, inputs, before !== undefined);
    if (release === undefined) return { ...inputs, name, namespace, status };
    if (createNamespace && before === undefined)
      await this.client.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    const objects = await release.apply({
      wait: !skipAwait,
      definitions: !skipCrds,
      ...(before === undefined ? {} : { before: ownedBy(before) }),
    });
    return { ...inputs, name, namespace, status, [owned]: objects };
  }

  async remove(urn: string, outputs: Properties): Promise<void> {
    await this.#release(urn, outputs, false)?.remove(ownedBy(outputs));
  }

  #release(urn: string, inputs: Properties, upgrade: boolean): Release | undefined {
    const { chart, version, name, namespace, values = {} } = named(urn, inputs);
    const path = findChart(chart, version);
    if (path === undefined) return undefined;
    return new Release(this.client, namespace, render({ path, release: name, namespace, values, upgrade }), routes());
  }
}

function named(urn: string, inputs: Properties): ReleaseInputs & { readonly name: string; readonly namespace: string } {
  const asked = plain(inputs) as ReleaseInputs;
  const { name = `${urn.split("::").at(-1) ?? ""}-${digits(urn, 8)}`, namespace = "default" } = asked;
  return { ...asked, name, namespace };
}
