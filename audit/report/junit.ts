import { checks } from "../../policies/controls";
import { groupBy } from "../judge/group";
import type { CheckAssessment } from "../assess/checks";
import type { Finding, PlanReport } from "./document";

type Outcome = "passed" | "failure" | "error" | "skipped";

/** What is not known, not evaluated, waived or left to people is skipped: it is never a success. */
const outcomes: Readonly<Record<CheckAssessment["status"], Outcome>> = {
  pass: "passed",
  fail: "failure",
  error: "error",
  deferred: "skipped",
  "not-evaluated": "skipped",
  "not-applicable": "skipped",
  waived: "skipped",
  "left-to-people": "skipped",
};

/**
 * The form that CI systems show as tests: a suite for each severity, a case for each check. A failed case lists every resource. Advisory
 * failures are skipped, since they do not make the command fail.
 */
export function toJunit(report: Pick<PlanReport, "tool" | "stack" | "checks" | "findings">): string {
  const findings = groupBy(report.findings, ({ check }) => check);
  const known = new Set(report.checks.map(({ id }) => id));
  // Findings of the stack as a whole, such as an expired waiver, belong to no check of the catalogue.
  const housekeeping = [...findings.keys()]
    .filter((id) => !known.has(id))
    .map((id): CheckAssessment => ({ id, status: "fail", applicable: 1 }));
  const suites = [...groupBy([...report.checks, ...housekeeping], ({ id }) => severityOf(id, findings.get(id)))];
  const body = suites.map(([severity, own]) => suite(severity, own, findings));
  const counts = total(body.flatMap(({ cases }) => cases));
  const name = attribute(`${report.tool.name} ${report.stack}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${name} ${counts}>`,
    ...body.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Case {
  readonly outcome: Outcome;
  readonly xml: string;
}

function suite(name: string, own: readonly CheckAssessment[], findings: ReadonlyMap<string, readonly Finding[]>) {
  const cases = own.map((check) => caseOf(check, findings.get(check.id) ?? []));
  const xml = [`  <testsuite name=${attribute(name)} ${total(cases)}>`, ...cases.map((one) => one.xml), "  </testsuite>"].join("\n");
  return { cases, xml };
}

function caseOf({ id, status, reason }: CheckAssessment, findings: readonly Finding[]): Case {
  const decided = findings.filter((finding) => finding.status === status);
  const advisory = outcomes[status] === "failure" && decided.length > 0 && decided.every(({ level }) => level === "advisory");
  const outcome = advisory ? "skipped" : outcomes[status];
  const open = `    <testcase classname="compliant-eks" name=${attribute(id)}`;
  if (outcome === "passed") return { outcome, xml: `${open}/>` };
  const message = attribute(advisory ? `advisory: ${reason ?? status}` : `${status}: ${reason ?? "nothing of the kind is there"}`);
  const details = decided.map(({ urn, message: text, remedy }) => `${urn === "" ? "the stack" : urn}: ${text}. ${remedy}`).join("\n");
  return { outcome, xml: `${open}><${outcome} message=${message}>${escaped(details)}</${outcome}></testcase>` };
}

function total(cases: readonly Case[]): string {
  const count = (outcome: Outcome): string => String(cases.filter((one) => one.outcome === outcome).length);
  return `tests="${String(cases.length)}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
}

function severityOf(id: string, findings: readonly Finding[] | undefined): string {
  const known: Readonly<Record<string, { readonly severity: string } | undefined>> = checks;
  return known[id]?.severity ?? findings?.[0]?.severity ?? "stack";
}

/** XML 1.0 has no place for most control characters, not even escaped. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

const attribute = (text: string): string => `"${escaped(text).replaceAll('"', "&quot;").replace(/\s/g, " ")}"`;
