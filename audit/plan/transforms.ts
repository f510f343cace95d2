import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import type { Callbacks } from "./callbacks";

/** The functions by which a program changes what other parts of it register. */
export class Transforms {
  readonly #ofResource = new Map<string, readonly Callback[]>();
  readonly #ofStack: Callback[] = [];
  readonly #ofInvokes: Callback[] = [];

  constructor(private readonly callbacks: Callbacks) {}

  addToStack(callback: Callback): void {
    this.#ofStack.push(callback);
  }

  addToInvokes(callback: Callback): void {
    this.#ofInvokes.push(callback);
  }

  /** A resource's transforms apply to it and to everything below it. */
  addToResource(urn: string, callbacks: readonly Callback[]): void {
    if (callbacks.length > 0) this.#ofResource.set(urn, callbacks);
  }

  /** Amends a request in the engine's order: the resource's own transforms, then those of its ancestors from the nearest, then the stack's. */
  async apply(request: protocol.RegisterResourceRequest, ancestors: Iterable<string>): Promise<void> {
    const inherited = [...ancestors].flatMap((urn) => this.#ofResource.get(urn) ?? []);
    for (const callback of [...request.getTransformsList(), ...inherited, ...this.#ofStack]) {
      const answer = await this.callbacks.invoke(callback, transformRequest(request).serializeBinary());
      amend(request, protocol.TransformResponse.deserializeBinary(answer));
    }
  }

  async applyToInvoke(request: protocol.ResourceInvokeRequest): Promise<void> {
    for (const callback of this.#ofInvokes) {
      const message = new protocol.TransformInvokeRequest();
      message.setToken(request.getTok());
      message.setArgs(request.getArgs());
      message.setOptions(invokeOptions(request));
      const answer = protocol.TransformInvokeResponse.deserializeBinary(await this.callbacks.invoke(callback, message.serializeBinary()));
      request.setArgs(answer.getArgs());
      request.setProvider(answer.getOptions()?.getProvider() ?? request.getProvider());
    }
  }
}

function invokeOptions(request: protocol.ResourceInvokeRequest): protocol.TransformInvokeOptions {
  const options = new protocol.TransformInvokeOptions();
  options.setProvider(request.getProvider());
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  return options;
}

function transformRequest(request: protocol.RegisterResourceRequest): protocol.TransformRequest {
  const message = new protocol.TransformRequest();
  message.setType(request.getType());
  message.setName(request.getName());
  message.setCustom(request.getCustom());
  message.setParent(request.getParent());
  message.setProperties(request.getObject());
  message.setOptions(resourceOptions(request));
  return message;
}

function resourceOptions(request: protocol.RegisterResourceRequest): protocol.TransformResourceOptions {
  const options = new protocol.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setDeletedWith(request.getDeletedwith());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setImport(request.getImportid());
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  request.getProvidersMap().forEach((provider, packageName) => options.getProvidersMap().set(packageName, provider));
  return options;
}

/** Takes over what a plan shows of the answer. */
function amend(request: protocol.RegisterResourceRequest, answer: protocol.TransformResponse): void {
  if (answer.hasProperties()) request.setObject(answer.getProperties());
  const options = answer.getOptions();
  if (options === undefined) return;
  request.setDependenciesList(withPropertyDependencies(request, options.getDependsOnList()));
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  else request.clearProtect();
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  else request.clearRetainondelete();
  request.setProvider(options.getProvider());
  request.setVersion(options.getVersion());
  request.setPlugindownloadurl(options.getPluginDownloadUrl());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  options.getProvidersMap().forEach((provider, packageName) => request.getProvidersMap().set(packageName, provider));
}

/** A transform may drop what a resource depends on by option, not what its properties come from. */
function withPropertyDependencies(request: protocol.RegisterResourceRequest, dependsOn: readonly string[]): string[] {
  const all = new Set(dependsOn);
  request.getPropertydependenciesMap().forEach((dependencies) => {
    for (const urn of dependencies.getUrnsList()) all.add(urn);
  });
  return [...all];
}
