import type { PlanSource } from "../../policies/preview/plan";
import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../policies/preview/tree";
import { HIDDEN_MARKER, SECRET_MARKER, UNKNOWN_MARKER } from "./serialize";
import { type Json, type JsonObject, type SecretReader, isJsonObject, toInputs, toValue } from "./values";

/** One kind of file that holds resources. */
export interface FileFormat {
  readonly source: PlanSource;
  /** How to make such a file, for the message that names all of them. */
  readonly madeBy: string;
  readonly recognises: (document: JsonObject) => boolean;
  /** The resources that are, or are asked to be, there; in the shape that all three kinds share. */
  readonly entries: (document: JsonObject) => readonly Json[];
  readonly inputs: (inputs: JsonObject) => Inputs;
  readonly notes: (document: JsonObject) => readonly string[];
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** `pulumi stack export`, and the file that a self-managed backend keeps. */
function deployment(document: JsonObject): JsonObject | undefined {
  const { deployment: exported, checkpoint } = document;
  if (isJsonObject(exported)) return exported;
  return isJsonObject(checkpoint) && isJsonObject(checkpoint["latest"]) ? checkpoint["latest"] : undefined;
}

/** With `--show-secrets` the value is there as JSON text. */
const stateSecret: SecretReader = (wrapped) => {
  const { plaintext } = wrapped;
  if (typeof plaintext !== "string") return new Hidden("encrypted in the state file");
  return new Secret(plainValue(plaintext));
};

function plainValue(plaintext: string): Value {
  try {
    return toValue(JSON.parse(plaintext) as Json, stateSecret);
  } catch {
    return plaintext;
  }
}

const state: FileFormat = {
  source: "state",
  madeBy: "the output of `pulumi stack export`",
  recognises: (document) => deployment(document) !== undefined,
  entries: (document) => list(deployment(document)?.["resources"]).filter((entry) => !isJsonObject(entry) || isManaged(entry)),
  inputs: (inputs) => toInputs(inputs, stateSecret),
  notes: (document) =>
    list(deployment(document)?.["pending_operations"]).length > 0
      ? ["an update was interrupted before this state was exported: what it was doing is not in the file"]
      : [],
};

/** Not what is about to be deleted, nor what is deleted and not yet replaced, nor what is only read. */
function isManaged(entry: JsonObject): boolean {
  return entry["delete"] !== true && entry["pendingReplacement"] !== true && entry["external"] !== true;
}

const kept = new Set(["create", "same", "update", "refresh", "import", "replace", "create-replacement", "import-replacement"]);

const preview: FileFormat = {
  source: "preview-json",
  madeBy: "the output of `pulumi preview --json`",
  recognises: (document) => Array.isArray(document["steps"]),
  entries: (document) =>
    list(document["steps"])
      .filter(isJsonObject)
      .filter((step) => typeof step["op"] === "string" && kept.has(step["op"]) && isJsonObject(step["newState"]))
      .map((step) => step["newState"]),
  inputs: (inputs) => marked(toInputs(inputs), "secret, left out of the preview"),
  notes: (document) =>
    list(document["diagnostics"]).some((diagnostic) => isJsonObject(diagnostic) && diagnostic["severity"] === "error")
      ? ["the preview ended with an error: the resources after it are not in the file"]
      : [],
};

const plan: FileFormat = {
  source: "plan-json",
  madeBy: "the output of `compliant-eks preview --format json`",
  recognises: (document) => Array.isArray(document["resources"]),
  entries: (document) => list(document["resources"]),
  inputs: (inputs) => marked(toInputs(inputs), "secret, left out of the plan"),
  notes: () => [],
};

/** Turns markers in the text back into what they stand for. */
function marked(inputs: Inputs, secret: string): Inputs {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, markedValue(value, secret)]));
}

function markedValue(value: Value, secret: string): Value {
  if (value === UNKNOWN_MARKER) return UNKNOWN;
  if (value === SECRET_MARKER) return new Hidden(secret);
  if (value === HIDDEN_MARKER) return new Hidden("not shown in the plan");
  if (typeof value !== "object" || value === null || value instanceof Hidden || value instanceof Secret) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => markedValue(item, secret));
  return marked(value as Inputs, secret);
}

export const formats: readonly FileFormat[] = [state, preview, plan];
