import { Command } from "commander";
import { type ExitCode, exit, explain } from "./exit";
import type { Host } from "./host";
import { judgeCommand } from "./judge";
import { auditCommand } from "./audit";
import { diffCommand } from "./diff";
import { doctorCommand } from "./doctor";
import { drillCommand } from "./drill";
import { previewCommand } from "./preview";
import { renderCommand } from "./render";
import { versionOf } from "./version";
import { waiversCommand } from "./waivers";

/** What the entry script knows about where it runs. */
export type Start = Pick<Host, "root" | "program" | "typescript" | "shareSdk">;

/** Runs the command of this process and ends it with the command's exit code. */
export async function main(start: Start): Promise<void> {
  const host: Host = {
    ...start,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    today: new Date().toISOString().slice(0, 10),
  };
  // What cannot be written is answered where it is written (output.ts); nobody reads what standard error lost.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => process.exit(explain(error, host)));
  // The SDK of a program may keep handles open; output is already flushed.
  process.exit(await run(process.argv.slice(2), host));
}

/** Runs one command line; never rejects. */
export async function run(args: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = exit.clean;
  const program = commands(host, (result) => (code = result));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, host);
  }
}

function commands(host: Host, done: (code: ExitCode) => void): Command {
  const program = new Command("compliant-eks")
    .description("Plans a Kubernetes platform on Amazon EKS and judges it against PCI DSS, HIPAA, GDPR and POPIA, offline.")
    .version(versionOf(host.root), "--version", "print the version")
    .addHelpText("after", examples);
  const all = [
    previewCommand(host, done),
    judgeCommand(host, done),
    diffCommand(host, done),
    renderCommand(host, done),
    waiversCommand(host, done),
    doctorCommand(host, done),
    auditCommand(host, done),
    drillCommand(host, done),
  ];
  for (const command of all) program.addCommand(command);
  for (const command of [program, ...all]) {
    command
      .helpOption("--help", "show help")
      .exitOverride()
      .showHelpAfterError("(--help shows what there is)")
      .configureOutput({ writeOut: (text) => host.stdout.write(text), writeErr: (text) => host.stderr.write(text) });
  }
  return program;
}

const examples = `
Examples:
  compliant-eks preview                      plan the stack dev and judge it
  compliant-eks preview --stack prod         another stack
  compliant-eks judge state.json             judge what another program made
  compliant-eks diff main.json change.json   what a change makes worse
  compliant-eks waivers --stack prod         its exceptions, days left
  compliant-eks doctor --stack prod          what a first update would meet
  compliant-eks audit --stack prod           what the running cluster shows

Exit codes: 0 clean, 1 a mandatory check fails or is in error, 2 bad input,
3 internal error.`;
