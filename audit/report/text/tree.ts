import { groupBy } from "../../judge/group";
import type { ResourceJson } from "../../plan/serialize";
import type { PlanReport } from "../document";
import { nameOf, wrap } from "./layout";
import type { Style } from "./style";

/** Components as a tree; below each, what it makes itself, grouped by type, by the part of the names that the component's own lacks. */
export function resourceTree(report: PlanReport, width: number, style: Style): string[] {
  const known = new Set(report.resources.map((resource) => resource.urn));
  const children = groupBy(report.resources, (resource) =>
    resource.parent !== undefined && known.has(resource.parent) ? resource.parent : "",
  );
  const remote = new Set(report.remoteComponents);
  const branch = (parent: ResourceJson | undefined, depth: number): string[] => {
    const own = children.get(parent?.urn ?? "") ?? [];
    const leaves = own.filter((resource) => resource.custom && !children.has(resource.urn));
    const branches = own.filter((resource) => !leaves.includes(resource));
    return [
      ...leavesOf(leaves, parent, depth, width),
      ...branches.flatMap((resource) => [
        ...wrap(heading(resource, remote), width, "  ".repeat(depth), "  ".repeat(depth + 2)),
        ...branch(resource, depth + 1),
      ]),
    ];
  };
  return [style.bold(`Resources (${String(report.resources.length)})`), ...branch(undefined, 1)];
}

function heading(resource: ResourceJson, remote: ReadonlySet<string>): string {
  const note = remote.has(resource.urn) ? " (its children are judged by the real engine only)" : "";
  return `${nameOf(resource.urn)} [${resource.type}]${note}`;
}

function leavesOf(resources: readonly ResourceJson[], parent: ResourceJson | undefined, depth: number, width: number): string[] {
  const sorted = [...resources].sort((a, b) => Number(a.type > b.type) - Number(a.type < b.type));
  return [...groupBy(sorted, (resource) => shortType(resource.type))].flatMap(([type, same]) => {
    const names = same.map((resource) => shortName(resource, parent)).join(", ");
    const times = same.length === 1 ? "" : ` x${String(same.length)}`;
    return wrap(`${type}${times}: ${names}`, width, "  ".repeat(depth), "  ".repeat(depth + 2));
  });
}

function shortName(resource: ResourceJson, parent: ResourceJson | undefined): string {
  const name = nameOf(resource.urn);
  const prefix = parent === undefined ? "" : `${nameOf(parent.urn)}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/**
 * `aws:ec2/subnet:Subnet` -> `aws ec2.Subnet`, `kubernetes:storage.k8s.io/v1:StorageClass` -> `kubernetes StorageClass`. Every constraint of
 * Gatekeeper has a type of its own, which says the same as its name.
 */
function shortType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (module.startsWith("constraints.gatekeeper.sh/")) return `${provider} constraint`;
  const group = provider === "aws" ? `${module.split("/")[0] ?? ""}.` : "";
  return `${provider} ${group}${name}`;
}
