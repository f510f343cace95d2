import { resolve } from "node:path";
import { Command } from "commander";
import { parseConfig } from "../../config";
import { previewChecks } from "../../policies/preview";
import { parametersFrom, settingsFrom, settingsRecord } from "../../policies/settings";
import { type PlanRequest, planProgram } from "../plan";
import { invokeAnswers } from "../plan/invoke-answers";
import { parseJson } from "../plan/json-file";
import { planToJson } from "../plan/serialize";
import { readTextFile } from "../plan/text-file";
import { judgeStackFiles } from "../judge/stack-files";
import { stackUrn } from "../judge/subject";
import { readStack, stacksBeside } from "../plan/stack-file";
import type { PlanReport } from "../report/document";
import type { ExitCode } from "./exit";
import type { Host } from "./host";
import { deliver, withOutput } from "./options";
import type { OutputOptions } from "./output";
import { entryOf, folderOf, pathInRepository, programDirectory } from "./project";
import { reported } from "./parameters";
import { verdict } from "./verdict";
import { versionOf } from "./version";
import { withWaivers } from "./waiver-file";

/** Which program is planned, and what it is told. */
export interface ProgramOptions {
  readonly stack: string;
  /** Folder of the program; absent: the one around the working directory, or our own. */
  readonly program?: string;
  /** File with answers of provider functions. */
  readonly invokes?: string;
  readonly waivers?: string;
}

interface PreviewOptions extends OutputOptions, ProgramOptions {}

export function previewCommand(host: Host, done: (code: ExitCode) => void): Command {
  const command = new Command("preview")
    .description("Plan a stack in memory and judge the plan. Needs no account, no cluster and no network; changes nothing.")
    .option("--stack <name>", "stack to plan: Pulumi.<name>.yaml in the program's folder", "dev")
    .option("--program <dir>", "folder of another Pulumi program in Node.js; by default the one around the working directory, or our own")
    .option("--invokes <file>", "answers of provider functions that the program calls, in JSON: a list of token, args and result");
  return withOutput(command)
    .addHelpText("after", examples)
    .action(async (options: PreviewOptions) => {
      done(await deliver(options, host, `planning ${options.stack} ...`, (elapsed) => previewStack(options, host, elapsed)));
    });
}

/** Plans a stack of the program in the working directory, or of our own. */
export async function planStack(options: ProgramOptions, host: Host) {
  const directory = options.program === undefined ? programDirectory(host.cwd, host.root) : folderOf(options.program, host.cwd);
  const stack = readStack(directory, options.stack);
  // Before the program runs, so that a mistake in the file is never a mistake of the program. Another program has its own rules.
  const parameters = directory === host.root ? parseConfig(stack).parameters : parametersFrom(stack.config);
  const settings = settingsFrom({ config: stack.config, today: host.today });
  const planned = await planProgram({ ...stack, ...answersIn(options.invokes, host.cwd), program: programIn(directory, host) });
  for (const warning of planned.warnings) host.stderr.write(`warning: ${warning}\n`);
  return { directory, stack, parameters, settings, planned };
}

/** Plans a stack, and judges it. */
export async function previewStack(options: ProgramOptions, host: Host, elapsed: () => number): Promise<PlanReport> {
  const { directory, stack, parameters, settings: own, planned } = await planStack(options, host);
  const settings = withWaivers(own, options.waivers, host.cwd);
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

function answersIn(file: string | undefined, cwd: string): Pick<PlanRequest, "invokes"> {
  if (file === undefined) return {};
  return { invokes: invokeAnswers(parseJson(readTextFile(resolve(cwd, file)), file), file) };
}

function programIn(directory: string, host: Host): PlanRequest["program"] {
  if (directory === host.root && host.program !== undefined) return host.program;
  const entry = entryOf(directory);
  host.typescript?.();
  host.shareSdk?.();
  return entry;
}

const examples = `
Examples:
  compliant-eks preview                            the stack dev, for people
  compliant-eks preview --stack prod --format json the stack prod, for programs
  compliant-eks preview --stack prod --out prod.txt
  compliant-eks preview --report plan.sarif --report plan.html --report plan.md
  compliant-eks preview --program ../shop --stack prod --invokes answers.json
`;
