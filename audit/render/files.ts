import { stringify } from "yaml";
import type { PlannedResource } from "../../policies/preview/plan";
import { isObject, unwrap } from "../../policies/preview/tree";
import { type Gap, plainOf } from "./plain";

/** A file below the folder that is rendered to. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

const releaseType = "kubernetes:helm.sh/v3:Release";

/**
 * Every object that a program itself makes in a cluster, one file each, and the values of every chart that it installs, sorted by path. The
 * names say only what an object is, so that two renderings of one plan are equal and two plans can be compared.
 *
 * - `objects/`: for `kubectl apply --server-side --recursive`, in the order of their folders: namespaces, then what admission judges by,
 *   then the rest.
 * - `patches/`: parts of objects that others make.
 * - `charts/`: `helm template RELEASE CHART --version VERSION --values FILE`, as the first lines of the file say.
 */
export function renderedFiles(resources: readonly PlannedResource[]): readonly RenderedFile[] {
  const files = resources.flatMap((resource) => {
    if (resource.type === releaseType) return chartFile(resource);
    return resource.type.startsWith("kubernetes:") && resource.custom ? objectFile(resource) : [];
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Named {
  readonly name: string;
  readonly namespace: string | undefined;
}

function namesOf(resource: PlannedResource): Named {
  const metadata = unwrap(resource.inputs["metadata"]);
  const text = (key: string): string | undefined => {
    const value = isObject(metadata) ? unwrap(metadata[key]) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return { name: text("name") ?? resource.name, namespace: text("namespace") };
}

/** Folders in the order in which their contents can be applied. */
function folderOf(kind: string, apiVersion: string): string {
  if (kind === "Namespace") return "1-namespaces";
  if (kind === "ConstraintTemplate") return "2-templates";
  if (apiVersion.startsWith("constraints.gatekeeper.sh/")) return "3-constraints";
  return "4-others";
}

const safe = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, "-");

function objectFile(resource: PlannedResource): RenderedFile {
  const gaps: Gap[] = [];
  const { apiVersion, kind } = identity(resource);
  const rest = plainOf(resource.inputs, gaps) as Readonly<Record<string, unknown>>;
  const object = { ...rest, apiVersion, kind, metadata: withoutOurs(rest["metadata"]) };
  const { name, namespace } = namesOf(resource);
  const file = safe([kind.toLowerCase(), ...(namespace === undefined ? [] : [namespace]), name].join("."));
  const folder = resource.type.endsWith("Patch") ? "patches" : `objects/${folderOf(kind, apiVersion)}`;
  return { path: `${folder}/${file}.yaml`, text: `${notes(gaps)}${yaml(object)}` };
}

/** `kubernetes:apps/v1:Deployment` -> `apps/v1`, `Deployment`; the core group is written without its name. */
function identity({ type }: PlannedResource): { readonly apiVersion: string; readonly kind: string } {
  const [, version = "", kind = ""] = type.split(":");
  return { apiVersion: version.replace(/^core\//, ""), kind: kind.replace(/Patch$/, "") };
}

/** What only Pulumi reads is no part of the object. */
function withoutOurs(metadata: unknown): unknown {
  if (typeof metadata !== "object" || metadata === null || !("annotations" in metadata)) return metadata;
  const { annotations, ...rest } = metadata as { readonly annotations: Readonly<Record<string, unknown>> };
  const kept = Object.entries(annotations).filter(([key]) => !key.startsWith("pulumi.com/"));
  return kept.length === 0 ? rest : { ...rest, annotations: Object.fromEntries(kept) };
}

function chartFile({ name, inputs }: PlannedResource): RenderedFile {
  const gaps: Gap[] = [];
  const plain = plainOf(inputs, gaps) as {
    readonly name?: string;
    readonly namespace?: string;
    readonly chart?: string;
    readonly version?: string;
    readonly repositoryOpts?: { readonly repo?: string };
    readonly values?: object;
  };
  const release = plain.name ?? name;
  const said = [
    ["chart", plain.chart],
    ["version", plain.version],
    ["repository", plain.repositoryOpts?.repo],
    ["namespace", plain.namespace],
  ].flatMap(([what, value]) => (value === undefined ? [] : [`# ${what ?? ""}: ${value}`]));
  const text = `${[`# release: ${release}`, ...said].join("\n")}\n${notes(gaps)}${yaml(plain.values ?? {})}`;
  return { path: `charts/${safe(release)}.values.yaml`, text };
}

/** What stands in the place of a value, so that nobody takes it for the value. */
function notes(gaps: readonly Gap[]): string {
  return gaps.map(({ path, why }) => `# ${path}: ${why}\n`).join("");
}

/** As readers of YAML 1.1 need it, which kubectl is one of: there `yes` is no text. */
const yaml = (value: unknown): string =>
  stringify(value, { version: "1.1", sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false });
