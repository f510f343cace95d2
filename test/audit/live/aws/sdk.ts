import { createRequire } from "node:module";
import { NormalizedSchema } from "@smithy/core/schema";
import { type AwsCall, callId } from "../../../../audit/live/aws/call";
import { services } from "../../../../audit/live/aws/services";

type Sdk = Readonly<Record<string, unknown>>;

const load = createRequire(__filename);
const sdkOf = ({ service }: AwsCall): Sdk => load(`@aws-sdk/client-${services[service].package}`) as Sdk;

export const hasCommand = (call: AwsCall): boolean => {
  const sdk = sdkOf(call);
  return typeof sdk[`${call.operation}Command`] === "function" && typeof sdk[services[call.service].client] === "function";
};

type Lazy = unknown;

/** What the SDK knows of the answer, or of the request, of an operation. */
export function schemaOf(call: AwsCall, side: "input" | "output"): NormalizedSchema {
  const operation = sdkOf(call)[`${call.operation}$`] as readonly Lazy[] | undefined;
  const schema = operation?.[side === "input" ? 4 : 5];
  if (schema === undefined) throw new Error(`the SDK has no schema of ${callId(call)}`);
  return NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]);
}

/** Members of a value, by their paths, that the schema does not know. */
export function strangers(value: unknown, schema: NormalizedSchema, path = ""): readonly string[] {
  if (Array.isArray(value)) {
    if (!schema.isListSchema()) return [`${path} is no list`];
    return value.flatMap((item, index) => strangers(item, schema.getValueSchema(), `${path}[${String(index)}]`));
  }
  if (typeof value !== "object" || value === null) return schema.isStructSchema() || schema.isListSchema() ? [`${path} is no text`] : [];
  const entries = Object.entries(value);
  // An operation that takes nothing has no shape for it.
  if (entries.length === 0) return [];
  if (schema.isMapSchema()) return entries.flatMap(([key, inner]) => strangers(inner, schema.getValueSchema(), `${path}.${key}`));
  if (!schema.isStructSchema()) return [`${path} is no object`];
  const members = new Map(schema.structIterator());
  return entries.flatMap(([key, inner]) => {
    const member = members.get(key);
    return member === undefined ? [`${path}.${key}`] : strangers(inner, member, `${path}.${key}`);
  });
}

/** A value with every member that the schema knows; reading any other throws. A structure within itself ends after twelve levels. */
export function filled(schema: NormalizedSchema, depth = 0): unknown {
  if (schema.isListSchema()) return [filled(schema.getValueSchema(), depth + 1)];
  if (schema.isMapSchema()) return { key: filled(schema.getValueSchema(), depth + 1) };
  if (!schema.isStructSchema()) return schema.isBooleanSchema() ? true : schema.isNumericSchema() ? 1 : "text";
  const members = new Map(depth > 12 ? [] : schema.structIterator());
  return new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name === "symbol" || name === "toJSON") return undefined;
        const member = members.get(name);
        if (member === undefined && depth <= 12) throw new Error(`the SDK knows no ${name} in ${schema.getName() ?? "the answer"}`);
        return member === undefined ? undefined : filled(member, depth + 1);
      },
      has: (_, name) => members.has(String(name)),
      ownKeys: () => [...members.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
}
