import type { Answer, Call } from "../../evidence/model";
import { redact } from "../../evidence/redact";
import { type Kind, apiVersionOf, constraintKind, kinds, pathOf, typeOf } from "./kinds";
import { type Get, type Patience, list } from "./list";

export interface Collection extends Patience {
  readonly get: Get;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Lists at a time. */
  readonly atOnce: number;
  /** Told before each list: how many are done, how many there are, and what comes. */
  readonly progress: (done: number, all: number, what: string) => void;
}

/** Reads every kind of the audit, redacted; sorted by the call's id. What cannot be read is an answer too. */
export async function collectCluster(collection: Collection): Promise<readonly Answer[]> {
  const first = await inTurn(kinds, collection, 0, kinds.length);
  const templates = first.find(({ call }) => call.type.endsWith(":ConstraintTemplate"));
  const constraints = templates !== undefined && "items" in templates ? templates.items.flatMap(kindOfTemplate) : [];
  const second = await inTurn(constraints, collection, kinds.length, kinds.length + constraints.length);
  return [...first, ...second].sort((a, b) => (a.call.id < b.call.id ? -1 : 1));
}

function kindOfTemplate(template: object): readonly Kind[] {
  const { spec } = template as { readonly spec?: { readonly crd?: { readonly spec?: { readonly names?: { readonly kind?: unknown } } } } };
  const name = spec?.crd?.spec?.names?.kind;
  return typeof name === "string" ? [constraintKind(name)] : [];
}

/** A few at a time, each in its place. */
async function inTurn(all: readonly Kind[], collection: Collection, before: number, total: number): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const waiting = [...all.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, kind] = next;
      collection.progress(before + index, total, kind.plural);
      answers[index] = await answerOf(kind, collection);
    }
  };
  await Promise.all(Array.from({ length: collection.atOnce }, work));
  return answers;
}

async function answerOf(kind: Kind, collection: Collection): Promise<Answer> {
  const listing = await list(pathOf(kind), collection.get, collection);
  const common = { call: callOf(kind), time: collection.now() };
  if ("failure" in listing) return { ...common, ...listing };
  // Items of a list do not say what they are.
  const items = listing.items.map((item) => ({ apiVersion: apiVersionOf(kind), kind: kind.kind, ...redact(item) }));
  return { ...common, items };
}

/** Kinds of different groups may have one name. */
function callOf(kind: Kind): Call {
  const group = kind.group === "" ? "" : `.${kind.group}`;
  return { id: `kubernetes/${kind.plural}${group}`, request: `GET ${pathOf(kind)}`, type: typeOf(kind) };
}
