import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { run } from "../../../audit/cli/main";

export const root = join(__dirname, "../../..");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class Sink extends Writable {
  text = "";
  constructor(readonly isTTY = false) {
    super();
  }
  override _write(chunk: Buffer | string, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** A machine on which no command is. */
const nowhere = (): Promise<undefined> => Promise.resolve(undefined);

/** Runs one command line in this process. */
export async function command(args: readonly string[], options: { cwd?: string; terminal?: boolean; env?: Record<string, string> } = {}) {
  const stdout = Object.assign(new Sink(options.terminal), { columns: 80 });
  const stderr = new Sink(options.terminal);
  const code = await run(args, {
    stdout,
    stderr,
    env: options.env ?? {},
    cwd: options.cwd ?? root,
    root,
    today: "2026-11-25",
    command: nowhere,
  });
  return { code, out: stdout.text, err: stderr.text };
}

/** Runs the installed command as a user does. */
export function bin(args: readonly string[], options: { cwd?: string; nodeArgs?: readonly string[] } = {}): Ended {
  const home = options.cwd ?? root;
  const entry = join(home, "audit/cli/compliant-eks.cjs");
  const ended = spawnSync(process.execPath, [...(options.nodeArgs ?? []), entry, ...args], { cwd: home, encoding: "utf8" });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

/** A folder for one test; `remove` it afterwards. */
export function folder(): { readonly path: string; readonly file: (name: string, text: string) => string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "compliant-eks-"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };
  return {
    path,
    file,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const sources = ["audit", "components", "policies", "config.ts", "index.ts", "package.json", "Pulumi.yaml", "Pulumi.dev.yaml"];

/** A copy of the program in which one text of one file is replaced. */
export function changed(file: string, from: string, to: string) {
  const copy = folder();
  for (const name of sources) cpSync(join(root, name), join(copy.path, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy.path, "node_modules"));
  const before = readFileSync(join(copy.path, file), "utf8");
  if (!before.includes(from)) throw new Error(`${file} does not hold what the test wants to change`);
  copy.file(file, before.replace(from, to));
  return copy;
}
