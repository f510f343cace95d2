import { Command, Option } from "commander";
import type { PlanReport, ReportedWaiver } from "../report/document";
import { count, wrap } from "../report/text/layout";
import { type ExitCode, exit } from "./exit";
import type { Host } from "./host";
import { print } from "./output";
import { previewStack } from "./preview";

interface WaiversOptions {
  readonly stack: string;
  readonly waivers?: string;
  readonly format: "text" | "json";
}

export function waiversCommand(host: Host, done: (code: ExitCode) => void): Command {
  return new Command("waivers")
    .description("List a stack's waivers with the days that they have left and what they match; the next one to end comes first.")
    .option("--stack <name>", "stack to plan: Pulumi.<name>.yaml in the program's folder", "dev")
    .option("--waivers <file>", "list the waivers of this file too: YAML with the list waivers:, as in a stack file")
    .addOption(new Option("--format <format>", "form of the list").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples)
    .action(async (options: WaiversOptions) => {
      const report = await previewStack(options, host, () => 0);
      await print(options.format === "json" ? asJson(report) : asText(report), host);
      done(faultsOf(report).some(({ level }) => level === "mandatory") ? exit.findings : exit.clean);
    });
}

const byEnd = (waivers: readonly ReportedWaiver[]): readonly ReportedWaiver[] => [...waivers].sort((a, b) => a.daysLeft - b.daysLeft);

/** Waivers that are expired, of no check, unmatched or too wide are findings of the stack. */
const faultsOf = ({ findings }: PlanReport) => findings.filter(({ check }) => check.startsWith("waiver-"));

const asJson = (report: PlanReport): string =>
  `${JSON.stringify({ stack: report.stack, waivers: byEnd(report.waivers), findings: faultsOf(report) }, undefined, 2)}\n`;

function asText(report: PlanReport): string {
  const waivers = byEnd(report.waivers);
  if (waivers.length === 0) return `stack ${report.stack} has no waivers\n`;
  const lines = waivers.flatMap(({ daysLeft, expires, matched, check, resource, owner, ticket }) => [
    ...wrap(`${check} on ${resource}`, width, left(daysLeft).padEnd(column), " ".repeat(column)),
    ...wrap(`until ${expires}, matched ${String(matched)}, ${owner}, ${ticket}`, width, " ".repeat(column)),
  ]);
  const faults = faultsOf(report).flatMap(({ level, message, remedy }) => wrap(`${level}: ${message}. ${remedy}`, width));
  return [`stack ${report.stack}: ${count(waivers.length, "waiver")}`, ...lines, ...(faults.length === 0 ? [] : ["", ...faults]), ""].join(
    "\n",
  );
}

const width = 80;
const column = 14;
const left = (days: number): string => (days < 0 ? "  expired" : `  ${count(days, "day")}`);

const examples = `
Exits 1 when a waiver has expired or names no check.

Examples:
  compliant-eks waivers --stack prod
  compliant-eks waivers --stack prod --format json
`;
