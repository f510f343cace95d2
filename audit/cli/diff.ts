import { Command, Option } from "commander";
import { type Comparison, compare, forbidden } from "../report/compare";
import { comparisonJson, comparisonMarkdown, comparisonText } from "../report/comparison";
import { type ExitCode, exit } from "./exit";
import type { Host } from "./host";
import { print } from "./output";
import { assertSameProgram, readBaseline } from "./read-baseline";

interface DiffOptions {
  readonly format: keyof typeof forms;
}

const width = 80;

const forms = {
  text: (comparison: Comparison) => comparisonText(comparison, width),
  markdown: comparisonMarkdown,
  json: comparisonJson,
} as const;

export function diffCommand(host: Host, done: (code: ExitCode) => void): Command {
  return new Command("diff")
    .description("Compare two reports of one program: what is new, fixed, newly waived, and what can no longer be judged.")
    .argument("<base>", "report of the branch that is merged into, or of the audit before: --format json or --format baseline")
    .argument("<head>", "report of the change, or of the audit after")
    .addOption(new Option("--format <format>", "form of the comparison").choices(Object.keys(forms)).default("text"))
    .addHelpText("after", examples)
    .action(async (base: string, head: string, options: DiffOptions) => {
      const [before, after] = [readBaseline(base, host.cwd), readBaseline(head, host.cwd)];
      assertSameProgram(before, after, base);
      const comparison = compare(before, after);
      await print(forms[options.format](comparison), host);
      done(forbidden(comparison).length > 0 ? exit.findings : exit.clean);
    });
}

const examples = `
Exits 1 when a mandatory failure is new; 0 else, whatever failed before.

Examples:
  compliant-eks diff main.json change.json
  compliant-eks diff main.json change.json --format markdown > comment.md
  compliant-eks diff audits/monday/report.json audits/tuesday/report.json
`;
