import { awsServiceChecks } from "../../../../policies/preview/aws-services";
import { Hidden, type Inputs, UNKNOWN, type Value, isObject } from "../../../../policies/preview/tree";
import type { Verdict } from "../../../../policies/preview/verdict";
import { type Case, planned, table } from "../support";

export type ServiceCheckId = keyof typeof awsServiceChecks;

/** `service/thing` as a type token: `rds/instance` is `aws:rds/instance:Instance`. */
export const token = (short: string): string => {
  const name = short.split("/")[1] ?? "";
  return `aws:${short}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
};

export const made = (short: string, inputs: Inputs = {}) => planned(token(short), "it", inputs);

/** Inputs with a value at a dotted path; undefined leaves it out. */
export function put(inputs: Inputs, path: string, value: Value): Inputs {
  const [key = "", ...rest] = path.split(".");
  const below = inputs[key];
  const next = rest.length === 0 ? value : put(isObject(below) ? below : {}, rest.join("."), value);
  return { ...inputs, [key]: next };
}

interface Setting {
  /** What has to be there beside it. */
  readonly base?: Inputs;
  readonly good: readonly Value[];
  readonly bad: readonly Value[];
  /** What is said of a resource that leaves it out. */
  readonly absent: Verdict["status"];
}

const shown = (value: Value): string => JSON.stringify(value);

/** The rows of a check that asks for one setting: good and bad values, none, an unknown and a hidden one. */
export function setting(
  id: ServiceCheckId,
  short: string,
  path: string,
  { base = {}, good, bad, absent }: Setting,
  more: readonly Case[] = [],
): void {
  const row = (it: string, value: Value, want: Verdict["status"]): Case => ({ it, given: made(short, put(base, path, value)), want });
  table(id, awsServiceChecks[id], [
    ...good.map((value) => row(`accepts ${path} ${shown(value)} of ${short}`, value, "pass")),
    ...bad.map((value) => row(`refuses ${path} ${shown(value)} of ${short}`, value, "fail")),
    { it: `says ${absent} of ${short} without ${path}`, given: made(short, base), want: absent },
    row(`defers an unknown ${path} of ${short}`, UNKNOWN, "deferred"),
    row(`cannot read a hidden ${path} of ${short}`, new Hidden("ciphertext"), "not-evaluated"),
    ...more,
  ]);
}

export const switchOn = (id: ServiceCheckId, short: string, path: string, byDefault = false, more: readonly Case[] = []): void => {
  setting(id, short, path, { good: [true, "true"], bad: [false, "false"], absent: byDefault ? "pass" : "fail" }, more);
};

export const switchOff = (id: ServiceCheckId, short: string, path: string, byDefault = false, more: readonly Case[] = []): void => {
  setting(id, short, path, { good: [false, "false"], bad: [true, "true"], absent: byDefault ? "fail" : "pass" }, more);
};

/** The rows of a check that asks for a key of the account's owner. */
export function ownKey(id: ServiceCheckId, short: string, path: string, base: Inputs = {}, more: readonly Case[] = []): void {
  const top = path.split(".")[0] ?? path;
  const key = planned("aws:kms/key:Key", "key");
  const row = (it: string, value: Value, want: Verdict["status"]): Case => ({ it, given: made(short, put(base, path, value)), want });
  table(id, awsServiceChecks[id], [
    {
      it: `accepts a key of the program in ${path} of ${short}`,
      given: [key, planned(token(short), "it", put(base, path, UNKNOWN), { from: { [top]: [key] } })],
      want: "pass",
    },
    row(
      `accepts the ARN of a key in ${path} of ${short}`,
      "arn:aws:kms:eu-west-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
      "pass",
    ),
    row(`refuses an alias of AWS in ${path} of ${short}`, "alias/aws/rds", "fail"),
    { it: `refuses ${short} without ${path}`, given: made(short, base), want: "fail" },
    row(`defers a key of unknown origin in ${path} of ${short}`, UNKNOWN, "deferred"),
    row(`cannot read a hidden ${path} of ${short}`, new Hidden("ciphertext"), "not-evaluated"),
    ...more,
  ]);
}

/** Rows of a check that are of no common kind. */
export const cases = (id: ServiceCheckId, rows: readonly Case[]): void => {
  table(id, awsServiceChecks[id], rows);
};

/** A policy document with one statement that lets everybody in, and one that names an account. */
const document = (principal: Value, condition?: Inputs): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: principal, Action: "*", Resource: "*", ...(condition === undefined ? {} : { Condition: condition }) },
    ],
  });

export const open = document("*");
export const named = document({ AWS: "arn:aws:iam::111122223333:role/app" });
export const ofService = (condition?: Inputs): string => document({ Service: "sns.amazonaws.com" }, condition);
export const tlsOnly = (action: string): string =>
  JSON.stringify({
    Statement: [{ Effect: "Deny", Principal: "*", Action: action, Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
  });

/** The rows of a check that no policy of a resource lets everybody in. */
export const closedPolicy = (id: ServiceCheckId, short: string, path: string): void => {
  setting(id, short, path, { good: [named], bad: [open], absent: "not-applicable" });
};
