import type { Output } from "@pulumi/pulumi";
import { getStack } from "@pulumi/pulumi/metadata";
import { secret, unknown } from "@pulumi/pulumi/output";
import * as engine from "@pulumi/pulumi/runtime/config";
import type { FrameworkId } from "./policies/controls/model";
import { ConfigError, type Environment, type ExplainedParameter, type Problem } from "./policies/settings";
import { checkPlatform } from "./policies/settings/platform/check";
import { type PlatformSettings, settingsOf } from "./policies/settings/platform/settled";
import { problemAt } from "./policies/settings/problems";
import { json, platformKey } from "./policies/settings/read";
import { unknownSecret } from "./policies/settings/secrets";
import type { StackSite } from "./policies/settings/site";
import { type SecretName, type StackKeys, flatKeyProblems, secretKey, secretNames, siteOf } from "./policies/settings/stack-keys";

export { ConfigError };

export interface ConfigInput extends StackKeys {
  /** Name of the stack file, for messages. */
  readonly file?: string;
}

/** What a stack says, checked, with defaults and the frameworks' parameters filled in. */
export interface Config extends PlatformSettings {
  readonly site: StackSite;
  readonly environment: Environment;
  readonly frameworks: readonly FrameworkId[];
  /** Every parameter with its reason. */
  readonly parameters: readonly ExplainedParameter[];
}

/** The tokens of a stack. Offline they are unknown secrets. */
export type Tokens = Readonly<Partial<Record<SecretName, Output<string>>>>;

/**
 * The configuration of the stack that is being planned or updated, as the platform's arguments. Throws a ConfigError with every mistake.
 */
export function loadConfig(): Config & { readonly alerts: Config["alerts"] & Tokens } {
  const config = engine.allConfig();
  const parsed = parseConfig({ config, secretKeys: secretKeysOf(config), file: `Pulumi.${getStack()}.yaml` });
  return { ...parsed, alerts: { ...parsed.alerts, ...tokensOf(config) } };
}

/** Checks a stack's configuration without an engine. Tokens are left out: only an engine can hold them as secrets. */
export function parseConfig(input: ConfigInput): Config {
  const { site, problems } = siteOf(input);
  const found: Problem[] = [...problems, ...flatKeyProblems(input)];
  const text = input.config[platformKey];
  const checked = text === undefined ? { issues: [] } : checkPlatform(json(text), site, input.secretKeys.includes(platformKey));
  if ("issues" in checked) found.push(...checked.issues.map((issue) => problemAt(platformKey, issue)));
  if (found.length > 0 || "issues" in checked || site === undefined) throw new ConfigError(found, input.file);
  const { platform, resolution } = checked;
  return {
    site,
    environment: platform.environment,
    frameworks: platform.frameworks,
    parameters: resolution.explained,
    ...settingsOf(platform, resolution.values),
  };
}

/** The SDK knows which keys are secret, and keeps the question out of its types. A key of an SDK that cannot say counts as secret. */
function secretKeysOf(config: Readonly<Record<string, string>>): string[] {
  const marked: unknown = Reflect.get(engine, "isConfigSecret");
  const isSecret = (key: string): boolean =>
    typeof marked === "function" ? (marked as (key: string) => boolean)(key) : key !== platformKey;
  return Object.keys(config).filter(isSecret);
}

function tokensOf(config: Readonly<Record<string, string>>): Tokens {
  return Object.fromEntries(
    secretNames.flatMap((name) => {
      const value = config[secretKey(name)];
      return value === undefined ? [] : [[name, value === unknownSecret ? secret(unknown).apply(String) : secret(value)]];
    }),
  );
}
