import { execFile } from "node:child_process";
import { Command, Option } from "commander";
import { parseConfig } from "../../config";
import { type Report, examine, isIll } from "../doctor/doctor";
import type { Run, Status } from "../doctor/model";
import { readStack } from "../plan/stack-file";
import { wrap } from "../report/text/layout";
import { type ExitCode, exit } from "./exit";
import type { Host } from "./host";
import { print } from "./output";

interface DoctorOptions {
  readonly stack: string;
  readonly format: "text" | "json";
}

export function doctorCommand(host: Host, done: (code: ExitCode) => void): Command {
  return new Command("doctor")
    .description("Say before the first `pulumi up` what would keep it from working. Reads only: the stack file, this machine, the account.")
    .option("--stack <name>", "stack to look at: Pulumi.<name>.yaml", "dev")
    .addOption(new Option("--format <format>", "form of the answer").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples)
    .action(async ({ stack: name, format }: DoctorOptions) => {
      const stack = readStack(host.root, name);
      const report = await examine({ stack, config: parseConfig(stack), today: host.today }, host.command ?? runCommand);
      await print(format === "json" ? `${JSON.stringify(report, undefined, 2)}\n` : asText(report), host);
      done(isIll(report) ? exit.findings : exit.clean);
    });
}

/** Half a minute: a call that gets no answer by then gets none. */
const patience = 30_000;

const runCommand: Run = (command, ...args) =>
  new Promise((resolve) => {
    execFile(command, [...args], { timeout: patience, encoding: "utf8" }, (error, stdout) => {
      resolve(error === null ? stdout : undefined);
    });
  });

const order: readonly Status[] = ["fail", "error", "not-evaluated", "left-to-people", "pass"];

function asText({ stack, diagnoses }: Report): string {
  const sorted = [...diagnoses].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const lines = sorted.flatMap(({ subject, status, message }) =>
    wrap(`${subject}: ${message}`, 80, `  ${status.padEnd(15)}`, " ".repeat(17)),
  );
  const counts = order.map((status) => `${String(diagnoses.filter((one) => one.status === status).length)} ${status}`);
  return [`stack ${stack}`, ...lines, "", `${counts.join(", ")}. Nothing was changed.`, ""].join("\n");
}

const examples = `
The account is asked with the credentials that the AWS CLI finds; without any,
each question to it is not evaluated.
Exits 1 when something fails or a call is in error.

Examples:
  compliant-eks doctor --stack dev
  AWS_PROFILE=deployer compliant-eks doctor --stack prod --format json
`;
