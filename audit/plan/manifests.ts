import { type Document, LineCounter, type Node, type Tags, isMap, isSeq, parseAllDocuments } from "yaml";
import type { PlannedResource } from "../../policies/preview/plan";
import { type Inputs, Secret, type Value } from "../../policies/preview/tree";
import { UserError } from "../user-error";
import { newUrn } from "./urn";

/** Where objects stand: the file as people name it, and the file or folder that was asked for. */
export interface Origin {
  readonly file: string;
  readonly subject: string;
}

export interface Manifests {
  readonly resources: readonly PlannedResource[];
  /** `file:line` of documents that are no Kubernetes objects. */
  readonly leftOut: readonly string[];
}

/** Stands for the stack in the URN of an object that no stack made. */
const stack = "manifests";

/**
 * The Kubernetes objects of a text, in YAML or JSON, as resources: lists taken apart, every object with its place. Their URNs end in
 * `::<namespace>/<name>`, or `::<name>` where no namespace is given.
 *
 * Throws a UserError, one sentence that names the file and the line and none of its content, when it cannot be read.
 */
export function readManifests(text: string, origin: Origin): Manifests {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: "1.1",
    customTags: withoutTimes,
    lineCounter: lines,
    logLevel: "error",
    uniqueKeys: true,
  });
  const resources: PlannedResource[] = [];
  const leftOut: string[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [mistake] = document.errors;
    if (mistake) throw new UserError(unreadable(`${origin.file}, line ${String(lines.linePos(mistake.pos[0]).line)}`, text));
    if (document.contents === null) continue;
    for (const { node, value } of objectsOf(document, origin)) {
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      const resource = resourceOf(value, origin, `${String(line)}:${String(col)}`);
      if (resource === undefined) leftOut.push(`${origin.file}:${String(line)}`);
      else resources.push(resource);
    }
  }
  return { resources, leftOut };
}

/** Kubernetes reads neither times of day nor dates: they stay text. */
const withoutTimes = (tags: Tags): Tags =>
  tags.filter(
    (tag) => typeof tag === "string" || (tag.tag !== "tag:yaml.org,2002:timestamp" && !("format" in tag && tag.format === "TIME")),
  );

const unreadable = (where: string, text: string): string =>
  text.includes("{{")
    ? `${where}: not valid YAML, but looks like a template; write what it makes, e.g. with "helm template"`
    : `${where}: not valid YAML; correct it, or leave the file out`;

interface Found {
  readonly node: Node;
  readonly value: Value;
}

/** A list of kubectl (`kind: List`) holds objects of its own. */
function objectsOf(document: Document.Parsed, { file }: Origin): readonly Found[] {
  const { contents } = document;
  if (contents === null) return [];
  const value = plain(document, file);
  // Nothing but a comment.
  if (value === null) return [];
  const items = isMap(contents) && isList(value) ? contents.get("items", true) : undefined;
  if (!isSeq(items)) return [{ node: contents, value }];
  const values = (value as { readonly items: readonly Value[] }).items;
  return items.items.map((item, index) => ({ node: item as Node, value: values[index] }));
}

function plain(document: Document.Parsed, file: string): Value {
  try {
    return document.toJS({ maxAliasCount: 100 }) as Value;
  } catch {
    throw new UserError(`${file} repeats itself by too many aliases to be read; write out what they stand for`);
  }
}

const isMapping = (value: Value): value is Inputs => typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: Value): boolean =>
  isMapping(value) && typeof value["kind"] === "string" && value["kind"].endsWith("List") && Array.isArray(value["items"]);

function resourceOf(value: Value, { file, subject }: Origin, place: string): PlannedResource | undefined {
  if (!isMapping(value)) return undefined;
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || apiVersion === "" || kind === "") return undefined;
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
  const name = nameOf(isMapping(metadata) ? metadata : {});
  return {
    urn: newUrn({ stack, project: subject, parent: "", type, name }),
    type,
    name,
    custom: true,
    protect: false,
    retainOnDelete: false,
    dependencies: [],
    propertyDependencies: {},
    inputs: kind === "Secret" ? hushed(value) : value,
    sourcePosition: `${file}:${place}`,
  };
}

/** What a Secret holds is never printed; kubectl and others keep a copy of it in annotations. */
const hushed = (object: Inputs): Inputs => ({
  ...secretive(object, "data", "stringData"),
  ...(isMapping(object["metadata"]) ? { metadata: secretive(object["metadata"], "annotations") } : {}),
});

const secretive = (object: Inputs, ...keys: readonly string[]): Inputs =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, keys.includes(key) ? new Secret(value) : value]));

function nameOf({ name, generateName, namespace }: Inputs): string {
  const own = [name, generateName].find((one) => typeof one === "string") ?? "unnamed";
  return typeof namespace === "string" && namespace !== "" ? `${namespace}/${own}` : own;
}
