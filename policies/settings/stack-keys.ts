import { json, platformKey } from "./read";
import { type Problem, keyText } from "./problems";
import { type StackSite, partitionOf } from "./site";
import { suggestion } from "./suggest";

/** Tokens, each a key of its own, so that the engine keeps it encrypted. */
export const secretNames = ["slackWebhook", "pagerDutyKey"] as const;
export type SecretName = (typeof secretNames)[number];

const namespace = "compliant-eks";
export const secretKey = (name: SecretName): string => `${namespace}:${name}`;

/** A stack's configuration as the engine hands it to a program. */
export interface StackKeys {
  /** Full key, such as `aws:region` -> text; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys that the stack file has under `secure:`. */
  readonly secretKeys: readonly string[];
}

/** Account, region and partition: from the provider's own keys, because that is where the provider reads them too. */
export function siteOf({ config }: StackKeys): { readonly site?: StackSite; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const region = config["aws:region"];
  const partition = partitionOf(region ?? "");
  if (region === undefined) problems.push({ path: "aws:region", message: "is missing; write a region such as eu-west-1" });
  else if (partition === undefined) problems.push({ path: "aws:region", message: "is no AWS region; write one such as eu-west-1" });
  const account = accountIn(config["aws:allowedAccountIds"]);
  if ("message" in account) problems.push({ path: "aws:allowedAccountIds", message: account.message });
  if (region === undefined || partition === undefined || "message" in account) return { problems };
  return { site: { accountId: account.id, region, partition }, problems };
}

function accountIn(text: string | undefined): { readonly id: string } | { readonly message: string } {
  const example = 'write the one account of this stack, as in ["111122223333"]';
  if (text === undefined) return { message: `is missing, and keeps a preview from reaching the wrong account; ${example}` };
  const ids = json(text);
  if (!Array.isArray(ids)) return { message: `is not a list; ${example}` };
  if (ids.length !== 1) return { message: `must name exactly one account; ${example}` };
  const id: unknown = ids[0];
  if (typeof id === "number")
    return { message: 'is not in quotes, and may become another number when the file is read; put it in quotes, as in ["111122223333"]' };
  return typeof id === "string" && /^\d{12}$/.test(id) ? { id } : { message: `is not an account number of twelve digits; ${example}` };
}

/** Flat keys of this project: none unknown, tokens encrypted, the structured key there and in clear. */
export function flatKeyProblems({ config, secretKeys }: StackKeys): Problem[] {
  const known = [platformKey, ...secretNames.map(secretKey)];
  const problems = Object.keys(config)
    .filter((key) => key.startsWith(`${namespace}:`) && !known.includes(key))
    .map((key) => unknownKey(key, known));
  for (const key of secretNames.map(secretKey)) {
    if (config[key] === undefined || secretKeys.includes(key)) continue;
    problems.push({
      path: key,
      message: `is a token in clear; remove it, have it replaced by its issuer, and write the new one with \`pulumi config set --secret ${key}\``,
    });
  }
  if (config[platformKey] === undefined)
    problems.push({ path: platformKey, message: "is missing; write the platform's settings below it, see docs/configuration.md" });
  return problems;
}

function unknownKey(key: string, known: readonly string[]): Problem {
  const name = key.slice(namespace.length + 1);
  const shown = `${namespace}:${keyText(name)}`;
  const meant = suggestion(
    name,
    known.map((one) => one.slice(namespace.length + 1)),
  );
  return {
    path: shown,
    message:
      meant === undefined
        ? `is no key of this program; write one of ${known.join(", ")}`
        : `is no key of this program; did you mean ${namespace}:${meant}?`,
  };
}
