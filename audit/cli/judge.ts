import { resolve } from "node:path";
import { Command } from "commander";
import { previewChecks } from "../../policies/preview";
import { resolveParameters, settingsFrom } from "../../policies/settings";
import { readPlanFile } from "../plan/read-file";
import { planToJson } from "../plan/serialize";
import { readStack } from "../plan/stack-file";
import type { PlanReport } from "../report/document";
import { today } from "./clock";
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
    .option("--stack <name>", "take frameworks, environment and waivers from Pulumi.<name>.yaml; without it all frameworks count");
  return withOutput(command)
    .addHelpText("after", examples)
    .action(async (file: string, options: JudgeOptions) => {
      done(await deliver(options, host, `judging ${file} ...`, (elapsed) => Promise.resolve(judge(file, options, host, elapsed))));
    });
}

function judge(file: string, options: JudgeOptions, host: Host, elapsed: () => number): PlanReport {
  const { plan, notes } = readPlanFile(resolve(host.cwd, file));
  const config = options.stack === undefined ? {} : readStack(programDirectory(host.cwd, host.root), options.stack).config;
  const settings = settingsFrom({ config, today: today() });
  return verdict({
    plan,
    settings,
    registry: previewChecks,
    otherResults: [],
    parameters: resolveParameters(settings).explained.map(reported),
    remoteComponents: [],
    notes,
    resources: planToJson(plan).resources,
    version: versionOf(host.root),
    durationMs: elapsed(),
  });
}

const examples = `
Examples:
  pulumi stack export > state.json && compliant-eks judge state.json
  pulumi preview --json > preview.json && compliant-eks judge preview.json --stack prod
`;
