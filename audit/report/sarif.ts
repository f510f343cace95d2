import { createHash } from "node:crypto";
import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { checks } from "../../policies/controls";
import type { Severity } from "../../policies/controls/model";
import type { Finding, PlanReport } from "./document";

/** Scores by which code scanning sorts alerts (GitHub documentation, "SARIF support": critical from 9.0, high from 7.0, medium from 4.0). */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** SARIF 2.1.0, 3.27.9: what failed is `fail`; what nobody could judge is `open`; what people have to look at is `review`. */
const kinds: Readonly<Record<Finding["status"], "fail" | "open" | "review">> = {
  fail: "fail",
  error: "open",
  deferred: "open",
  "not-evaluated": "open",
  waived: "fail",
  "left-to-people": "review",
};

/** What the form needs of a report. */
export type SarifSource = Pick<PlanReport, "tool" | "project" | "stack" | "findings" | "resources" | "programPath">;

/**
 * The form that code scanning reads (OASIS SARIF 2.1.0): a rule for each check, a result for each finding, at the line of the program that
 * makes the resource where that is known, else in the stack's file. A waived finding is a suppressed one.
 */
export function toSarif(report: SarifSource): string {
  const rules = [...new Set(report.findings.map(({ check }) => check))].sort();
  const positions = new Map(report.resources.map(({ urn, sourcePosition }) => [urn, sourcePosition]));
  const document: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: rules.map((id) => ruleOf(id, report)) } },
        automationDetails: { id: `${report.tool.name}/${report.project}/${report.stack}/` },
        columnKind: "utf16CodeUnits",
        results: report.findings.map((finding) => resultOf(finding, rules, report, positions.get(finding.urn))),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

interface Described {
  readonly title: string;
  readonly severity: Severity;
  readonly remedy: string;
}

/** Findings about waivers belong to no check of the catalogue: they describe themselves. */
function describe(id: string, findings: readonly Finding[]): Described {
  const known: Readonly<Record<string, Described | undefined>> = checks;
  const own = findings.find(({ check }) => check === id);
  return known[id] ?? { title: own?.message ?? id, severity: own?.severity ?? "low", remedy: own?.remedy ?? "" };
}

function ruleOf(id: string, { findings }: Pick<SarifSource, "findings">): ReportingDescriptor {
  const { title, severity, remedy } = describe(id, findings);
  const own = findings.filter(({ check }) => check === id);
  const requirements = [...new Set(own.flatMap((finding) => finding.requirements))];
  const serves = requirements.length === 0 ? "" : `\n\nServes ${requirements.join(", ")}.`;
  return {
    id,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: sentence(title) },
    help: { text: `${sentence(remedy)}${serves}` },
    defaultConfiguration: { level: own.some(({ level }) => level === "mandatory") ? "error" : "warning" },
    properties: { tags: ["security", ...requirements].slice(0, 20), "security-severity": scores[severity] },
  };
}

function resultOf(finding: Finding, rules: readonly string[], report: SarifSource, position: string | undefined): Result {
  const { check, urn, message, remedy, status } = finding;
  return {
    ruleId: check,
    ruleIndex: rules.indexOf(check),
    kind: kinds[status],
    level: levelOf(finding),
    message: { text: `${sentence(message)} ${sentence(remedy)}`.trim() },
    locations: [locationOf(urn, report, position)],
    partialFingerprints: { "checkAndResource/v1": createHash("sha256").update(`${check}\n${urn}`).digest("hex") },
    ...(status === "waived"
      ? { suppressions: [{ kind: "external", status: "accepted", justification: `waived until ${finding.until ?? "?"}` }] }
      : {}),
    properties: { status },
  };
}

/** SARIF 2.1.0, 3.27.10: only what is of the kind `fail` has a level. */
function levelOf({ status, level }: Finding): "error" | "warning" | "none" {
  if (kinds[status] !== "fail") return "none";
  return level === "mandatory" ? "error" : "warning";
}

/** Code scanning takes no result without a file; a finding without a line is about the stack. */
function locationOf(urn: string, { stack, programPath = "" }: SarifSource, position: string | undefined): Location {
  const [, file = "", line, column] = /^(.*):(\d+):(\d+)$/.exec(position ?? "") ?? [undefined, `Pulumi.${stack}.yaml`, "1", "1"];
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(`${programPath}${file}`), uriBaseId: "%SRCROOT%" },
      region: { startLine: Number(line), startColumn: Number(column) },
    },
    ...(urn === "" ? {} : { logicalLocations: [{ name: urn.split("::").at(-1), fullyQualifiedName: urn, kind: "resource" }] }),
  };
}

const sentence = (text: string): string => (text === "" || /[.!?]$/.test(text) ? text : `${text}.`);
