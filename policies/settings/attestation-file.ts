import { type RequirementId, requirementIds } from "../controls";
import { isDay, list, section, text, words } from "./platform/fields";
import { issuesOf } from "./platform/issues";
import { ConfigError, type Issue, pathText } from "./problems";
import { suggestion } from "./suggest";

/** What people record about a requirement that no system can show: a document, who answers for it, and for how long it holds. */
export interface Attestation {
  readonly requirement: RequirementId;
  /** Where the document is. */
  readonly document: string;
  readonly owner: string;
  /** Day on which it was made, `YYYY-MM-DD`. */
  readonly date: string;
  /** Last day on which it holds, `YYYY-MM-DD`, to its end in UTC. */
  readonly validUntil: string;
}

const day = text('a day such as "2027-01-31"', /^\d{4}-\d{2}-\d{2}$/);

const attestation = section({
  requirement: text("the id of a requirement, as docs/controls.md has it", /^\S{1,100}$/),
  document: words("where the document is"),
  owner: words("who answers for it"),
  date: day,
  validUntil: day,
});

const schema = section({ attestations: list("attestations", attestation, 0, 1000) });

const known: ReadonlySet<string> = new Set(requirementIds);

/** The attestations of a file: a mapping with the list `attestations`. Throws a ConfigError that names all mistakes at once. */
export function attestationsFrom(document: unknown, file: string): readonly Attestation[] {
  const parsed = schema.safeParse(document);
  const issues = parsed.success ? parsed.data.attestations.flatMap(mistakes) : issuesOf(parsed.error.issues, schema, document);
  if (issues.length > 0)
    throw new ConfigError(
      issues.map(({ path, message }) => ({ path: pathText(path), message })),
      file,
    );
  return (parsed.data?.attestations ?? []) as readonly Attestation[];
}

type Read = Omit<Attestation, "requirement"> & { readonly requirement: string };

function mistakes({ requirement, date, validUntil }: Read, index: number): readonly Issue[] {
  const at = (field: string, message: string): Issue => ({ path: ["attestations", index, field], message });
  const meant = suggestion(requirement, requirementIds);
  const days = Object.entries({ date, validUntil }).filter(([, value]) => !isDay(value));
  return [
    ...(known.has(requirement) ? [] : [at("requirement", `is no requirement; write ${meant ?? "an id of docs/controls.md"}`)]),
    ...days.map(([field]) => at(field, 'is no day of the calendar; write one such as "2027-01-31"')),
    ...(days.length === 0 && validUntil < date ? [at("validUntil", "is before the day on which it was made; write a later one")] : []),
  ];
}
