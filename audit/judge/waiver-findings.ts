import { isTooWide } from "../../policies/crossguard/waivers";
import type { WaiverUse } from "./waive";

/** What is wrong with a waiver itself. */
export interface WaiverFinding {
  readonly check: "waiver-expired" | "waiver-of-unknown-check" | "waiver-unmatched" | "waiver-too-wide";
  readonly level: "mandatory" | "advisory";
  readonly message: string;
  readonly remedy: string;
}

/** Expired waivers and those of unknown checks are mandatory findings; unmatched and too wide ones advisory. */
export function waiverFindings(uses: readonly WaiverUse[], knownChecks: ReadonlySet<string>): WaiverFinding[] {
  return uses.flatMap((use, index) => findingsOf(use, `waiver ${String(index + 1)} (ticket ${use.waiver.ticket})`, knownChecks));
}

function findingsOf({ waiver, matched, expired }: WaiverUse, label: string, knownChecks: ReadonlySet<string>): WaiverFinding[] {
  if (!knownChecks.has(waiver.check)) {
    const message = `${label} names the check ${waiver.check}, which does not exist`;
    return [{ check: "waiver-of-unknown-check", level: "mandatory", message, remedy: "Write the id of a check, as findings show it." }];
  }
  if (expired) {
    const message = `${label} of ${waiver.check} expired on ${waiver.expires}`;
    return [
      {
        check: "waiver-expired",
        level: "mandatory",
        message,
        remedy: "Fix what it covers and remove it, or have it approved again with a new date.",
      },
    ];
  }
  if (matched.length === 0) {
    const message = `${label} of ${waiver.check} matches no failing resource`;
    return [{ check: "waiver-unmatched", level: "advisory", message, remedy: "Remove it, or correct the pattern of its resource." }];
  }
  if (isTooWide(waiver, matched.length)) {
    const message = `${label} of ${waiver.check} covers ${String(matched.length)} failing resources with one pattern`;
    return [
      {
        check: "waiver-too-wide",
        level: "advisory",
        message,
        remedy: "Name the resources one by one, or narrow the pattern to their type and name.",
      },
    ];
  }
  return [];
}
