import { canonicalType } from "../preview/twins";

/** How twins of a canonical token can be spelled; `canonicalType` decides which of them are real. */
const spellings: readonly ((token: string) => string)[] = [
  (token) => `${token}Patch`,
  (token) => token.replace("aws:lb/", "aws:alb/"),
  (token) => token.replace(/^(aws:s3\/bucket.*?):(.*)$/, "$1V2:$2V2"),
];

const componentTwins = ["eks:index:Cluster", "eks:index:ManagedNodeGroup", "eks:index:Addon", "eks:index:VpcCniAddon"];

/**
 * The only token that a check on these types can meet, or undefined when there are several. CrossGuard skips a policy that is tied to
 * one token before it even reads the inputs.
 */
export function onlyToken(types: readonly string[]): string | undefined {
  const [token, ...others] = types;
  if (token === undefined || others.length > 0) return undefined;
  const twins = [...spellings.map((spell) => spell(token)), ...componentTwins].filter(
    (twin) => twin !== token && canonicalType(twin) === token,
  );
  return twins.length === 0 ? token : undefined;
}
