/** The partition of a region; undefined for a text that is no region of a partition where EKS can be used by the public. */
export function partitionOf(region: string): string | undefined {
  if (/^cn-[a-z]+-\d$/.test(region)) return "aws-cn";
  if (/^us-gov-[a-z]+-\d$/.test(region)) return "aws-us-gov";
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/.test(region)
    ? "aws"
    : undefined;
}

/** A zone of the region itself, not a local or wavelength zone: `eu-west-1a`. */
export const isZoneOf = (zone: string, region: string): boolean => zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length));

/** Account, region and partition of a stack, from its `aws:*` keys. */
export interface StackSite {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}
