import { stringify } from "yaml";
import type { PlannedResource } from "../../policies/preview/plan";
import { Hidden, Secret, UNKNOWN, type Value, isObject } from "../../policies/preview/tree";

/** A resource in the form of Pulumi's YAML, or a Kubernetes object as kubectl takes it. */
export function asYaml(resource: PlannedResource): string {
  const [provider, group = "", kind = ""] = resource.type.split(":");
  const properties = shown(resource.inputs, resource) as Record<string, unknown>;
  if (provider === "kubernetes" && !kind.endsWith("Release"))
    return write({ apiVersion: group.replace(/^core\//, ""), kind: kind.replace(/Patch$/, ""), ...properties });
  if (resource.type === "pulumi:pulumi:Stack" || provider === "compliant-eks") return "";
  const options = {
    ...(resource.protect ? { protect: true } : {}),
    ...(resource.retainOnDelete ? { retainOnDelete: true } : {}),
  };
  return write({ [resource.name]: { type: resource.type, properties, ...(Object.keys(options).length === 0 ? {} : { options }) } });
}

const write = (value: unknown): string => stringify(value, { lineWidth: 110, aliasDuplicateObjects: false });

function shown(value: Value, resource: PlannedResource, top?: string): unknown {
  if (value === UNKNOWN) return `\${${sourceOf(resource, top)}}`;
  if (value instanceof Hidden) return "[hidden]";
  if (value instanceof Secret) return { "fn::secret": shown(value.value, resource, top) };
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => shown(item, resource, top));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item, resource, top ?? key)]));
}

/** What is not known before the update comes from another resource. */
function sourceOf(resource: PlannedResource, property = ""): string {
  const [urn] = resource.propertyDependencies[property] ?? [];
  return urn === undefined ? "known.after.update" : `${urn.split("::").at(-1) ?? ""}.arn`;
}
