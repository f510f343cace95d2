import { type OverridableName, overridePaths } from "../parameters";
import type { Draft } from "./rules";

/** The parameters that a stack file raises or lowers. */
export function overridesOf(parts: Pick<Draft, "logging" | "backup">): Partial<Record<OverridableName, number>> {
  return Object.fromEntries(
    Object.entries(overridePaths).flatMap(([name, path]) => {
      const [group = "", key = ""] = path.split(".");
      const value = (parts as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[group]?.[key];
      return typeof value === "number" ? [[name, value]] : [];
    }),
  );
}
