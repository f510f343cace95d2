import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { type RenderedFile, renderedFiles } from "../render/files";
import { count } from "../report/text/layout";
import { UserError } from "../user-error";
import { type ExitCode, exit } from "./exit";
import type { Host } from "./host";
import { planStack } from "./preview";

interface RenderOptions {
  readonly stack: string;
  readonly out: string;
}

export function renderCommand(host: Host, done: (code: ExitCode) => void): Command {
  return new Command("render")
    .description("Write every Kubernetes object that a stack makes itself, and the values of every chart that it installs, as files.")
    .option("--stack <name>", "stack to plan: Pulumi.<name>.yaml in the program's folder", "dev")
    .requiredOption("--out <dir>", "folder to write to; it must be new or empty")
    .addHelpText("after", examples)
    .action(async ({ stack, out }: RenderOptions) => {
      const folder = resolve(host.cwd, out);
      assertFree(folder);
      const { planned } = await planStack({ stack }, host);
      const files = renderedFiles(planned.plan.resources);
      if (files.length === 0) throw new UserError(`the stack ${stack} makes nothing in a cluster; there is nothing to render`);
      writeAll(folder, files);
      host.stderr.write(`${count(files.length, "file")} in ${folder}\n`);
      done(exit.clean);
    });
}

/** Before a plan is made, so that a wrong name costs no time. */
function assertFree(folder: string): void {
  const there = entriesOf(folder);
  if (there !== undefined && there.length > 0) throw new UserError(`${folder} is not empty; name a new folder, or empty this one`);
  if (entriesOf(dirname(folder)) === undefined)
    throw new UserError(`the folder ${dirname(folder)} does not exist; create it, or name a folder in another one`);
}

/** Undefined for what is no folder. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") throw new UserError(`${folder} is a file; name a folder`);
    return undefined;
  }
}

/** All files are there, or none. */
function writeAll(folder: string, files: readonly RenderedFile[]): void {
  const draft = `${folder}.draft-${String(process.pid)}`;
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text, { flag: "wx" });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown cause";
    throw new UserError(`cannot write ${folder} (${code}); name a folder that you may write to`);
  }
}

const examples = `
objects/ is ready for kubectl apply --server-side --recursive, patches/ holds parts of objects that others make, charts/ the values of charts.
What is not known before an update is written as known-after-update; the first lines of a file name each such place.

Examples:
  compliant-eks render --stack dev --out rendered
  compliant-eks render --stack prod --out /tmp/prod && gator test --filename /tmp/prod/objects
`;
