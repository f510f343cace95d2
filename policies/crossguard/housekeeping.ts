import type { Policy, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { checks } from "../controls";
import type { Run } from "./check-policy";
import type { Entry } from "./ledger";
import { covers, isExpired, isTooWide, waiverOf } from "./waivers";

const known: ReadonlySet<string> = new Set(Object.keys(checks));
/** A waiver of a check on the stack file finds nothing to match in a pack, which never runs those. */
const judgedHere: ReadonlySet<string> = new Set(
  Object.entries(checks).flatMap(([id, check]) => (check.moments.includes("preview") ? [id] : [])),
);

/** Must be the first policy: what it keeps, all others read. */
export function recorderPolicy({ record }: Run): ResourceValidationPolicy & StackValidationPolicy {
  return {
    name: "planned-resources-recorded",
    description: "Keeps the inputs of every resource for the checks that look at the whole plan",
    enforcementLevel: "advisory",
    validateResource: (args) => {
      record.note(args);
    },
    validateStack: (args) => {
      record.assemble(args);
    },
  };
}

/** One line per stack about everything that nobody can know before the update. It never stops one. */
export function deferredPolicy({ ledger }: Run): StackValidationPolicy {
  return atTheEnd("deferred-until-update", "Some checks must wait for the update", "advisory", (report) => {
    const waiting = ledger.withStatus("deferred");
    if (waiting.length === 0) return;
    const names = [...new Set(waiting.map(({ check }) => check))].sort();
    const resources = new Set(waiting.map(({ urn }) => urn)).size;
    report(
      `${count(waiting.length, "result")} on ${count(resources, "resource")} depend on values that are not known yet: ${names.join(", ")}`,
    );
  });
}

/** Accepted exceptions stay visible. */
export function waivedPolicy({ ledger, settings }: Run): StackValidationPolicy {
  return atTheEnd("waived", "A finding is waived", "advisory", (report) => {
    for (const { check, urn } of ledger.withStatus("fail")) {
      const waiver = waiverOf(settings.waivers, check, urn, settings.today);
      if (waiver) report(`${check} is waived until ${waiver.expires} (ticket ${waiver.ticket}, owner ${waiver.owner})`, urn);
    }
  });
}

/** Waivers that are wrong themselves: expired and unknown ones stop the update, unmatched and too wide ones do not. */
export function waiverPolicies({ ledger, settings }: Run): readonly StackValidationPolicy[] {
  const { waivers, today } = settings;
  const failures = () => ledger.withStatus("fail");
  const current = waivers.filter((waiver) => known.has(waiver.check) && !isExpired(waiver, today));
  return [
    atTheEnd("waiver-of-unknown-check", "Every waiver names a check that exists", "mandatory", (report) => {
      for (const { ticket } of waivers.filter(({ check }) => !known.has(check))) {
        report(`The waiver of ticket ${ticket} names a check that does not exist; write the id of a check, as findings show it`);
      }
    }),
    atTheEnd("waiver-expired", "No waiver has expired", "mandatory", (report) => {
      for (const { check, ticket, expires } of waivers.filter((waiver) => known.has(waiver.check) && isExpired(waiver, today))) {
        report(
          `The waiver of ${check} (ticket ${ticket}) expired on ${expires}; fix what it covers and remove it, or have it approved again`,
        );
      }
    }),
    atTheEnd("waiver-unmatched", "Every waiver covers a finding", "advisory", (report) => {
      for (const waiver of current.filter(({ check }) => judgedHere.has(check))) {
        if (matched(waiver, failures()) === 0)
          report(`The waiver of ${waiver.check} (ticket ${waiver.ticket}) matches no finding; remove it, or correct its resource`);
      }
    }),
    atTheEnd("waiver-too-wide", "Every waiver names its resources closely", "advisory", (report) => {
      for (const waiver of current) {
        if (isTooWide(waiver, matched(waiver, failures()))) {
          report(
            `The waiver of ${waiver.check} (ticket ${waiver.ticket}) covers too much; name the resources one by one, or narrow its pattern`,
          );
        }
      }
    }),
  ];
}

const matched = (waiver: Parameters<typeof covers>[0], entries: readonly Entry[]): number =>
  entries.filter(({ check, urn }) => covers(waiver, check, urn)).length;

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? "" : "s"}`;

/** A policy about the run as a whole; it stands after the checks, whose results it sums up. */
function atTheEnd(
  name: string,
  description: string,
  enforcementLevel: NonNullable<Policy["enforcementLevel"]>,
  tell: (report: ReportViolation) => void,
): StackValidationPolicy {
  return {
    name,
    description,
    enforcementLevel,
    validateStack: (_, report) => {
      tell(report);
    },
  };
}
