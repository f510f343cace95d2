import { environments, platformKey, type Environment } from "../settings";
import type { Stack } from "./check";

/** The environment that a stack's file names; undefined for a program without `compliant-eks:platform`. */
export function environmentOf({ config }: Stack): Environment | undefined {
  const value = field(config[platformKey], "environment");
  return environments.find((environment) => environment === value);
}

function field(text: string | undefined, name: string): unknown {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  } catch {
    return undefined;
  }
}
