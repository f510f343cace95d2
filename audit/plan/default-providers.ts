import type { PlannedResource } from "../../policies/preview/plan";
import { type Inputs, Secret } from "../../policies/preview/tree";
import { UserError } from "../user-error";
import type { InvokeAnswer } from "./invoke-answers";
import { type Registry, pluginInputs } from "./registry";
import { newUrn, providerType } from "./urn";
import { UNKNOWN_TEXT } from "./values";

/** The configuration of a run, as full keys: `aws:region`. */
export interface RunConfig {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Answers of provider functions that would have to be looked up in an account. */
  readonly invokes?: readonly InvokeAnswer[];
}

/** What a resource says of the plugin it needs. */
export interface PluginRequest {
  readonly packageName: string;
  readonly version: string;
  readonly downloadUrl: string;
}

const defaultName = "default";

/** Whether a resource is a provider that the engine makes when a program names none. */
export function isDefaultProvider(resource: Pick<PlannedResource, "type" | "name">): boolean {
  return resource.type.startsWith("pulumi:providers:") && (resource.name === defaultName || resource.name.startsWith(`${defaultName}_`));
}

/** Makes each package's default provider on first use, configured from the stack's keys of that package, as the engine does. */
export class DefaultProviders {
  readonly #references = new Map<string, string>();

  constructor(
    private readonly run: RunConfig,
    private readonly registry: Registry,
  ) {}

  /** `urn::id` of the provider. Throws a UserError when the stack forbids default providers of the package. */
  reference(plugin: PluginRequest): string {
    const name = [defaultName, plugin.version, plugin.downloadUrl]
      .filter((part) => part !== "")
      .join("_")
      .replace(/[^A-Za-z0-9_-]/g, "_");
    const key = `${plugin.packageName}:${name}`;
    const known = this.#references.get(key);
    if (known !== undefined) return known;
    this.#refuseIfDisabled(plugin.packageName);
    const urn = this.#register(plugin, name);
    const reference = `${urn}::${UNKNOWN_TEXT}`;
    this.#references.set(key, reference);
    return reference;
  }

  #register(plugin: PluginRequest, name: string): string {
    const type = providerType(plugin.packageName);
    const urn = newUrn({ ...this.run, parent: "", type, name });
    this.registry.claim(urn, "");
    const fixed = { protect: false, retainOnDelete: false, dependencies: [], propertyDependencies: {} };
    this.registry.add({ urn, type, name, custom: true, ...fixed, inputs: this.#inputs(plugin) });
    return urn;
  }

  #inputs(plugin: PluginRequest): Inputs {
    const prefix = `${plugin.packageName}:`;
    const secret = new Set(this.run.secretKeys);
    const own = Object.entries(this.run.config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), secret.has(key) ? new Secret(value) : value] as const);
    return { ...Object.fromEntries(own), ...pluginInputs(plugin.version, plugin.downloadUrl) };
  }

  #refuseIfDisabled(packageName: string): void {
    const disabled = this.run.config["pulumi:disable-default-providers"] ?? "";
    if (!disabled.includes(`"${packageName}"`) && !disabled.includes('"*"')) return;
    throw new UserError(
      `the stack disables default providers of "${packageName}" (pulumi:disable-default-providers): give its resources an explicit provider`,
    );
  }
}
