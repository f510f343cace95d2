import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { type Evidence, type Part, parts } from "../evidence/model";
import { manifestFile, readEvidence, storeEvidence, verifyEvidence } from "../evidence/store";
import { auditPolicyJson } from "../live/aws/rights";
import { auditRightsYaml } from "../live/kubernetes/rights";
import { readStack } from "../plan/stack-file";
import type { AuditReport } from "../report/audit/document";
import { auditToCsv } from "../report/audit/csv";
import { auditToHtml } from "../report/audit/html";
import { auditToMarkdown } from "../report/audit/markdown";
import { toOscal } from "../report/audit/oscal";
import { auditToSarif } from "../report/audit/sarif";
import { auditToText } from "../report/audit/text";
import { hasMandatoryFailure } from "../report/document";
import { toJson } from "../report/json";
import { toJunit } from "../report/junit";
import { UserError } from "../user-error";
import { putIntoArchive } from "./archive";
import { auditVerdict } from "./audit-verdict";
import { collect } from "./collect";
import { type ExitCode, exit } from "./exit";
import type { Host } from "./host";
import { addLines } from "./lines";
import { whole } from "./numbers";
import { columnsOf, hasColour, narrow, print } from "./output";
import { programDirectory } from "./project";

interface AuditOptions {
  readonly stack?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly timeout: number;
  readonly format: (typeof formats)[number];
  readonly out?: string;
  readonly from?: string;
  readonly previous?: string;
  readonly lines?: string;
  readonly archive?: string;
  readonly minCoverage?: number;
  readonly waivers?: string;
  readonly attestations?: string;
  readonly only?: Part;
  readonly rights?: Part;
}

const formats = ["text", "json", "html", "csv", "junit", "markdown", "sarif", "oscal"] as const;

export function auditCommand(host: Host, done: (code: ExitCode) => void): Command {
  const command = new Command("audit")
    .description("Read a running cluster and its account, keep what was read, and say what was observed of each requirement.")
    .option("--stack <name>", "whose cluster it is: frameworks, parameters and waivers are those of Pulumi.<name>.yaml")
    .option("--kubeconfig <file>", "how to reach the cluster; else KUBECONFIG, ~/.kube/config, or the pod's own account")
    .option("--context <name>", "context of the kubeconfig, else its current one")
    .option("--timeout <seconds>", "time that one answer may take", whole(1, 600), 30)
    .addOption(new Option("--format <format>", "form of the report on standard output").choices([...formats]).default("text"))
    .option("--out <folder>", "keep evidence, report and manifest in this new folder")
    .option("--from <folder>", "judge evidence that --out kept, instead of reading the cluster")
    .option("--previous <folder>", "the audit before: its manifest's hash goes into the new one")
    .option("--archive <bucket>", "with --out: put what is kept into this bucket too, locked as the stack asks")
    .option("--lines <folder>", "add the results to this folder as JSON Lines, as docs/fleet.md lays them out")
    .option("--min-coverage <percent>", "exit with 1 when fewer checks have a verdict", whole(0, 100))
    .option("--waivers <file>", "take waivers from this file too: YAML with the list waivers:")
    .option("--attestations <file>", "show what people recorded beside it: YAML with the list attestations:")
    .addOption(new Option("--only <part>", "read the cluster or the account alone, and say so").choices([...parts]))
    .addOption(
      new Option("--rights <part>", "print what the audit may do there, and read nothing: a ClusterRole, or an IAM policy").choices([
        ...parts,
      ]),
    )
    .addHelpText("after", examples)
    .action(async (options: AuditOptions) => {
      if (options.rights !== undefined) return print(options.rights === "cluster" ? auditRightsYaml() : auditPolicyJson(), host);
      done(await audit(options, host));
    });
  return command.addCommand(verifyCommand(host, done));
}

function verifyCommand(host: Host, done: (code: ExitCode) => void): Command {
  return new Command("verify")
    .description("Compare kept evidence with its manifest: names every changed, missing and added file.")
    .argument("<folder>", "folder that `compliant-eks audit --out` wrote")
    .helpOption("--help", "show help")
    .addHelpText("after", "\nExamples:\n  compliant-eks audit verify audits/2026-11-29")
    .action(async (folder: string) => {
      const { manifest, faults } = verifyEvidence(resolve(host.cwd, folder));
      const text =
        faults.length === 0
          ? `${String(manifest.files.length)} files as the manifest of ${manifest.time} says\n`
          : faults.map((fault) => `${fault}\n`).join("");
      await print(text, host);
      done(faults.length === 0 ? exit.clean : exit.findings);
    });
}

