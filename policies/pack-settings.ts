import { allConfig } from "@pulumi/pulumi/runtime/config";
import { type Settings, settingsFrom } from "./settings";

/**
 * The settings of the stack for which the engine started the pack; its configuration comes in `PULUMI_CONFIG`. Throws ConfigError with
 * every mistake in it.
 */
export function packSettings(): Settings {
  return settingsFrom({ config: allConfig(), today: new Date().toISOString().slice(0, 10) });
}
