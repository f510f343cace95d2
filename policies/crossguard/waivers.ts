import type { Waiver } from "../waivers";

/** More findings than this under one waiver are likely to hide what nobody has looked at. */
const wide = 10;

export function covers(waiver: Waiver, check: string, urn: string): boolean {
  const parts = waiver.resource.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return waiver.check === check && new RegExp(`^${parts.join(".*")}$`).test(urn);
}

export const isExpired = (waiver: Waiver, today: string): boolean => waiver.expires < today;

export const isTooWide = (waiver: Waiver, matched: number): boolean =>
  matched > wide || (matched > 0 && !/[^*:]/.test(waiver.resource.replace(/^urn:pulumi:/, "")));

/** The waiver that covers a finding today; the one that lasts longest, if there are several. */
export function waiverOf(waivers: readonly Waiver[], check: string, urn: string, today: string): Waiver | undefined {
  return waivers
    .filter((waiver) => covers(waiver, check, urn) && !isExpired(waiver, today))
    .sort((a, b) => (a.expires > b.expires ? -1 : 1))[0];
}
