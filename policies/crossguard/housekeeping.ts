import type { Policy, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { checks } from "../controls";
import type { Run } from "./check-policy";
import { type Waiver, type WaiverFault, analyseWaivers, matchWaiver } from "../waivers";

const known: ReadonlySet<string> = new Set(Object.keys(checks));
/** The checks that a pack runs. */
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
    report(`not known before the update, ${count(waiting.length, "result")} on ${count(resources, "resource")}: ${names.join(", ")}`);
  });
}

/** Accepted exceptions stay visible. */
export function waivedPolicy({ ledger, settings }: Run): StackValidationPolicy {
  return atTheEnd("waived", "A finding is waived", "advisory", (report) => {
    for (const { check, urn } of ledger.withStatus("fail")) {
      const waiver = matchWaiver(settings.waivers, check, urn, settings.today);
      if (waiver) report(`${check} is waived until ${waiver.expires} (ticket ${waiver.ticket}, owner ${waiver.owner})`, urn);
    }
  });
}

interface Fault {
  readonly policy: string;
  readonly description: string;
  readonly level: "mandatory" | "advisory";
  readonly says: (waiver: Waiver, matched: number) => string;
}

const faults: Readonly<Record<WaiverFault, Fault>> = {
  "unknown-check": {
    policy: "waiver-of-unknown-check",
    description: "Every waiver names a check that exists",
    level: "mandatory",
    says: () => "names a check that does not exist; write the id of a check, as findings show it",
  },
  expired: {
    policy: "waiver-expired",
    description: "No waiver has expired",
    level: "mandatory",
    says: ({ expires }) => `expired on ${expires}; fix what it covers and remove it, or have it approved again`,
  },
  unmatched: {
    policy: "waiver-unmatched",
    description: "Every waiver covers a finding",
    level: "advisory",
    says: () => "matches no finding; remove it, or correct its resource",
  },
  "too-wide": {
    policy: "waiver-too-wide",
    description: "Every waiver names its resources closely",
    level: "advisory",
    says: (_, matched) => `names no resource, so it covers whatever fails (${String(matched)} now); narrow its pattern to a name`,
  },
};

/** Waivers that are wrong themselves: expired ones and those of unknown checks stop the update, the others do not. */
export function waiverPolicies({ ledger, settings }: Run): readonly StackValidationPolicy[] {
  return (Object.keys(faults) as WaiverFault[]).map((fault) => {
    const { policy, description, level, says } = faults[fault];
    return atTheEnd(policy, description, level, (report) => {
      for (const { waiver, matched, faults: found } of analyseWaivers(settings.waivers, ledger.withStatus("fail"), known, settings.today)) {
        // A waiver of another moment's check finds nothing to match here.
        const misplaced = fault === "unmatched" && !judgedHere.has(waiver.check);
        if (!misplaced && found.some((one) => one.fault === fault))
          report(`The waiver of ticket ${waiver.ticket} ${says(waiver, matched)}`);
      }
    });
  });
}

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
