import { jsonOf } from "./json-text";
import type { Known, Reader } from "./reader";
import { Hidden, UNKNOWN, type Value, isObject, unwrap } from "./tree";
import { type Verdict, deferred, notEvaluated } from "./verdict";

export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for everybody. */
  readonly kind: string;
  readonly id: string;
}

export interface Condition {
  /** In lower case, e.g. `stringequals` or `foranyvalue:stringlike`. */
  readonly operator: string;
  /** In lower case, e.g. `aws:principalorgid`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of an IAM, key, endpoint or bucket policy, with every "one or a list" made a list. */
export interface Statement {
  readonly allow: boolean;
  /** `NotPrincipal` counts as everybody, because it names who is left out. */
  readonly principals: readonly Principal[];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditions: readonly Condition[];
}

const everybody: Principal = { kind: "*", id: "*" };

/**
 * The statements of a policy given as JSON text or as an object. UNKNOWN when a part of it is not known, a reason when it cannot be
 * seen, undefined when it is no policy document.
 */
export function parseDocument(value: Known): readonly Statement[] | typeof UNKNOWN | Hidden | undefined {
  const document = typeof value === "string" ? jsonOf(value) : value;
  const obstacle = obstacleIn(document);
  if (obstacle !== undefined) return obstacle;
  if (!isObject(document)) return undefined;
  if (document["Statement"] === undefined) return undefined;
  const statements = listOf(document["Statement"]);
  return statements.every(isObject) ? statements.map((item) => statementOf(item)) : undefined;
}

/** What `decide` says of the statements of the policy at a path. The absent policy is for the caller to judge: it never gets here. */
export function onStatements(reader: Reader, path: string, decide: (statements: readonly Statement[]) => Verdict): Verdict {
  return reader.inspect(path, (value) => {
    const statements = parseDocument(value);
    if (statements === UNKNOWN) return deferred(path);
    if (statements instanceof Hidden) return notEvaluated(statements.reason);
    return statements === undefined ? notEvaluated(`${path} is not a policy document`) : decide(statements);
  });
}

/** Whether a statement's `Action` or `NotAction` takes in an action such as `kms:Decrypt`. */
export function takesIn(statement: Statement, action: string): boolean {
  const named = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, action));
  return statement.notActions.length > 0 ? !named(statement.notActions) : named(statement.actions);
}

/** Whether text matches a pattern of IAM, in which `*` stands for any characters and `?` for one; case does not count. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is").test(text);
}

export const isEverybody = ({ kind, id }: Principal): boolean => kind === "*" || (kind === "AWS" && id === "*");

/** The first unknown or hidden part, if any. */
function obstacleIn(value: Value): typeof UNKNOWN | Hidden | undefined {
  const bare = unwrap(value);
  if (bare === UNKNOWN || bare instanceof Hidden) return bare;
  const parts = Array.isArray(bare) ? (bare as readonly Value[]) : isObject(bare) ? Object.values(bare) : [];
  for (const part of parts) {
    const found = obstacleIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function statementOf(raw: Value): Statement {
  const get = (key: string): Value => (isObject(raw) ? raw[key] : undefined);
  return {
    allow: get("Effect") === "Allow",
    principals: get("NotPrincipal") === undefined ? principalsOf(get("Principal")) : [everybody],
    actions: textsOf(get("Action")),
    notActions: textsOf(get("NotAction")),
    resources: textsOf(get("Resource")),
    notResources: textsOf(get("NotResource")),
    conditions: entriesOf(get("Condition")).flatMap(([operator, keys]) =>
      entriesOf(keys).map(([key, values]) => ({ operator: operator.toLowerCase(), key: key.toLowerCase(), values: textsOf(values) })),
    ),
  };
}

function principalsOf(value: Value): readonly Principal[] {
  if (unwrap(value) === "*") return [everybody];
  return entriesOf(value).flatMap(([kind, ids]) => textsOf(ids).map((id) => ({ kind, id })));
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  const bare = unwrap(value);
  return isObject(bare) ? Object.entries(bare) : [];
}

function listOf(value: Value): readonly Value[] {
  const bare = unwrap(value);
  if (bare === undefined || bare === null) return [];
  return Array.isArray(bare) ? (bare as readonly Value[]).map((item) => unwrap(item)) : [bare];
}

const isScalar = (value: Value): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);

function textsOf(value: Value): readonly string[] {
  return listOf(value).filter(isScalar).map(String);
}
