import {
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PlannedResource } from "../../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value, isObject } from "../../../policies/preview/tree";

/** How the engine writes an unknown text on the wire, and the mark of a secret. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function onWire(value: Value): JavaScriptValue {
  if (value === UNKNOWN || value instanceof Hidden) return unknownText;
  if (value instanceof Secret) return { [signature]: secretSignature, value: onWire(value.value) };
  if (Array.isArray(value)) return (value as readonly Value[]).map(onWire);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, onWire(item)]])));
  return value as string | number | boolean | null;
}

export const struct = (inputs: Inputs): Struct => Struct.fromJavaScript(onWire(inputs) as Record<string, JavaScriptValue>);

function options(resource: PlannedResource): AnalyzerResourceOptions {
  return new AnalyzerResourceOptions().setProtect(resource.protect).setParent(resource.parent ?? "");
}

/** The default provider that the engine puts beside every custom resource. */
function provider(resource: PlannedResource): AnalyzerProviderResource | undefined {
  if (!resource.custom) return undefined;
  const type = `pulumi:providers:${resource.type.split(":")[0] ?? ""}`;
  return new AnalyzerProviderResource()
    .setType(type)
    .setUrn(`urn:pulumi:test::program::${type}::default`)
    .setName("default")
    .setProperties(struct({}));
}

/** A resource as the engine sends it when it is registered: its inputs. */
export function registered(resource: PlannedResource): AnalyzeRequest {
  return new AnalyzeRequest()
    .setType(resource.type)
    .setUrn(resource.urn)
    .setName(resource.name)
    .setProperties(struct(resource.inputs))
    .setOptions(options(resource))
    .setProvider(provider(resource));
}

/** The same resource at the end: outputs instead of inputs (none of a component), with all that it depends on. */
export function atTheEnd(resource: PlannedResource): AnalyzerResource {
  const message = new AnalyzerResource()
    .setType(resource.type)
    .setUrn(resource.urn)
    .setName(resource.name)
    .setProperties(struct(resource.custom ? resource.inputs : {}))
    .setOptions(options(resource))
    .setProvider(provider(resource))
    .setParent(resource.parent ?? "")
    .setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    message.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return message;
}
