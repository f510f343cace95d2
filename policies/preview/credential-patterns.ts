/** What an audit keeps of a credential that it met: the mark says that there was one. */
export const redactedCredential = "[redacted: a credential]";

/** Credentials that have a shape of their own. */
const shapes: readonly RegExp[] = [
  /^\[redacted: a credential\]$/,
  // AWS access key id, permanent and temporary.
  /\b(AKIA|ASIA)[A-Z2-7]{16}\b/,
  /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/,
  // GitHub, GitLab, Slack, Stripe, Google.
  /\b(gh[oprsu]_\w{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|[rs]k_live_\w{16,}|AIza[\w-]{35})\b/,
  /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  // JSON web token.
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  // User and password inside an address.
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]+:[^\s:@/${]{3,}@/i,
];

/** What joins a name and what is given to it: `name = …`, `"NAME": "…"`, `--name …`. */
const given = /["']?(?:\s*[:=]\s*|(?<=--[\w-]+)\s+)["']?([^\s"',;]{6,})/.source;

/** Names that mean a credential and nothing else. */
const certain = new RegExp(
  `(?:password|passwd|passphrase|api[_-]?key|secret[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|auth[_-]?token)${given}`,
  "gi",
);

/** Names that often mean where a credential is: then what is given must look random too. */
const likely = new RegExp(`(?:secret|token|credentials?)${given}`, "gi");
const random = /^(?=.*\d)(?=.*[a-z]).{16,}$/i;

/** What is given is no credential when it is a reference to one or a word of a setting. */
const reference = /^([$<{%(/]|arn:|https?:\/\/|file:|ssm:|secretsmanager:|(true|false|null|none|required|optional|enabled|disabled)\b)/i;

/** Whether a text holds what looks like a credential. */
export function holdsCredential(text: string): boolean {
  if (shapes.some((shape) => shape.test(text))) return true;
  const values = (name: RegExp) => [...text.matchAll(name)].map(([, value = ""]) => value).filter((value) => !reference.test(value));
  return values(certain).length > 0 || values(likely).some((value) => random.test(value));
}
