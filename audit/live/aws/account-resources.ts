import { Hidden, type Inputs, type Value, isObject } from "../../../policies/preview/tree";
import type { PlannedResource } from "../../../policies/preview/plan";
import { type Answer, type Failure, itemsOf } from "../../evidence/model";
import { groupBy } from "../../judge/group";
import { newUrn } from "../../plan/urn";
import { type Exchange, awsType, listed } from "./call";
import { type AwsResource, at, tagsOf, text } from "./resource";
import { translations } from "./resources";

/** A type of which something could not be read, by the calls that failed. */
export type Lost = ReadonlyMap<string, readonly { readonly request: string; readonly failure: Failure }[]>;

export interface AccountResources {
  readonly resources: readonly PlannedResource[];
  readonly lost: Lost;
  /** Every type that the answers could tell of. */
  readonly read: ReadonlySet<string>;
  /** Ids of the calls that tell of a type. */
  readonly evidence: ReadonlyMap<string, readonly string[]>;
}

const keyCall = "kms.DescribeKey";
const tagCall = "tagging.GetResources";

/** The things of an account as resources that name each other as a program's would. Nothing when no account was read. */
export function accountResources(answers: readonly Answer[], stack: string): AccountResources {
  const byCall = new Map(answers.filter(({ call }) => call.type.startsWith(awsType(""))).map((answer) => [answer.call.type, answer]));
  if (byCall.size === 0) return { resources: [], lost: new Map(), read: new Set(), evidence: new Map() };
  const exchanges = (call: string): readonly Exchange[] => {
    const answer = byCall.get(awsType(call));
    return answer === undefined ? [] : (itemsOf(answer) as readonly Exchange[]);
  };
  const found = translations.flatMap(({ make }) => make(exchanges));
  const readable = (call: string): boolean => "items" in (byCall.get(awsType(call)) ?? {});
  const keys = keyNames(exchanges(keyCall), readable(keyCall));
  const tags = readable(tagCall) ? tagsByArn(exchanges(tagCall)) : undefined;
  const complete = found.map((one) => ({ ...one, inputs: withTags(replaced(one.inputs, keys) as Inputs, one.ids, tags) }));
  return {
    resources: linked(complete, stack),
    lost: lostTypes(byCall),
    read: new Set(translations.flatMap(({ types }) => types)),
    evidence: evidenceByType(byCall),
  };
}

function evidenceByType(answers: ReadonlyMap<string, Answer>): ReadonlyMap<string, readonly string[]> {
  const pairs = translations.flatMap(({ types, from }) =>
    types.map((type) => [type, from.flatMap((call) => answers.get(awsType(call))?.call.id ?? [])] as const),
  );
  return new Map([...groupBy(pairs, ([type]) => type)].map(([type, own]) => [type, own.flatMap(([, ids]) => ids)]));
}

function lostTypes(answers: ReadonlyMap<string, Answer>): Lost {
  const lost = new Map<string, { readonly request: string; readonly failure: Failure }[]>();
  for (const { types, from } of translations)
    for (const call of from) {
      const answer = answers.get(awsType(call));
      if (answer !== undefined && "items" in answer) continue;
      const failure: Failure = answer === undefined ? { kind: "missing", message: "it was not asked for" } : answer.failure;
      for (const type of types) lost.set(type, [...(lost.get(type) ?? []), { request: answer?.call.request ?? call, failure }]);
    }
  return lost;
}

/**
 * The keys that AWS manages have ARNs as every other key has: in their place stands what says so, an alias of AWS's. A key that was not read may be
 * anybody's.
 */
function keyNames(described: readonly Exchange[], readable: boolean): (text: string) => Value {
  const managers = new Map(
    described.flatMap(({ output }) => {
      const key = at(output, "KeyMetadata");
      return [text(key, "Arn"), text(key, "KeyId")].map((name) => [name, text(key, "KeyManager")] as const);
    }),
  );
  const accounts = new Set(described.map(({ output }) => text(output, "KeyMetadata", "AWSAccountId")));
  return (name) => {
    const [, account] = /^arn:[\w-]+:kms:[\w-]+:(\d{12}):key\/./.exec(name) ?? [];
    const manager = managers.get(name);
    if (manager === "AWS") return "alias/aws/managed";
    if (manager !== undefined || account === undefined) return name;
    if (!readable) return new Hidden("the keys of the account could not be read");
    // Keys of AWS are never shared between accounts; those of another region were not read.
    return accounts.has(account) ? new Hidden("the key is in another region, which was not read") : name;
  };
}

function replaced(value: Value, name: (text: string) => Value): Inputs[string] {
  if (typeof value === "string") return name(value);
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    return items.map((item) => replaced(item, name));
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, name)])) : value;
}

const tagsByArn = (exchanges: readonly Exchange[]): ReadonlyMap<string, Inputs> =>
  new Map(listed(exchanges, "ResourceTagMappingList").map((one) => [text(one, "ResourceARN"), tagsOf(one["Tags"])]));

/** Tags of what does not tell them itself come from the tagging service, which knows nothing of what never had any. */
function withTags(inputs: Inputs, ids: readonly string[], tags: ReadonlyMap<string, Inputs> | undefined): Inputs {
  if (inputs["tags"] !== undefined) return inputs;
  if (tags === undefined) return { ...inputs, tags: new Hidden("the tags of the account could not be read") };
  return { ...inputs, tags: ids.map((id) => tags.get(id)).find((found) => found !== undefined) ?? {} };
}

/** Each property that names another resource depends on it, as it would in a program. */
function linked(found: readonly AwsResource[], stack: string): readonly PlannedResource[] {
  const urnOf = ({ type, name }: AwsResource): string => newUrn({ stack, project: "account", parent: "", type, name });
  const owners = new Map<string, string[]>();
  for (const one of found) for (const id of one.ids) if (id !== "") owners.set(id, [...(owners.get(id) ?? []), urnOf(one)]);
  return found.map((one) => {
    const urn = urnOf(one);
    const sources = (value: Value): readonly string[] =>
      namesIn(value).flatMap((id) => owners.get(id) ?? owners.get(id.replace(/:\*$/, "")) ?? []);
    const propertyDependencies = Object.fromEntries(
      Object.entries(one.inputs).flatMap(([property, value]) => {
        const urns = property === "tags" ? [] : [...new Set(sources(value))].filter((source) => source !== urn);
        return urns.length === 0 ? [] : [[property, urns] as const];
      }),
    );
    return {
      urn,
      type: one.type,
      name: one.name,
      custom: true,
      protect: false,
      retainOnDelete: false,
      dependencies: [],
      propertyDependencies,
      inputs: one.inputs,
    };
  });
}

function namesIn(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(namesIn);
  return isObject(value) ? Object.values(value).flatMap(namesIn) : [];
}
