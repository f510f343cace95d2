/** The Amazon Time Sync Service inside EC2, IPv4 and IPv6. */
const amazonTime = new Set(["169.254.169.123", "fd00:ec2::123"]);

/** Configuration files of time daemons that a script would write. */
const timeFiles = /chrony\.conf|chrony\.d\/|chrony\/sources|ntp\.conf|timesyncd/;

/** Whether user data (base64 or text, script or settings) points nodes at time servers other than Amazon's. */
export function movesTimeServers(userData: string): boolean {
  const text = decoded(userData);
  return timeFiles.test(text) || bottlerocketServers(text).some((server) => !amazonTime.has(server));
}

/** Bottlerocket's setting: `[settings.ntp]` with `time-servers = [...]`. */
function bottlerocketServers(text: string): readonly string[] {
  const [, list = ""] = /^\s*(?:settings\.ntp\.)?time-servers\s*=\s*\[([^\]]*)\]/m.exec(text) ?? [];
  return list
    .split(",")
    .map((item) => item.trim().replace(/^["']|["']$/g, ""))
    .filter((item) => item !== "");
}

/** Text of user data that is given as text or in base64. */
export function decoded(userData: string): string {
  const compact = userData.replace(/\s+/g, "");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(compact) && compact.length % 4 === 0 ? Buffer.from(compact, "base64").toString("utf8") : userData;
}
