import { findingLines } from "../text/findings";
import { count, joined, wrap } from "../text/layout";
import { parameterLines } from "../text/parameters";
import { statusLines } from "../text/status";
import { type Style, styleOf } from "../text/style";
import type { TextOptions } from "../text/text";
import { waiverLines } from "../text/waivers";
import { missing, validByRequirement } from "./attestations";
import type { AuditReport } from "./document";
import { accountOf, clusterOf } from "./subjects";

/** The report for people. Its strongest word is "observed": what was seen, at one time, of the technical part. */
export function auditToText(report: AuditReport, { width, colour }: TextOptions): string {
  const style = styleOf(colour);
  return joined([
    headLines(report, width, style),
    errorLines(report, width, style),
    parameterLines(report, width, style),
    statusLines(report, width, style, "observed"),
    findingLines(report, width, style),
    attestationLines(report, width, style),
    waiverLines(report, width, style),
    closingLines(report, width),
  ]);
}

function headLines(report: AuditReport, width: number, style: Style): string[] {
  const { mandatory } = report.summary.findings;
  const { failing, unknown, observed } = report.summary.requirements;
  const left = report.summary.requirements["left-to-people"];
  const { percent, evaluated, all } = report.coverage;
  return [
    ...wrap(`${report.tool.name} ${report.tool.version}: audit of the stack ${report.stack}`, width),
    ...wrap(clusterOf(report), width, "cluster:    "),
    ...wrap(accountOf(report), width, "account:    "),
    ...wrap(report.time, width, "read at:    "),
    ...wrap(report.frameworks.map(({ name, version }) => `${name} ${version}`).join("; "), width, "frameworks: "),
    ...wrap(mandatory === 0 ? "no mandatory finding" : count(mandatory, "mandatory finding"), width, "verdict:    ").map(
      mandatory === 0 && report.errors.length === 0 ? style.good : style.bad,
    ),
    ...wrap(
      `requirements ${String(failing)} failing, ${String(unknown)} unknown, ${String(observed)} observed, ${String(left)} left to people`,
      width,
      "            ",
    ),
    ...wrap(`${String(percent)} %: ${String(evaluated)} of ${String(all)} checks have a verdict`, width, "coverage:   "),
  ];
}

/** Before everything that was judged: it says what the rest does not know. */
function errorLines({ errors }: AuditReport, width: number, style: Style): string[] {
  if (errors.length === 0) return [];
  return [
    style.bold(`Not read (${String(errors.length)})`),
    ...errors.flatMap(({ request, kind, message }) => wrap(`${request}: ${kind}, ${message}`, width, "  ", "    ").map(style.warn)),
  ];
}

/** Of what is left to people, how much somebody vouches for; what ended counts as missing. */
function attestationLines({ frameworks, requirements, attestations }: AuditReport, width: number, style: Style): string[] {
  if (attestations.length === 0) return [];
  const valid = validByRequirement(attestations);
  const counts = frameworks.flatMap(({ id, name }) => {
    const people = requirements.filter(({ framework, status }) => framework === id && status === "left-to-people");
    const attested = people.filter((requirement) => valid.has(requirement.id));
    return wrap(`${name}: ${String(attested.length)} of ${count(people.length, "requirement")} left to people`, width, "  ", "    ");
  });
  return [
    style.bold(`Attestations (${String(attestations.length)})`),
    ...counts,
    ...missing(attestations).flatMap(({ requirement, validUntil, owner }) =>
      wrap(`expired ${requirement}: ended ${validUntil} (${owner}), counts as missing`, width, "  ", "    ").map(style.warn),
    ),
  ];
}

function closingLines(report: AuditReport, width: number): string[] {
  const { findings, results, objects } = report.summary;
  return [
    ...wrap(
      `${count(findings.mandatory, "mandatory finding")}, ${String(findings.advisory)} advisory; ${String(results.error)} in error, ${String(results["not-evaluated"])} not evaluated; ${count(objects, "object")} judged.`,
      width,
    ),
    ...report.leftOut.flatMap(({ kind, count: number, reason }) => wrap(`not judged: ${String(number)} ${kind}, ${reason}`, width)),
    ...wrap(
      "An audit observes the technical part at one time. What it did not read, and what is left to people, it does not answer for.",
      width,
    ),
  ];
}
