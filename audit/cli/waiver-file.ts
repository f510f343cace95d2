import { resolve } from "node:path";
import { type Settings, waiversFrom } from "../../policies/settings";
import { parseYaml } from "../plan/stack-yaml";
import { readTextFile } from "../plan/text-file";

/** The settings with the waivers of a file beside those of the stack file. Throws one error that names the file and every mistake in it. */
export function withWaivers(settings: Settings, file: string | undefined, cwd: string): Settings {
  if (file === undefined) return settings;
  const waivers = waiversFrom(parseYaml(readTextFile(resolve(cwd, file)), file), file);
  return { ...settings, waivers: [...settings.waivers, ...waivers] };
}
