import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { UserError } from "../user-error";
import type { About, Answer, Evidence } from "./model";

/** Names every file of a folder of evidence with its hash; kept beside them. */
export interface Manifest extends About {
  readonly schemaVersion: 1;
  /** Sorted by path. */
  readonly files: readonly ManifestFile[];
  /** SHA-256 of the manifest of the audit before; null for the first. */
  readonly previous: string | null;
}

interface ManifestFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

interface Stored {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's file. */
  readonly hash: string;
}

export const manifestFile = "manifest.json";
const answersFolder = "evidence";

export const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

const written = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/**
 * Writes evidence and further files (the reports) into a new folder; it is complete, or not there at all. Throws a UserError when there is
 * something already, because evidence is never written over.
 */
export function storeEvidence(
  folder: string,
  { about, answers }: Evidence,
  reports: Readonly<Record<string, string>>,
  previous: string | undefined,
): Stored {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UserError(`${folder} is not empty, and evidence is never written over; name a new folder`);
  const files = new Map<string, string>(Object.entries(reports));
  for (const answer of answers) files.set(`${answersFolder}/${answer.call.id}.json`, written(answer));
  const manifest: Manifest = {
    schemaVersion: 1,
    ...about,
    files: [...files]
      .map(([path, content]) => ({ path, sha256: sha256(content), bytes: Buffer.byteLength(content) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    previous: previous === undefined ? null : sha256(readFileSync(join(previous, manifestFile))),
  };
  const text = written(manifest);
  files.set(manifestFile, text);
  const parent = dirname(folder);
  if (!existsSync(parent) || !statSync(parent).isDirectory())
    throw new UserError(`cannot write ${folder}: there is no folder ${parent}; make it first`);
  const draft = `${folder}.${String(process.pid)}.tmp`;
  try {
    for (const [path, content] of files) {
      const file = join(draft, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new UserError(`cannot write ${folder} (${codeOf(error)}); name a folder in a place that you may write to`);
  }
  return { manifest, hash: sha256(text) };
}

/** The system's code of an error, e.g. EACCES. */
export const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unknown cause");

/** Reads evidence that was stored earlier. Throws a UserError when it is none, or was changed since. */
export function readEvidence(folder: string): Evidence {
  const { manifest, faults } = verifyEvidence(folder);
  if (faults.length > 0) throw new UserError(`the evidence in ${folder} is not as it was stored: ${faults.join("; ")}; use another copy`);
  const answers = manifest.files
    .filter(({ path }) => path.startsWith(`${answersFolder}/`))
    .map(({ path }) => JSON.parse(readFileSync(join(folder, path), "utf8")) as Answer);
  return { about: aboutOf(manifest), answers: answers.sort((a, b) => (a.call.id < b.call.id ? -1 : 1)) };
}

function aboutOf({ tool, stack, account, region, read, cluster, time }: Manifest): About {
  return {
    tool,
    stack,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    read,
    ...(cluster === undefined ? {} : { cluster }),
    time,
  };
}

/** What of a folder is not as its manifest says: every changed, missing and added file by its name. */
export function verifyEvidence(folder: string): { readonly manifest: Manifest; readonly faults: readonly string[] } {
  const manifest = readManifest(folder);
  const known = new Map(manifest.files.map((file) => [file.path, file]));
  const there = filesBelow(folder).filter((path) => path !== manifestFile);
  const faults = [
    ...manifest.files.flatMap(({ path, sha256: hash }) => {
      if (!there.includes(path)) return [`${path} is missing`];
      return sha256(readFileSync(join(folder, path))) === hash ? [] : [`${path} is changed`];
    }),
    ...there.filter((path) => !known.has(path)).map((path) => `${path} is added`),
  ];
  return { manifest, faults };
}

function readManifest(folder: string): Manifest {
  const file = join(folder, manifestFile);
  try {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Partial<Manifest>;
    // Evidence of the first version was of clusters only.
    if (manifest.schemaVersion === 1 && Array.isArray(manifest.files)) return { read: ["cluster"], ...manifest } as Manifest;
  } catch {
    // Said below.
  }
  throw new UserError(`${file} is no manifest of an audit; name the folder that \`compliant-eks audit --out\` wrote`);
}

/** Paths of all files, with slashes, sorted. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
