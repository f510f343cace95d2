import { Command } from "commander";
import { parseConfig } from "../../config";
import { previewChecks } from "../../policies/preview";
import { parametersFrom, settingsFrom, settingsRecord } from "../../policies/settings";
import { type PlanRequest, planProgram } from "../plan";
import { planToJson } from "../plan/serialize";
import { judgeStackFiles } from "../judge/stack-files";
import { stackUrn } from "../judge/subject";
import { readStack, stacksBeside } from "../plan/stack-file";
import type { PlanReport } from "../report/document";
import type { ExitCode } from "./exit";
import type { Host } from "./host";
import { deliver, withOutput } from "./options";
import type { OutputOptions } from "./output";
import { entryOf, pathInRepository, programDirectory } from "./project";
import { reported } from "./parameters";
import { verdict } from "./verdict";
import { versionOf } from "./version";
import { withWaivers } from "./waiver-file";

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
      done(
        await deliver(options, host, `planning ${options.stack} ...`, (elapsed) =>
          previewStack(options.stack, host, elapsed, options.waivers),
        ),
      );
    });
}

/** Plans a stack of the program in the working directory, or of our own. */
export async function planStack(name: string, host: Host) {
  const directory = programDirectory(host.cwd, host.root);
  const stack = readStack(directory, name);
  // Before the program runs, so that a mistake in the file is never a mistake of the program. Another program has its own rules.
  const parameters = directory === host.root ? parseConfig(stack).parameters : parametersFrom(stack.config);
  const settings = settingsFrom({ config: stack.config, today: host.today });
  const planned = await planProgram({ ...stack, program: programIn(directory, host) });
  for (const warning of planned.warnings) host.stderr.write(`warning: ${warning}\n`);
  return { directory, stack, parameters, settings, planned };
}

/** Plans a stack, and judges it. */
export async function previewStack(name: string, host: Host, elapsed: () => number, waivers?: string): Promise<PlanReport> {
  const { directory, stack, parameters, settings: own, planned } = await planStack(name, host);
  const settings = withWaivers(own, waivers, host.cwd);
  return verdict({
    plan: planned.plan,
    settings,
    registry: previewChecks,
    otherResults: judgeStackFiles(
      { current: stack, others: stacksBeside(directory, stack), today: host.today },
      stackUrn(stack.project, stack.stack),
    ),
    parameters: parameters.map(reported),
    record: settingsRecord(stack.config),
    remoteComponents: planned.remoteComponents,
    notes: [],
    resources: planToJson(planned.plan, { positions: true }).resources,
    programPath: pathInRepository(directory),
    version: versionOf(host.root),
    durationMs: elapsed(),
  });
}

function programIn(directory: string, host: Host): PlanRequest["program"] {
  if (directory === host.root && host.program !== undefined) return host.program;
  const entry = entryOf(directory);
  host.typescript?.();
  return entry;
}

const examples = `
Examples:
  compliant-eks preview                            the stack dev, for people
  compliant-eks preview --stack prod --format json the stack prod, for programs
  compliant-eks preview --stack prod --out prod.txt
  compliant-eks preview --report plan.sarif --report plan.html --report plan.md
`;
