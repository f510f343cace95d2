import { Command } from "commander";
import { checkIds } from "../../policies/controls";
import { previewChecks } from "../../policies/preview";
import { parametersFrom, platformKey, settingsFrom, settingsRecord } from "../../policies/settings";
import { judgeStackFiles } from "../judge/stack-files";
import { subjectOf } from "../judge/subject";
import { readSubject } from "../plan/read-subject";
import { planToJson } from "../plan/serialize";
import { readStack } from "../plan/stack-file";
import type { PlanReport } from "../report/document";
import type { ExitCode } from "./exit";
import type { Host } from "./host";
import { deliver, withOutput } from "./options";
import { type OutputOptions, print } from "./output";
import { UserError } from "../user-error";
import { reported } from "./parameters";
import { pathInRepository, programDirectory } from "./project";
import { verdict } from "./verdict";
import { versionOf } from "./version";
import { withWaivers } from "./waiver-file";

interface JudgeOptions extends OutputOptions {
  readonly stack?: string;
  readonly list?: boolean;
}

export function judgeCommand(host: Host, done: (code: ExitCode) => void): Command {
  const command = new Command("judge")
    .description("Judge what another program made: a state, a preview in JSON, an earlier plan, or Kubernetes objects in YAML.")
    .argument(
      "[file]",
      "output of `pulumi stack export`, `pulumi preview --json` or `compliant-eks preview --format json`; Kubernetes objects, in a file or in a folder and below; - reads standard input",
    )
    .option("--stack <name>", "take frameworks, environment and waivers from Pulumi.<name>.yaml")
    .option("--list", "print the id of every check, and judge nothing");
  return withOutput(command)
    .addHelpText("after", examples)
    .action(async (file: string | undefined, options: JudgeOptions) => {
      if (options.list === true) return print(`${checkIds.join("\n")}\n`, host);
      if (file === undefined) throw new UserError("judge needs something to judge; name a file or a folder, or - for standard input");
      done(await deliver(options, host, `judging ${file} ...`, (elapsed) => Promise.resolve(judge(file, options, host, elapsed))));
    });
}

function judge(file: string, options: JudgeOptions, host: Host, elapsed: () => number): PlanReport {
  const { plan, notes, remoteComponents, settings: recorded } = readSubject(file, host.cwd);
  const config = configOf(options, recorded, host);
  const settings = withWaivers(settingsFrom({ config, today: host.today }), options.waivers, host.cwd);
  return verdict({
    plan,
    settings,
    registry: previewChecks,
    otherResults: judgeStackFiles(undefined, subjectOf(plan).urn),
    parameters: parametersFrom(config).map(reported),
    record: settingsRecord(config),
    remoteComponents,
    notes: platformKey in config ? notes : [...notes, unsettled],
    resources: planToJson(plan, { positions: plan.source === "manifest" }).resources,
    ...(plan.source === "manifest" ? { programPath: pathInRepository(host.cwd) } : {}),
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
  helm template shop | compliant-eks judge - --format sarif
  compliant-eks judge deploy/ --stack prod
  compliant-eks judge plan.json --stack prod
`;
