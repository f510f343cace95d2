import { type Stats, readFileSync, statSync } from "node:fs";
import { UserError } from "../user-error";

const MEBIBYTE = 1024 * 1024;

/** Real state files reach about 100 MB; a text beyond this does not fit what the JavaScript engine can parse with the memory it gets. */
const LIMIT = 160 * MEBIBYTE;

/** Reads a text file. Throws a UserError, one sentence that names the file and none of its content, for whatever is wrong with it. */
export const readTextFile = (path: string): string => decode(readBytes(path), path);

/** Reads standard input to its end. Throws a UserError as readTextFile does. */
export const readStandardInput = (): string => decode(readFileSync(0), standardInput);

/** What standard input is called in messages. */
export const standardInput = "standard input";

function readBytes(path: string): Buffer {
  const stats = statOf(path);
  if (stats.isDirectory()) throw new UserError(`${path} is a directory: name a file in it`);
  if (stats.size > LIMIT) {
    const size = Math.ceil(stats.size / MEBIBYTE);
    throw new UserError(`${path} is too large, ${String(size)} MiB: files up to ${String(LIMIT / MEBIBYTE)} MiB are read`);
  }
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UserError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return new UserError(`there is no file ${path}`);
  if (code === "EACCES" || code === "EPERM") return new UserError(`${path} may not be read by this user: change its permissions`);
  return new UserError(`${path} cannot be read (${String(code)})`);
}

/** UTF-8, or the UTF-16 that some shells write when they redirect output. */
function decode(bytes: Buffer, path: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Reported below: the decoder has nothing to say that a user could use.
  }
  throw new UserError(`${path} is not a text file: name a file with JSON or YAML`);
}
