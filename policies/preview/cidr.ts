/**
 * Whether an address range is so wide that it means "the internet". A range shorter than /8 (IPv4) or /16 (IPv6) cannot be one
 * organisation's, and two halves such as 0.0.0.0/1 and 128.0.0.0/1 are the whole; unique local IPv6 addresses (fc00::/7) are private.
 * Undefined when the text is not a range.
 */
export function meansInternet(range: string): boolean | undefined {
  const [, address = "", bits = ""] = /^([\d.]+|[\da-f:.]*:[\da-f:.]*)\/(\d{1,3})$/i.exec(range.trim()) ?? [];
  if (bits === "") return undefined;
  return address.includes(":") ? Number(bits) < 16 && !/^f[cd]/i.test(address) : Number(bits) < 8;
}
