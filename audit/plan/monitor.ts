import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { CallResponse } from "@pulumi/pulumi/proto/provider_pb";
import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import { Callbacks } from "./callbacks";
import { DefaultProviders, type RunConfig } from "./default-providers";
import { answer } from "./invokes";
import { registered } from "./outputs";
import { Registry, inputsOf, plannedResource } from "./registry";
import { fromStruct, toStruct } from "./struct";
import { Transforms } from "./transforms";
import { newUrn, packageOf } from "./urn";
import { type JsonObject, UNKNOWN_TEXT } from "./values";

export type Reply<T> = (error: Error | null, response?: T) => void;

type Located = Pick<protocol.RegisterResourceRequest, "getParent" | "getType" | "getName">;
type Plugged = Pick<protocol.RegisterResourceRequest, "getVersion" | "getPlugindownloadurl">;

/**
 * The engine's side of the SDK's resource protocol, in process: it records what a program registers and creates nothing. Its methods
 * are those of the protocol's client; what a preview of a first update never reaches is absent.
 */
export class Monitor {
  readonly registry = new Registry();
  readonly #defaults: DefaultProviders;
  readonly #callbacks = new Callbacks();
  readonly #transforms = new Transforms(this.#callbacks);
  /** The first error this monitor answered with, as it was before the SDK wrapped it. */
  failure: Error | undefined;

  constructor(
    private readonly run: RunConfig,
    private readonly programDirectory: string,
    private readonly warn: (message: string) => void,
    /** Where the program calls which provider function first: token -> `file:line:column`. */
    private readonly calls: ReadonlyMap<string, string>,
  ) {
    this.#defaults = new DefaultProviders(run, this.registry);
  }

  getDeploymentInfo(_request: unknown, reply: Reply<protocol.DeploymentInfo>): void {
    const info = new protocol.DeploymentInfo();
    info.setSupportedfeaturesList(features);
    reply(null, info);
  }

  registerResource(request: protocol.RegisterResourceRequest, reply: Reply<protocol.RegisterResourceResponse>): void {
    this.#answer(reply, () => this.#register(request));
  }

  registerResourceOutputs(_request: unknown, reply: Reply<object>): void {
    reply(null, {});
  }

  /** A resource that exists already: its id and what the program says of it are known. It is not part of the plan. */
  readResource(request: protocol.ReadResourceRequest, reply: Reply<protocol.ReadResourceResponse>): void {
    this.#answer(reply, () => {
      const urn = this.#urn(request);
      this.registry.claim(urn, request.getParent());
      const response = new protocol.ReadResourceResponse();
      response.setUrn(urn);
      response.setProperties(request.getProperties());
      return response;
    });
  }

  existsResource(_request: unknown, reply: Reply<protocol.ExistsResourceResponse>): void {
    const response = new protocol.ExistsResourceResponse();
    response.setUnknown(true);
    reply(null, response);
  }

  invoke(request: protocol.ResourceInvokeRequest, reply: Reply<protocol.ResourceInvokeResponse>): void {
    this.#answer(reply, () => this.#invoke(request));
  }

  /** A method of a component whose plugin does not run: what it gives is unknown. */
  call(_request: unknown, reply: Reply<CallResponse>): void {
    const response = new CallResponse();
    response.setReturn(toStruct({ result: UNKNOWN_TEXT }));
    reply(null, response);
  }

  registerStackTransform(callback: Callback, reply: Reply<object>): void {
    this.#transforms.addToStack(callback);
    reply(null, {});
  }

  registerStackInvokeTransform(callback: Callback, reply: Reply<object>): void {
    this.#transforms.addToInvokes(callback);
    reply(null, {});
  }

  registerPackage(request: protocol.RegisterPackageRequest, reply: Reply<protocol.RegisterPackageResponse>): void {
    const response = new protocol.RegisterPackageResponse();
    response.setRef(request.getName());
    reply(null, response);
  }

  registerResourceHook(request: protocol.RegisterResourceHookRequest, reply: Reply<object>): void {
    if (request.getOnDryRun()) this.warn(`hook "${request.getName()}" asks to run in previews; the offline preview does not run it`);
    reply(null, {});
  }

  registerErrorHook(_request: unknown, reply: Reply<object>): void {
    reply(null, {});
  }

  close(): void {
    this.#callbacks.close();
  }

  async #register(request: protocol.RegisterResourceRequest): Promise<protocol.RegisterResourceResponse> {
    await this.#transforms.apply(request, this.registry.lineage(request.getParent()));
    const urn = this.#urn(request);
    this.registry.claim(urn, request.getParent(), new Map(request.getProvidersMap().toArray()));
    this.#transforms.addToResource(urn, request.getTransformsList());
    const provider = this.#provider(request);
    if (!request.hasRetainondelete()) request.setRetainondelete(this.registry.find(request.getParent())?.retainOnDelete ?? false);
    // A component's plugin is asked through a provider, but no provider manages a component.
    const manager = request.getCustom() ? provider : "";
    this.registry.add(plannedResource(request, inputsOf(request), { urn, provider: manager, programDirectory: this.programDirectory }));
    if (request.getRemote()) this.registry.remoteComponents.push(urn);
    return registered(request, urn, !request.getRemote() && !this.registry.isUnconfigured(provider));
  }

  async #invoke(request: protocol.ResourceInvokeRequest): Promise<protocol.ResourceInvokeResponse> {
    await this.#transforms.applyToInvoke(request);
    const response = new protocol.ResourceInvokeResponse();
    const args = fromStruct(request.getArgs());
    const packageName = packageOf(request.getTok());
    const result =
      packageName === "pulumi"
        ? this.#lookUp(args)
        : answer({ token: request.getTok(), args, run: this.run, place: this.calls.get(request.getTok()) });
    if (packageName !== "pulumi" && request.getProvider() === "") this.#defaultProvider(packageName, request);
    response.setReturn(toStruct(result));
    return response;
  }

  /** `pulumi:pulumi:getResource`, by which the SDK turns a reference back into a resource of this program. */
  #lookUp(args: JsonObject): JsonObject {
    return { urn: args["urn"], id: "", state: {} };
  }

  /** The provider a resource names or inherits, else its package's default one; components that run in the program have none. */
  #provider(request: protocol.RegisterResourceRequest): string {
    const type = request.getType();
    if (type.startsWith("pulumi:") || !(request.getCustom() || request.getRemote())) return request.getProvider();
    const packageName = packageOf(type);
    const named = request.getProvider() || this.registry.inherited(request.getParent(), packageName);
    return named || this.#defaultProvider(packageName, request);
  }

  #defaultProvider(packageName: string, request: Plugged): string {
    return this.#defaults.reference({ packageName, version: request.getVersion(), downloadUrl: request.getPlugindownloadurl() });
  }

  #urn(request: Located): string {
    return newUrn({ ...this.run, parent: request.getParent(), type: request.getType(), name: request.getName() });
  }

  #answer<T>(reply: Reply<T>, work: () => T | Promise<T>): void {
    Promise.resolve()
      .then(work)
      .then(
        (response) => {
          reply(null, response);
        },
        (error: unknown) => {
          const failure = error instanceof Error ? error : new Error(String(error));
          this.failure ??= failure;
          reply(failure);
        },
      );
  }
}

const Feature = protocol.ResourceMonitorFeature;

/** What this monitor honours or may ignore in a first preview; the SDK refuses a program that needs anything else. */
const features = [
  Feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  Feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  Feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  Feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  Feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
  Feature.RESOURCE_MONITOR_FEATURE_STATE_MIGRATIONS,
];
