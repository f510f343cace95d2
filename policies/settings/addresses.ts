/** A block of IPv4 addresses; `first` and `last` as 32-bit numbers. */
export interface Block {
  readonly text: string;
  readonly prefix: number;
  readonly first: number;
  readonly last: number;
}

/** Reads `10.20.0.0/16`; undefined for anything else, also when the address is not the block's first one. */
export function block(text: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || prefix > 32 || match.slice(1).some((part) => part.length > 1 && part.startsWith("0"))) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { text, prefix, first, last: first + size - 1 } : undefined;
}

export const overlaps = (a: Block, b: Block): boolean => a.first <= b.last && b.first <= a.last;

const within = (inner: Block, outer: string): boolean => {
  const range = block(outer);
  return range !== undefined && inner.first >= range.first && inner.last <= range.last;
};

/** RFC 1918, and the shared range of RFC 6598 that AWS accepts for a VPC. */
export const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"] as const;

export const isPrivate = (range: Block): boolean => privateRanges.some((outer) => within(range, outer));

/** Ranges that no packet from the internet can come from: private, this host, loopback, link-local, multicast and reserved. */
export const neverPublic = (range: Block): boolean =>
  [...privateRanges, "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"].some((outer) => within(range, outer));
