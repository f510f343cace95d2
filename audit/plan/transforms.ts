import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import * as protocol from "@pulumi/pulumi/proto/resource_pb";
import type { Callbacks } from "./callbacks";
import { dependenciesOf, withOutputValues, withoutOutputValues } from "./output-values";
import { fromStruct, toStruct } from "./struct";

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

  /**
   * Amends a request in the engine's order: the resource's own transforms, then those of its ancestors from the nearest, then the
   * stack's. As in the engine, only a resource with transforms of its own has its dependencies made anew: those that the options name,
   * and those that come back with values. What an ancestor's transform says of dependencies counts for nothing.
   */
  async apply(request: protocol.RegisterResourceRequest, ancestors: Iterable<string>): Promise<void> {
    const own = request.getTransformsList();
    const all = [...own, ...[...ancestors].flatMap((urn) => this.#ofResource.get(urn) ?? []), ...this.#ofStack];
    if (all.length === 0) return;
    const original = request.getDependenciesList();
    let carried = own.length > 0 ? propertyDependencies(request) : none;
    for (const callback of all) {
      request.setObject(toStruct(withOutputValues(fromStruct(request.getObject()), carried)));
      carried = none;
      const answer = await this.callbacks.invoke(callback, transformRequest(request).serializeBinary());
      amend(request, protocol.TransformResponse.deserializeBinary(answer));
    }
    settle(request, own.length > 0);
    request.setDependenciesList(own.length > 0 ? inOrder(original, request) : original);
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

const none: ReadonlyMap<string, readonly string[]> = new Map();

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
  request.setDependenciesList(options.getDependsOnList());
  if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
  else request.clearProtect();
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
  else request.clearRetainondelete();
  request.setProvider(options.getProvider());
  if (options.getVersion() !== "") request.setVersion(options.getVersion());
  if (options.getPluginDownloadUrl() !== "") request.setPlugindownloadurl(options.getPluginDownloadUrl());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  options.getProvidersMap().forEach((provider, packageName) => request.getProvidersMap().set(packageName, provider));
}

/** Turns output values back into plain ones. */
function settle(request: protocol.RegisterResourceRequest, ownTransforms: boolean): void {
  const properties = fromStruct(request.getObject());
  request.setObject(toStruct(withoutOutputValues(properties)));
  if (!ownTransforms) return;
  request.clearPropertydependenciesMap();
  for (const [property, urns] of dependenciesOf(properties)) {
    const dependencies = new protocol.RegisterResourceRequest.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    request.getPropertydependenciesMap().set(property, dependencies);
  }
}

function propertyDependencies(request: protocol.RegisterResourceRequest): Map<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  request.getPropertydependenciesMap().forEach((dependencies, property) => result.set(property, dependencies.getUrnsList()));
  return result;
}

/** A transform may drop what a resource depends on by option, not what its properties come from. */
function inOrder(original: readonly string[], request: protocol.RegisterResourceRequest): string[] {
  const all = new Set([...request.getDependenciesList(), ...[...propertyDependencies(request).values()].flat()]);
  return [...original.filter((urn) => all.has(urn)), ...[...all].filter((urn) => !original.includes(urn))];
}
