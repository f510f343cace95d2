import type { Waiver } from "../waivers";
import { issuesOf } from "./platform/issues";
import { section } from "./platform/fields";
import { waiverRules, waiversSchema } from "./platform/waivers";
import { ConfigError, type Issue, pathText } from "./problems";

const schema = section({ waivers: waiversSchema });

/**
 * The waivers of a file of its own, for programs whose stack file holds none: a mapping with the list `waivers`. Throws a ConfigError that names
 * all mistakes at once.
 */
export function waiversFrom(document: unknown, file: string): readonly Waiver[] {
  const parsed = schema.safeParse(document);
  const issues: readonly Issue[] = parsed.success
    ? waiverRules({ waivers: parsed.data.waivers }, undefined)
    : issuesOf(parsed.error.issues, schema, document);
  if (issues.length > 0)
    throw new ConfigError(
      issues.map(({ path, message }) => ({ path: pathText(path), message })),
      file,
    );
  return parsed.data?.waivers ?? [];
}
