/**
 * Day on which EKS ends standard support of a minor version (EKS release calendar, read in November 2026). A minor that is missing here
 * has not been seen on EKS. Extended support is no substitute: it is billed, and PCI DSS 6.3.3 wants patches within a month.
 */
export const standardSupportEnds: Readonly<Record<string, string>> = {
  "1.33": "2026-07-29",
  "1.34": "2026-12-02",
  "1.35": "2027-03-27",
  "1.36": "2027-08-02",
};

/** The minors that a stack may ask for: those that the platform has pins for, with months of support left. */
export const supportedVersions = ["1.35", "1.36"] as const;

/** Whether a minor has standard support on a day (`YYYY-MM-DD`); undefined for one that is not in the calendar. */
export function inStandardSupport(version: string, today: string): boolean | undefined {
  const end = Object.hasOwn(standardSupportEnds, version) ? standardSupportEnds[version] : undefined;
  return end === undefined ? undefined : today <= end;
}