async function audit(options: AuditOptions, host: Host): Promise<ExitCode> {
  const folder = options.out === undefined ? undefined : resolve(host.cwd, options.out);
  assertOptions(options, folder, host);
  const start = performance.now();
  const kept = options.from === undefined ? undefined : readEvidence(resolve(host.cwd, options.from));
  const { stack, config } = stackOf(options, kept, host);
  const evidence = kept ?? (await collect({ ...options, stack, config, parts: options.only === undefined ? parts : [options.only] }, host));
  const report = auditVerdict({
    evidence,
    config,
    waivers: options.waivers,
    attestations: options.attestations,
    cwd: host.cwd,
    today: host.today,
  });
  if (folder !== undefined) keep(folder, evidence, report, options, host);
  if (folder !== undefined && options.archive !== undefined) await putIntoArchive(folder, options.archive, report, config, host);
  if (options.lines !== undefined) addLines(options.lines, report, host);
  const style = { width: columnsOf(host), colour: hasColour(host) };
  await print(forms[options.format](report, style), host);
  host.stderr.write(`took ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  return verdictOf(report, options, host);
}

const forms: Readonly<Record<AuditOptions["format"], typeof auditToText>> = {
  text: auditToText,
  json: toJson,
  html: auditToHtml,
  csv: auditToCsv,
  junit: toJunit,
  markdown: auditToMarkdown,
  sarif: auditToSarif,
  oscal: toOscal,
};

/** Before anything is read, so that a wrong name costs no time. */
function assertOptions(
  { from, previous, kubeconfig, context, only, archive }: AuditOptions,
  folder: string | undefined,
  { cwd }: Host,
): void {
  if (from !== undefined && (kubeconfig !== undefined || context !== undefined || only !== undefined))
    throw new UserError("--from judges evidence that was kept; leave --kubeconfig, --context and --only out, or --from");
  if (archive !== undefined && folder === undefined)
    throw new UserError("--archive puts what --out keeps into a bucket; name a folder with --out");
  if (folder !== undefined && existsSync(folder))
    throw new UserError(`${folder} is there already; evidence is never written over, so name a new folder`);
  if (previous !== undefined && !existsSync(resolve(cwd, previous, manifestFile)))
    throw new UserError(`${previous} holds no ${manifestFile}; name the folder of an earlier audit`);
}

function stackOf({ stack }: AuditOptions, kept: Evidence | undefined, host: Host) {
  const name = stack ?? kept?.about.stack;
  if (name === undefined) throw new UserError("an audit needs to know whose cluster it reads; name the stack with --stack");
  return { stack: name, config: readStack(programDirectory(host.cwd, host.root), name).config };
}

function keep(folder: string, evidence: Evidence, report: AuditReport, { previous }: AuditOptions, host: Host): void {
  const reports = {
    "report.json": toJson(report),
    "report.html": auditToHtml(report),
    "report.csv": auditToCsv(report),
    "report.oscal.json": toOscal(report),
    "report.txt": auditToText(report, { width: narrow, colour: false }),
  };
  const { manifest, hash } = storeEvidence(folder, evidence, reports, previous === undefined ? undefined : resolve(host.cwd, previous));
  host.stderr.write(
    `kept ${String(manifest.files.length)} files in ${folder}\nmanifest sha256 ${hash}: note it where nobody can change it\n`,
  );
}

function verdictOf(report: AuditReport, { minCoverage }: AuditOptions, host: Host): ExitCode {
  const { percent } = report.coverage;
  const enough = minCoverage === undefined || percent >= minCoverage;
  if (!enough) host.stderr.write(`coverage is ${String(percent)} %, and --min-coverage asks for ${String(minCoverage)} %\n`);
  return hasMandatoryFailure(report) || !enough ? exit.findings : exit.clean;
}

const examples = `
Examples:
  compliant-eks audit --stack prod --out audits/2026-11-29
  compliant-eks audit --from audits/2026-11-29 --format json
  compliant-eks audit verify audits/2026-11-29
  compliant-eks audit --stack prod --only cluster --kubeconfig prod.yaml
  compliant-eks audit --rights cluster | kubectl apply -f -
  compliant-eks audit --rights account > audit-policy.json

Exit codes: 0 clean, 1 a mandatory check fails or is in error, or the
coverage is too small, 2 bad input, no cluster or no credentials,
3 internal error.`;
