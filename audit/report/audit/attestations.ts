import { requirements } from "../../../policies/controls";
import type { FrameworkId } from "../../../policies/controls/model";
import type { Attestation } from "../../../policies/settings";
import type { ReportedAttestation } from "./document";

/** As a report shows them on a day `YYYY-MM-DD`: those of the chosen frameworks, by requirement, the one that lasts longest first. */
export function reportedAttestations(
  attestations: readonly Attestation[],
  frameworks: readonly FrameworkId[],
  today: string,
): readonly ReportedAttestation[] {
  return attestations
    .filter(({ requirement }) => frameworks.includes(requirements[requirement].framework))
    .map((one) => ({ ...one, daysLeft: (Date.parse(one.validUntil) - Date.parse(today)) / 86_400_000 }))
    .sort((a, b) => (a.requirement === b.requirement ? b.daysLeft - a.daysLeft : a.requirement < b.requirement ? -1 : 1));
}

/** Those that ended, of requirements for which no other one holds: they count as missing. */
export function missing(attestations: readonly ReportedAttestation[]): readonly ReportedAttestation[] {
  const valid = validByRequirement(attestations);
  return attestations.filter(({ requirement }) => !valid.has(requirement));
}

/** Those that still hold, the best of each requirement. */
export function validByRequirement(attestations: readonly ReportedAttestation[]): ReadonlyMap<string, ReportedAttestation> {
  const valid = attestations.filter(({ daysLeft }) => daysLeft >= 0);
  return new Map([...valid].reverse().map((one) => [one.requirement, one]));
}
