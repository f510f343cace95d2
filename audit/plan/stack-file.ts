import { isUtf8 } from "node:buffer";
import { type Stats, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { unknownSecret } from "../../policies/settings/secrets";
import { UserError } from "../user-error";
import { type Mapping, type YamlValue, isMapping, parseYaml } from "./stack-yaml";

/** One stack's file, as the engine reads it. */
export interface StackFile {
  /** File name, e.g. `Pulumi.dev.yaml`. */
  readonly file: string;
  readonly project: string;
  readonly stack: string;
  /** Full key, e.g. `aws:region` -> text; structured values as JSON. A secret is a mark: what is encrypted stays so. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys that hold a secret, or have one below. */
  readonly secretKeys: readonly string[];
  /** Where the engine encrypts this stack's secrets, e.g. `awskms://...`. */
  readonly secretsProvider?: string;
  /** Names of the stacks beside it. */
  readonly otherStacks: readonly string[];
}

/** A stack file that people write is a few kilobytes. */
const LIMIT = 1024 * 1024;

/**
 * Reads `Pulumi.<stack>.yaml` and the project's name. Throws a UserError, one sentence that names the file and none of its values, for
 * whatever keeps it from being read; what the values should be is config.ts's to say.
 */
export function readStack(directory: string, stack: string): StackFile {
  const { name: project, defaults } = readProject(directory);
  const stacks = stacksIn(directory);
  const found = stacks.get(stack);
  if (found === undefined) throw new UserError(noSuchStack(stack, [...stacks.keys()]));
  const document = readMapping(directory, found);
  const values = document["config"] ?? {};
  if (!isMapping(values)) throw new UserError(`${found}: config is not a mapping; write keys such as aws:region below it`);
  const full = (key: string): string => (key.includes(":") ? key : `${project}:${key}`);
  const own = Object.entries(values).map(([key, value]) => [full(key), value] as const);
  const entries = [...new Map([...defaults.map(([key, value]) => [full(key), value] as const), ...own])];
  const provider = document["secretsprovider"];
  return {
    file: found,
    project,
    stack,
    config: Object.fromEntries(entries.map(([key, value]) => [key, asText(concealed(value))])),
    secretKeys: entries.filter(([, value]) => holdsSecret(value)).map(([key]) => key),
    ...(typeof provider === "string" ? { secretsProvider: provider } : {}),
    otherStacks: [...stacks.keys()].filter((name) => name !== stack),
  };
}

/** The stacks beside one that can be read; a mistake in the file of another stack is none of this one. */
export function stacksBeside(directory: string, { otherStacks }: StackFile): readonly StackFile[] {
  return otherStacks.flatMap((name) => {
    try {
      return [readStack(directory, name)];
    } catch (thrown) {
      if (thrown instanceof UserError) return [];
      throw thrown;
    }
  });
}

interface Project {
  readonly name: string;
  /** What stacks have unless they say otherwise. */
  readonly defaults: readonly (readonly [key: string, value: YamlValue])[];
}

/** What a project may say of one of its keys, instead of the value itself (Pulumi documentation, "Project file", config). */
const schemaKeys = new Set(["type", "items", "default", "value", "secret", "description"]);

/** The value that a project gives a key: as it is, or as `value` or `default` of what it says of the key; undefined when it gives none. */
function givenBy(declared: YamlValue): YamlValue | undefined {
  if (!isMapping(declared) || Object.keys(declared).some((key) => !schemaKeys.has(key))) return declared;
  return declared["value"] ?? declared["default"];
}

function readProject(directory: string): Project {
  const file = ["Pulumi.yaml", "Pulumi.yml"].find((name) => statOf(join(directory, name)) !== undefined);
  if (file === undefined) throw new UserError(`${directory} holds no Pulumi.yaml; run this in a Pulumi program's folder`);
  const { name, config } = readMapping(directory, file);
  if (typeof name !== "string" || name === "") throw new UserError(`${file} has no name; write the project's name as a text`);
  const declared = isMapping(config) ? Object.entries(config) : [];
  return {
    name,
    defaults: declared.flatMap(([key, value]) => {
      const given = givenBy(value);
      return given === undefined ? [] : [[key, given] as const];
    }),
  };
}

/** Stack name -> file name, in alphabetical order. */
function stacksIn(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory).sort();
  return new Map(
    files.flatMap((file) => {
      const name = /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1];
      return name === undefined ? [] : [[name, file] as const];
    }),
  );
}

function noSuchStack(stack: string, others: readonly string[]): string {
  const choice = others.length === 0 ? "there is none yet; write a Pulumi.<stack>.yaml" : `choose one of ${others.join(", ")}`;
  return `there is no stack ${stack} here (no file Pulumi.${stack}.yaml); ${choice}`;
}

function readMapping(directory: string, file: string): Mapping {
  const path = join(directory, file);
  const stats = statOf(path);
  if (stats?.isFile() !== true) throw new UserError(`${file} is not a file; write the stack's configuration into a file of that name`);
  if (stats.size > LIMIT) {
    const size = Math.ceil(stats.size / 1024 / 1024);
    throw new UserError(`${file} is too large, ${String(size)} MiB: a stack file of up to ${String(LIMIT / 1024 / 1024)} MiB is read`);
  }
  const bytes = readFileSync(path);
  if (bytes.includes(0) || !isUtf8(bytes)) throw new UserError(`${file} is not a text file; write YAML in UTF-8`);
  return parseYaml(bytes.toString("utf8"), file);
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** As the engine: a mapping with this one key and a text. */
const isSecret = (value: YamlValue): boolean => isMapping(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";

function holdsSecret(value: YamlValue): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}

/** Every `secure:` replaced by the mark of an unknown secret. */
function concealed(value: YamlValue): YamlValue {
  if (isSecret(value)) return unknownSecret;
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, concealed(item)]));
  return Array.isArray(value) ? value.map(concealed) : value;
}

/** The engine hands scalars to a program as text and everything else as JSON, its keys in order. */
function asText(value: YamlValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return String(value);
  return value === null ? "" : json(value);
}

function json(value: YamlValue): string {
  if (typeof value === "bigint") return wholeNumber(value);
  if (isMapping(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${escaped(key)}:${json(item)}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  return typeof value === "string" ? escaped(value) : JSON.stringify(value);
}

/** Inside a structure the engine keeps 64 bits with a sign; what is larger loses its last digits. */
function wholeNumber(value: bigint): string {
  return value < 2n ** 63n ? String(value) : JSON.stringify(Number(value));
}

/** As Go writes JSON: safe inside HTML. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
