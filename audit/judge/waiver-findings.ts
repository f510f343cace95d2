import type { WaiverAnalysis, WaiverFault } from "../../policies/waivers";

/** What is wrong with a waiver itself. */
export interface WaiverFinding {
  /** The same names as the policies of the CrossGuard pack. */
  readonly check: "waiver-expired" | "waiver-of-unknown-check" | "waiver-unmatched" | "waiver-too-wide";
  readonly level: "mandatory" | "advisory";
  readonly message: string;
  readonly remedy: string;
}

export function waiverFindings(analysis: readonly WaiverAnalysis[]): WaiverFinding[] {
  return analysis.flatMap(({ waiver, matched, faults }, index) => {
    const label = `waiver ${String(index + 1)} (ticket ${waiver.ticket})`;
    return faults.map(({ fault, level }) => {
      const { check, says, remedy } = words[fault];
      return { check, level, message: `${label} ${says(waiver.expires, matched)}`, remedy };
    });
  });
}

interface Words {
  readonly check: WaiverFinding["check"];
  readonly says: (expires: string, matched: number) => string;
  readonly remedy: string;
}

const words: Readonly<Record<WaiverFault, Words>> = {
  expired: {
    check: "waiver-expired",
    says: (expires) => `expired on ${expires}`,
    remedy: "Fix what it covers and remove it, or have it approved again with a new date.",
  },
  "unknown-check": {
    check: "waiver-of-unknown-check",
    says: () => "names a check that does not exist",
    remedy: "Write the id of a check, as findings show it.",
  },
  unmatched: {
    check: "waiver-unmatched",
    says: () => "matches no failing resource",
    remedy: "Remove it, or correct its resource.",
  },
  "too-wide": {
    check: "waiver-too-wide",
    says: (_, matched) => `names no resource, so it covers whatever fails (${String(matched)} now)`,
    remedy: "Name the resources one by one, or narrow the pattern to a name.",
  },
};
