import { resolve } from "node:path";
import { Command } from "commander";
import { previewChecks } from "../../policies/preview";
import { parametersFrom, platformKey, settingsFrom, settingsRecord } from "../../policies/settings";
import { judgeStackFiles } from "../judge/stack-files";
import { subjectOf } from "../judge/subject";
import { readPlanFile } from "../plan/read-file";
import { planToJson } from "../plan/serialize";
import { readStack } from "../plan/stack-file";
import type { PlanReport } from "../report/document";
import type { ExitCode } from "./exit";
import type { Host } from "./host";
import { deliver, withOutput } from "./options";
import type { OutputOptions } from "./output";
import { reported } from "./parameters";
import { programDirectory } from "./project";
import { verdict } from "./verdict";
import { versionOf } from "./version";

interface JudgeOptions extends OutputOptions {
  readonly stack?: string;
}

export function judgeCommand(host: Host, done: (code: ExitCode) => void): Command {
  const command = new Command("judge")
    .description("Judge resources that another program made: a state, a preview in JSON, or an earlier plan.")
    .argument("<file>", "output of `pulumi stack export`, `pulumi preview --json` or `compliant-eks preview --format json`")
    .option("--stack <name>", "take frameworks, environment and waivers from Pulumi.<name>.yaml");
  return withOutput(command)
    .addHelpText("after", examples)
    .action(async (file: string, options: JudgeOptions) => {
      done(await deliver(options, host, `judging ${file} ...`, (elapsed) => Promise.resolve(judge(file, options, host, elapsed))));
    });
}

function judge(file: string, options: JudgeOptions, host: Host, elapsed: () => number): PlanReport {
  const { plan, notes, remoteComponents, settings: recorded } = readPlanFile(resolve(host.cwd, file));
  const config = configOf(options, recorded, host);
  const settings = settingsFrom({ config, today: host.today });
  return verdict({
    plan,
    settings,
    registry: previewChecks,
    otherResults: judgeStackFiles(undefined, subjectOf(plan).urn),
    parameters: parametersFrom(config).map(reported),
    record: settingsRecord(config),
    remoteComponents,
    notes: platformKey in config ? notes : [...notes, unsettled],
    resources: planToJson(plan).resources,
    version: versionOf(host.root),
    durationMs: elapsed(),
  });
}

/** The stack that was named, else what a plan of ours was judged with. */
function configOf(options: JudgeOptions, recorded: object | undefined, host: Host): Readonly<Record<string, string>> {
  if (options.stack !== undefined) return readStack(programDirectory(host.cwd, host.root), options.stack).config;
  return recorded === undefined ? {} : { [platformKey]: JSON.stringify(recorded) };
}

const unsettled =
  "no stack was named, so all four frameworks count, without environment, regions and waivers: name one with --stack to judge as it says";

const examples = `
Examples:
  pulumi stack export > state.json && compliant-eks judge state.json
  pulumi preview --json > plan.json
  compliant-eks judge plan.json --stack prod
`;
