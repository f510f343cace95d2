import { Command } from "commander";
import { previewChecks } from "../../policies/preview";
import { planProgram } from "../plan";
import { planToJson } from "../plan/serialize";
import { readStack } from "../plan/stack-file";
import type { PlanReport } from "../report/document";
import type { ExitCode } from "./exit";
import type { Host } from "./host";
import { deliver, withOutput } from "./options";
import type { OutputOptions } from "./output";
import { entryOf, programDirectory } from "./project";
import { verdict } from "./verdict";

interface PreviewOptions extends OutputOptions {
  readonly stack: string;
}

export function previewCommand(host: Host, done: (code: ExitCode) => void): Command {
  const command = new Command("preview")
    .description("Plan a stack in memory and judge the plan. Needs no account, no cluster and no network; changes nothing.")
    .option("--stack <name>", "stack to plan: Pulumi.<name>.yaml in the program's folder", "dev");
  return withOutput(command)
    .addHelpText("after", examples)
    .action(async (options: PreviewOptions) => {
      done(await deliver(options, host, `planning ${options.stack} ...`, (elapsed) => preview(options, host, elapsed)));
    });
}

async function preview(options: PreviewOptions, host: Host, elapsed: () => number): Promise<PlanReport> {
  const directory = programDirectory(host.cwd, host.root);
  const stackFile = readStack(directory, options.stack);
  const program = directory === host.root && host.program !== undefined ? host.program : entryOf(directory);
  const planned = await planProgram({ program, ...stackFile });
  for (const warning of planned.warnings) host.stderr.write(`warning: ${warning}\n`);
  throw new Error("unfinished");
}

const examples = `
Examples:
  compliant-eks preview                            the stack dev, for people
  compliant-eks preview --stack prod --format json the stack prod, for programs
  compliant-eks preview --stack prod --out prod.txt
`;
