import { holdsCredential } from "../credential-patterns";
import type { Reader } from "../reader";
import { Hidden, UNKNOWN } from "../tree";
import { type Verdict, deferred, notEvaluated, pass, worst } from "../verdict";

/** Whether one named value is a credential; a value that is not known yet may be one. */
export const namedValue = (reader: Reader, name: string, path: string, message: string): Verdict =>
  reader.expect(path, (value) => typeof value !== "string" || !holdsCredential(`${name}=${value}`), message);

/** The variables of a mapping at a path: name -> value. */
export function mapped(reader: Reader, path: string, message: string): Verdict {
  const whole = reader.read(path);
  if (whole === UNKNOWN) return deferred(path);
  if (whole instanceof Hidden) return notEvaluated(whole.reason);
  const variables = reader.at(path);
  return worst([pass, ...variables.keys().map((name) => namedValue(variables, name, `["${name}"]`, message))]);
}

/** The variables of a list at a path, each with `name` and `value`. */
export const listed = (reader: Reader, path: string, message: string): Verdict =>
  worst([
    pass,
    ...reader.every(path, (variable) =>
      variable.inspect("name", (name) => namedValue(variable, typeof name === "string" ? name : "", "value", message)),
    ),
  ]);
