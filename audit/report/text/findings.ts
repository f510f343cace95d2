import { groupBy } from "../../judge/group";
import { type Finding, type PlanReport, isFailure } from "../document";
import { count, nameOf, typeOf, wrap } from "./layout";
import type { Style } from "./style";

/** Failures and errors in full; then, in groups, what could not be judged, what is waived and what others answer for. */
export function findingLines(report: Pick<PlanReport, "findings">, width: number, style: Style): string[] {
  const failures = report.findings.filter(isFailure);
  return [
    style.bold(`Findings (${String(failures.length)})`),
    ...(failures.length === 0
      ? ["  none"]
      : [...groupBy(failures, headingOf)].flatMap(([heading, same]) => failureLines(heading, same, width, style))),
    ...groupedLines(report, "deferred", "Not known before the update", width, style),
    ...groupedLines(report, "not-evaluated", "Not evaluated", width, style),
    ...groupedLines(report, "waived", "Waived", width, style),
    ...groupedLines(report, "left-to-people", "Left to people", width, style),
  ];
}

function headingOf(finding: Finding): string {
  return `${finding.status} ${finding.check} (${finding.level}, ${finding.severity})`;
}

function failureLines(heading: string, findings: readonly Finding[], width: number, style: Style): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const mark = first.level === "mandatory" ? style.bad : style.warn;
  return [
    ...wrap(heading, width, "  ").map(mark),
    ...findings.flatMap((finding) => [
      ...wrap(`${nameOf(finding.urn)} [${typeOf(finding.urn)}]`, width, "    "),
      ...wrap(finding.message, width, "      "),
    ]),
    ...wrap(first.remedy, width, "    remedy:  "),
    ...(first.requirements.length === 0 ? [] : wrap(clauses(first.requirements), width, "    clauses: ")),
  ];
}

/** `pci-dss 1.2.5, 1.3.1; hipaa 164.312(a)(1)`. */
function clauses(requirements: readonly string[]): string {
  return [...groupBy(requirements, (id) => id.slice(0, id.indexOf(":")))]
    .map(([framework, ids]) => `${framework} ${ids.map((id) => id.slice(framework.length + 1)).join(", ")}`)
    .join("; ");
}

function groupedLines(
  report: Pick<PlanReport, "findings">,
  status: Finding["status"],
  title: string,
  width: number,
  style: Style,
): string[] {
  const findings = report.findings.filter((finding) => finding.status === status);
  if (findings.length === 0) return [];
  const whole = groupBy(
    findings.filter(({ urn }) => isStack(urn)),
    reasonOf,
  );
  const alike = new Set([...whole].filter(([, same]) => same.length > few).flatMap(([, same]) => same));
  const others = findings.filter((finding) => !alike.has(finding));
  const groups = groupBy(others, (finding) => `${finding.check}: ${reasonOf(finding)}`);
  const many = groupBy([...alike], reasonOf);
  return [
    "",
    style.bold(`${title} (${String(findings.length)})`),
    ...[...groups].flatMap(([reason, same]) => wrap(`${reason}${onResources(same)}`, width, "  ", "    ")),
    ...[...many].flatMap(([reason, same]) => wrap(`${reason}: ${same.map(({ check }) => check).join(", ")}`, width, "  ", "    ")),
  ];
}

/** More checks than these that say one thing of the whole stack are named in one breath. */
const few = 2;

const isStack = (urn: string): boolean => typeOf(urn) === "pulumi:pulumi:Stack";

function reasonOf(finding: Finding): string {
  if (finding.status === "waived") return `${finding.message} (until ${finding.until ?? "?"}, ${finding.owner ?? "?"})`;
  return finding.status === "left-to-people" ? `${finding.message} (${finding.owner ?? "?"})` : finding.message;
}

function onResources(findings: readonly Finding[]): string {
  return findings.length === 1 && isStack(findings[0]?.urn ?? "") ? "" : ` [${count(findings.length, "resource")}]`;
}
