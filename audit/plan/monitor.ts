import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import type { PlannedResource } from "../../policies/preview/plan";
import { DefaultProviders, type RunConfig } from "./default-providers";
import { registered } from "./outputs";
import { Registry, inputsOf, plannedResource } from "./registry";
import { newUrn, packageOf } from "./urn";

export type Reply<T> = (error: Error | null, response?: T) => void;

const Feature = protocol.ResourceMonitorFeature;

/** What this monitor honours; the SDK refuses a program that needs anything else. */
const features = [
  Feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
];

/** The engine's side of the SDK's resource protocol, in process: it records what a program registers and creates nothing. */
export class Monitor {
  readonly registry = new Registry();
  readonly #defaults: DefaultProviders;
  /** The first error this monitor answered with, as it was before the SDK wrapped it. */
  failure: Error | undefined;

  constructor(
    private readonly run: RunConfig,
    private readonly programDirectory: string,
  ) {
    this.#defaults = new DefaultProviders(run, this.registry);
  }

  getDeploymentInfo(_request: unknown, reply: Reply<protocol.DeploymentInfo>): void {
    const info = new protocol.DeploymentInfo();
    info.setSupportedfeaturesList(features);
    reply(null, info);
  }

  registerResource(request: protocol.RegisterResourceRequest, reply: Reply<protocol.RegisterResourceResponse>): void {
    this.#answer(reply, () => Promise.resolve(this.#register(request)));
  }

  registerResourceOutputs(_request: unknown, reply: Reply<unknown>): void {
    reply(null, {});
  }

  /** A resource that exists already: only its id and what the program says of it are known. It is not part of the plan. */
  readResource(request: protocol.ReadResourceRequest, reply: Reply<protocol.ReadResourceResponse>): void {
    this.#answer(reply, () => {
      const urn = this.#urn(request);
      this.registry.claim(urn, request.getParent());
      const response = new protocol.ReadResourceResponse();
      response.setUrn(urn);
      response.setProperties(request.getProperties());
      return Promise.resolve(response);
    });
  }

  #register(request: protocol.RegisterResourceRequest): protocol.RegisterResourceResponse {
    const urn = this.#urn(request);
    this.registry.claim(urn, request.getParent(), new Map(request.getProvidersMap().toArray()));
    const provider = this.#provider(request);
    const resource = plannedResource(request, inputsOf(request), { urn, provider, programDirectory: this.programDirectory });
    this.registry.add(resource);
    if (request.getRemote()) this.registry.remoteComponents.push(urn);
    return registered(request, urn, !request.getRemote() && !this.registry.isUnconfigured(provider));
  }

  /** The provider a resource names or inherits, else its package's default one; components that run in the program have none. */
  #provider(request: protocol.RegisterResourceRequest): string {
    const type = request.getType();
    if (type.startsWith("pulumi:") || !(request.getCustom() || request.getRemote())) return request.getProvider();
    const packageName = packageOf(type);
    return (
      request.getProvider() ||
      this.registry.inherited(request.getParent(), packageName) ||
      this.#defaults.reference({ packageName, version: request.getVersion(), downloadUrl: request.getPlugindownloadurl() })
    );
  }

  #urn(request: { getParent(): string; getType(): string; getName(): string }): string {
    return newUrn({ ...this.run, parent: request.getParent(), type: request.getType(), name: request.getName() });
  }

  #answer<T>(reply: Reply<T>, work: () => Promise<T>): void {
    Promise.resolve()
      .then(work)
      .then(
        (response) => reply(null, response),
        (error: unknown) => {
          const failure = error instanceof Error ? error : new Error(String(error));
          this.failure ??= failure;
          reply(failure);
        },
      );
  }

  get resources(): readonly PlannedResource[] {
    return this.registry.resources;
  }
}
