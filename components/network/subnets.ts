/** The three subnets of one zone, as IPv4 ranges. */
export interface ZoneSubnets {
  readonly zone: string;
  /** Load balancers and NAT gateways: the only subnets with a route to the internet gateway. */
  readonly public: string;
  /** Nodes and pods. */
  readonly private: string;
  /** Control-plane interfaces and VPC endpoints: no route leaves the VPC. */
  readonly intra: string;
}

/**
 * Divides a VPC range over its zones. Three quarters of the range are for private subnets, because every pod takes an address of its
 * own; the last quarter is cut into eight, three of them public and three intra.
 *
 * A zone's ranges depend on its position only and there is room for three zones from the start: adding the third one changes nothing
 * of the first two.
 */
export function divide(cidr: string, zones: readonly string[]): readonly ZoneSubnets[] {
  const vpc = parse(cidr);
  const last = part(vpc, 2, 3);
  return zones.map((zone, index) => ({
    zone,
    public: format(part(last, 3, index)),
    private: format(part(vpc, 2, index)),
    intra: format(part(last, 3, 4 + index)),
  }));
}

/** What is wrong with a range or its zones, in one sentence that says what to write; undefined when nothing is. */
export function mistakeIn(cidr: string, zones: readonly string[]): string | undefined {
  const range = tryParse(cidr);
  if (!range) return "network.cidr is not an IPv4 range; write for example 10.20.0.0/16";
  if (range.bits < 16 || range.bits > 20) return `network.cidr is a /${String(range.bits)}; write a range from /16 to /20`;
  if (range.first % size(range) !== 0) return `network.cidr does not start a /${String(range.bits)}; write ${format(aligned(range))}`;
  if (zones.length < 2 || zones.length > 3) return `network.zones names ${String(zones.length)} zones; write two or three`;
  if (new Set(zones).size < zones.length) return "network.zones names a zone twice; write each once";
  return undefined;
}

interface Range {
  /** The first address as a number. */
  readonly first: number;
  /** The prefix length. */
  readonly bits: number;
}

function part(range: Range, moreBits: number, index: number): Range {
  const smaller = { first: range.first, bits: range.bits + moreBits };
  return { ...smaller, first: range.first + index * size(smaller) };
}

function size(range: Range): number {
  return 2 ** (32 - range.bits);
}

function aligned(range: Range): Range {
  return { ...range, first: Math.floor(range.first / size(range)) * size(range) };
}

function format(range: Range): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(range.first / 2 ** shift) % 256);
  return `${octets.join(".")}/${String(range.bits)}`;
}

function tryParse(cidr: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || bits > 32) return undefined;
  return { first: ((a * 256 + b) * 256 + c) * 256 + d, bits };
}

function parse(cidr: string): Range {
  const range = tryParse(cidr);
  if (!range) throw new RangeError("not an IPv4 range; check it with mistakeIn first");
  return range;
}
