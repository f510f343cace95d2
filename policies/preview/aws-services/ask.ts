import type { Settings } from "../../settings";
import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Known, Reader } from "../reader";
import { isFalse, isTrue, numberOf } from "../tree";
import { type Verdict, demand, notApplicable } from "../verdict";

/** Where each type of resource keeps a setting: type -> path. */
export type Places = Readonly<Record<string, string>>;

/** The same path in each of the types. */
export const at = (path: string, ...types: readonly string[]): Places => Object.fromEntries(types.map((type) => [type, path]));

const isAbsent = (value: Known): boolean => value === undefined || value === null;

/** A setting decided by a predicate; what is absent is decided by `absent`, as the provider fills it in. */
export const setting = (
  places: Places,
  holds: (value: Known, settings: Settings) => boolean,
  message: string,
  absent = false,
): PreviewCheck =>
  onEach(Object.keys(places), (reader, settings) =>
    reader.expect(places[reader.type] ?? "", (value) => (isAbsent(value) ? absent : holds(value, settings)), message),
  );

/** A switch that has to be on; `byDefault` says what it is when nobody sets it. */
export const turnedOn = (places: Places, message: string, byDefault = false): PreviewCheck => setting(places, isTrue, message, byDefault);

/** A switch that has to be off; `byDefault` says whether it is on when nobody sets it. */
export const turnedOff = (places: Places, message: string, byDefault = false): PreviewCheck =>
  setting(places, isFalse, message, !byDefault);

/** A key of the account's owner. */
export const ownKey = (places: Places, message: string): PreviewCheck =>
  onEachInPlan(Object.keys(places), (reader) => customerKey(reader, places[reader.type] ?? "", message));

/** A text, list or mapping that has something in it. */
export const filled = (places: Places, message: string): PreviewCheck => setting(places, isFilled, message);

export function isFilled(value: Known): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== "" && value !== false;
}

/** A number above zero, such as the days that backups live; `byDefault` is what the provider takes. */
export const aboveZero = (places: Places, message: string, byDefault = 0): PreviewCheck =>
  setting(places, (value) => (numberOf(value) ?? 0) > 0, message, byDefault > 0);

/** A scalar as text, as it stands in a template; anything else is no text. */
export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** What `decide` says where a setting has a value for which it is asked; not applicable elsewhere. */
export const whenSetting = (reader: Reader, path: string, asked: (value: Known) => boolean, decide: () => Verdict): Verdict =>
  reader.inspect(path, (value) => (asked(value) ? decide() : notApplicable));

/** As turnedOn, only where the environment asks that nothing can be deleted by one call. */
export const keptFromDeletion = (places: Places, message: string): PreviewCheck =>
  onEach(Object.keys(places), (reader, { parameters }) =>
    parameters["deletion.protection.required"]
      ? reader.inspect(places[reader.type] ?? "", (value) => demand(isTrue(value) || value === "ACTIVE", message))
      : notApplicable,
  );
