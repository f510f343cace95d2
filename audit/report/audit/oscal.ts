import { createHash } from "node:crypto";
import { type CheckId, type RequirementId, checks, frameworks, requirements } from "../../../policies/controls";
import type { RequirementAssessment } from "../../assess/requirements";
import { toJson } from "../json";
import type { AuditReport, LiveCheckAssessment } from "./document";

/** The version of OSCAL in which the form is written. */
export const oscalVersion = "1.2.1";

/** Of the names that are this tool's own (OSCAL, "Props and links": a namespace is a URI). */
const namespace = "urn:compliant-eks:audit";

/** RFC 9562, 5.5: the same name gives the same id, so that the same evidence gives the same document. */
function uuid(name: string): string {
  const bytes = createHash("sha1").update(`${namespace}\n${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The form for tools that exchange assessments: OSCAL assessment results, an export and never the source. A requirement is `satisfied` only where it is
 * technical, was observed, and leaves nothing to people; where people have a part too, what was observed stands as observations and no finding says more.
 */
export function toOscal(report: AuditReport): string {
  const id = (...parts: readonly string[]): string => uuid([report.stack, report.time, ...parts].join("\n"));
  const sources = id("report");
  return toJson({
    "assessment-results": {
      uuid: id("assessment-results"),
      metadata: {
        title: `Audit of the stack ${report.stack}`,
        "last-modified": report.time,
        version: report.time,
        "oscal-version": oscalVersion,
        remarks:
          "An audit observes the technical part at one time. What it did not read, and what is left to people, it does not answer for.",
      },
      // No plan of the assessment is written in OSCAL: the catalogue of the tool says what is asked.
      "import-ap": { href: `#${sources}` },
      results: [resultOf(report, id, sources)],
      "back-matter": {
        resources: [
          {
            uuid: sources,
            title: "Report of the audit, with its evidence",
            rlinks: [{ href: "report.json", "media-type": "application/json" }],
          },
        ],
      },
    },
  });
}

type Id = (...parts: readonly string[]) => string;

function resultOf(report: AuditReport, id: Id, sources: string): object {
  const looked = report.checks.filter(({ status }) => status !== "not-applicable");
  return {
    uuid: id("result"),
    title: `Observed by ${report.tool.name} ${report.tool.version}`,
    description: `${String(report.coverage.evaluated)} of ${String(report.coverage.all)} checks have a verdict. ${report.frameworks.map(({ name, version }) => `${name} ${version}`).join("; ")}.`,
    start: report.time,
    end: report.time,
    props: [
      { name: "coverage-percent", ns: namespace, value: String(report.coverage.percent) },
      ...(report.errors.length === 0 ? [] : [{ name: "not-read", ns: namespace, value: String(report.errors.length) }]),
    ],
    "reviewed-controls": {
      "control-selections": [{ "include-controls": report.requirements.map((one) => ({ "control-id": requirements[one.id].oscalId })) }],
    },
    observations: looked.map((check) => observationOf(check, report, id, sources)),
    ...someOf(
      "findings",
      report.requirements.flatMap((one) => findingOf(one, report, id)),
    ),
  };
}

/** OSCAL has no empty lists. */
const someOf = (name: string, list: readonly object[]): object => (list.length === 0 ? {} : { [name]: list });

function observationOf(
  { id: check, status, reason, applicable, evidence }: LiveCheckAssessment,
  report: AuditReport,
  id: Id,
  sources: string,
): object {
  return {
    uuid: id("observation", check),
    title: checks[check as CheckId].title,
    description: reason ?? `${status}, for ${String(applicable)} of what was read`,
    props: [
      { name: "check-id", ns: namespace, value: check },
      { name: "status", ns: namespace, value: status },
    ],
    methods: ["EXAMINE"],
    types: ["control-objective"],
    "relevant-evidence": [
      { href: `#${sources}`, description: "The report, with the objects by name." },
      ...evidence.map((file) => ({ href: `evidence/${file}.json`, description: "An answer that was judged." })),
    ],
    collected: report.time,
  };
}

/** Why a target is not satisfied, in the words that OSCAL has for it. */
const reasons: Readonly<Partial<Record<RequirementAssessment<"observed">["status"], "fail" | "other">>> = {
  failing: "fail",
  unknown: "other",
  waived: "other",
};

function findingOf(requirement: RequirementAssessment<"observed">, report: AuditReport, id: Id): readonly object[] {
  const { id: name, status } = requirement;
  const { oscalId, text, coverage, remains } = requirements[name];
  const whole = status === "observed" && coverage === "technical" && remains === undefined;
  const reason = reasons[status] ?? (whole ? "pass" : undefined);
  if (reason === undefined) return [];
  return [
    {
      uuid: id("finding", name),
      title: titleOf(name),
      description: text,
      target: {
        type: "objective-id",
        "target-id": oscalId,
        status: { state: reason === "pass" ? "satisfied" : "not-satisfied", reason, remarks: `${status}: ${requirement.reason}` },
      },
      ...someOf("related-observations", observationsOf(requirement, report, id)),
    },
  ];
}

const titleOf = (name: RequirementId): string => {
  const { framework, ref } = requirements[name];
  return `${frameworks[framework].name} ${ref}`;
};

/** Those of the checks of the controls that verify it. */
function observationsOf({ controls }: RequirementAssessment<"observed">, report: AuditReport, id: Id): readonly object[] {
  const named = new Set(report.controls.filter((control) => controls.includes(control.id)).flatMap(({ checks: own }) => own));
  return report.checks
    .filter((check) => named.has(check.id) && check.status !== "not-applicable")
    .map((check) => ({ "observation-uuid": id("observation", check.id) }));
}
