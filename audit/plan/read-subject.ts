import { type Dirent, readdirSync, statSync } from "node:fs";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { Plan, type PlannedResource } from "../../policies/preview/plan";
import { UserError } from "../user-error";
import { type Origin, readManifests } from "./manifests";
import { type PlanFile, planOf, readPlan } from "./read-file";
import { readStandardInput, readTextFile, standardInput } from "./text-file";
import type { Json } from "./values";

/** Endings of files that hold Kubernetes objects. */
const endings = [".yaml", ".yml", ".json"];

/** Folders that hold other people's files. */
const passedOver = new Set([".git", "node_modules"]);

/**
 * Reads what is to be judged: a state, a preview or a plan in JSON; Kubernetes objects in YAML or JSON, in a file or in all files of a folder
 * and below; or any of these from standard input, which is `-`.
 *
 * Throws a UserError, one sentence that names the file, when there is nothing of the kind.
 */
export function readSubject(named: string, cwd: string): PlanFile {
  if (named === "-") return ofText(readStandardInput(), { file: standardInput, subject: "stdin" });
  const path = resolve(cwd, named);
  if (isFolder(path)) return ofFolder(path, cwd);
  const origin = { file: shown(path, cwd), subject: basename(path) };
  const text = readTextFile(path);
  if ([".yaml", ".yml"].includes(extname(path).toLowerCase())) return fromManifests([[text, origin]], origin.file);
  return ofText(text, { ...origin, file: path });
}

/** Kubernetes reads JSON as YAML; what is JSON may be one of ours. */
function ofText(text: string, origin: Origin): PlanFile {
  const document = jsonOf(text);
  if (document === undefined && origin.file !== standardInput) return readPlan(text, origin.file);
  const plan = document === undefined ? undefined : planOf(document, origin.file);
  if (plan !== undefined) return plan;
  if (document !== undefined && !isObjectOrList(document)) return readPlan(text, origin.file);
  return fromManifests([[text, origin]], origin.file);
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const isObjectOrList = (document: Json): boolean =>
  typeof document === "object" && document !== null && "kind" in document && "apiVersion" in document;

function ofFolder(path: string, cwd: string): PlanFile {
  const files = filesIn(path);
  if (files.length === 0) throw new UserError(`${shown(path, cwd)} holds no file that ends in ${endings.join(", ")}; name another folder`);
  const subject = basename(path);
  return fromManifests(
    files.map((file) => [readTextFile(file), { file: shown(file, cwd), subject }] as const),
    shown(path, cwd),
  );
}

/** Sorted, so that a report of a folder is the same on every machine. */
function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => below(folder, entry));
}

function below(folder: string, entry: Dirent): readonly string[] {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesIn(path);
  return entry.isFile() && endings.includes(extname(entry.name).toLowerCase()) ? [path] : [];
}

function fromManifests(texts: readonly (readonly [text: string, origin: Origin])[], named: string): PlanFile {
  const read = texts.map(([text, origin]) => readManifests(text, origin));
  const resources: readonly PlannedResource[] = read.flatMap((one) => one.resources);
  if (resources.length === 0)
    throw new UserError(`${named} holds no Kubernetes object; name a file whose documents have apiVersion and kind, or a plan in JSON`);
  const leftOut = read.flatMap((one) => one.leftOut);
  const sorted = [...resources].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  return {
    plan: new Plan(sorted, "manifest"),
    source: "manifest",
    remoteComponents: [],
    notes: leftOut.length === 0 ? [] : [`left out, because it is no Kubernetes object: ${leftOut.join(", ")}`],
  };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** As somebody in the working directory would write it. */
function shown(path: string, cwd: string): string {
  const short = relative(cwd, path).split(sep).join("/");
  return short === "" ? "." : short.startsWith("../") ? path : short;
}
