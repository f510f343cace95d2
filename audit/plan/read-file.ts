import { Plan, type PlanSource, type PlannedResource } from "../../policies/preview/plan";
import { UserError } from "../user-error";
import { type FileFormat, formats } from "./file-formats";
import { parseJson } from "./json-file";
import { readTextFile } from "./text-file";
import { nameOf } from "./urn";
import { type Json, type JsonObject, isJsonObject } from "./values";

export interface PlanFile {
  readonly plan: Plan;
  readonly source: PlanSource;
  /** What the checks knew besides the resources when the file was made; only in our own plans. */
  readonly settings?: object;
  /** URNs of components whose children are not in the file, although something makes them; only in our own plans. */
  readonly remoteComponents: readonly string[];
  /** Sentences on what this file does not show. */
  readonly notes: readonly string[];
}

/**
 * Reads resources that another program made: a state (`pulumi stack export`), a preview (`pulumi preview --json`) or a plan of ours.
 *
 * Throws a UserError, one sentence that names the file, when it is none of these.
 */
export const readPlanFile = (path: string): PlanFile => readPlan(readTextFile(path), path);

/** As readPlanFile, of a text that was read already. */
export function readPlan(text: string, path: string): PlanFile {
  const plan = planOf(parseJson(text, path), path);
  if (plan !== undefined) return plan;
  const expected = [...formats.map((candidate) => candidate.madeBy), "Kubernetes objects"].join(", ");
  throw new UserError(`${path} is JSON but none of what can be judged: ${expected}`);
}

/** The plan in a document, when it is one of the kinds that hold plans. */
export function planOf(document: Json, path: string): PlanFile | undefined {
  if (!isJsonObject(document)) return undefined;
  const format = formats.find((candidate) => candidate.recognises(document));
  return format === undefined ? undefined : planFile(path, format, document);
}

function planFile(path: string, format: FileFormat, document: JsonObject): PlanFile {
  const byUrn = new Map<string, PlannedResource>();
  try {
    format.entries(document).forEach((entry, index) => {
      const resource = resourceOf(entry, format, `${path}: resource ${String(index + 1)}`);
      byUrn.set(resource.urn, resource);
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${path} is nested too deeply to be read`);
    throw error;
  }
  const resources = [...byUrn.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const ours = format.source === "plan-json";
  const { settings, remoteComponents } = document;
  const none = resources.length === 0 ? [`${path} holds no resources`] : [];
  return {
    plan: new Plan(resources, format.source),
    source: format.source,
    ...(ours && isJsonObject(settings) ? { settings } : {}),
    remoteComponents: ours ? strings(remoteComponents) : [],
    notes: [...none, ...format.notes(document)],
  };
}

function resourceOf(entry: Json, format: FileFormat, where: string): PlannedResource {
  if (!isJsonObject(entry)) throw new UserError(`${where} is not an object`);
  const urn = text(entry, "urn", where);
  if (urn.split("::").length < 4) throw new UserError(`${where} has a "urn" that is not a Pulumi URN`);
  const { parent, provider } = entry;
  return {
    urn,
    type: text(entry, "type", where),
    name: nameOf(urn),
    custom: entry["custom"] === true,
    protect: entry["protect"] === true,
    retainOnDelete: entry["retainOnDelete"] === true,
    ...(typeof parent === "string" && parent !== "" ? { parent } : {}),
    dependencies: strings(entry["dependencies"]),
    propertyDependencies: stringLists(entry["propertyDependencies"]),
    ...(typeof provider === "string" && provider !== "" ? { provider } : {}),
    inputs: isJsonObject(entry["inputs"]) ? format.inputs(entry["inputs"]) : {},
  };
}

function text(entry: JsonObject, key: string, where: string): string {
  const value = entry[key];
  if (typeof value !== "string" || value === "") throw new UserError(`${where} has no "${key}"`);
  return value;
}

function strings(value: Json): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === "string") : [];
}

function stringLists(value: Json): Readonly<Record<string, readonly string[]>> {
  if (!isJsonObject(value)) return {};
  const lists = Object.entries(value).map(([key, urns]) => [key, strings(urns)] as const);
  return Object.fromEntries(lists.filter(([, urns]) => urns.length > 0));
}
