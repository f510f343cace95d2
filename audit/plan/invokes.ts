import { UserError } from "../user-error";
import type { RunConfig } from "./default-providers";
import { writtenAnswer } from "./invoke-answers";
import { policyDocument } from "./policy-document";
import { type JsonObject, UNKNOWN_TEXT } from "./values";

/** What the answers are made of: the stack's `aws:*` keys; what they do not say is unknown. */
interface Site {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

type Answer = (args: JsonObject, site: Site) => JsonObject;

const answers: Readonly<Record<string, Answer>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, site) => ({ ...args, ...zones(site) }),
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, site) => ({
    accountId: site.account,
    id: site.account,
    arn: UNKNOWN_TEXT,
    userId: UNKNOWN_TEXT,
  }),
  "aws:index/getRegion:getRegion": (_args, site) => ({
    id: site.region,
    name: site.region,
    region: site.region,
    description: UNKNOWN_TEXT,
    endpoint: UNKNOWN_TEXT,
  }),
  "aws:index/getPartition:getPartition": (_args, site) => partitionAnswer(site.partition),
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "aws:ec2/getAmi:getAmi": (args) => ({ ...args, ...unknown("id", "imageId", "arn", "name", "rootDeviceName", "architecture") }),
  "aws:ssm/getParameter:getParameter": (args) => ({ ...args, ...unknown("id", "arn", "value", "insecureValue", "type", "version") }),
};

/** A call that nobody can answer offline. */
export class UnansweredCall extends UserError {}

/** A call of a provider function, and what is known to answer it. */
export interface Call {
  readonly token: string;
  readonly args: JsonObject;
  readonly run: Pick<RunConfig, "config" | "invokes">;
  /** `file:line:column` in the program. */
  readonly place: string | undefined;
}

/**
 * Answers a provider function from the answers that somebody wrote down, else from what the configuration says; without an account.
 *
 * Throws an UnansweredCall that names the function and its place when it would have to be looked up.
 */
export function answer({ token, args, run, place }: Call): JsonObject {
  const written = writtenAnswer(run.invokes ?? [], token, args);
  if (written !== undefined) return written;
  const known = answers[token];
  if (known === undefined) {
    const where = place === undefined ? "" : ` at ${place}`;
    throw new UnansweredCall(
      `the program calls ${token}${where}, which needs a live account: take its answer from the configuration, or write it into a file for --invokes`,
    );
  }
  return known(args, siteOf(run.config));
}

function siteOf(config: Readonly<Record<string, string>>): Site {
  const region = config["aws:region"] ?? UNKNOWN_TEXT;
  return { region, account: accountOf(config["aws:allowedAccountIds"]), partition: partitionOf(region) };
}

/** The key holds a JSON list; only a single allowed account says which one it is. */
function accountOf(allowed: string | undefined): string {
  const ids = /^\s*\[\s*"(\d{12})"\s*\]\s*$/.exec(allowed ?? "");
  return ids?.[1] ?? UNKNOWN_TEXT;
}

function partitionOf(region: string): string {
  if (region === UNKNOWN_TEXT) return UNKNOWN_TEXT;
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function partitionAnswer(partition: string): JsonObject {
  if (partition === UNKNOWN_TEXT) return unknown("id", "partition", "dnsSuffix", "reverseDnsPrefix");
  const china = partition === "aws-cn";
  return {
    id: partition,
    partition,
    dnsSuffix: china ? "amazonaws.com.cn" : "amazonaws.com",
    reverseDnsPrefix: china ? "cn.com.amazonaws" : "com.amazonaws",
  };
}

/** Which zones an account sees is not known offline; most regions have a, b and c, so a program that takes the first three gets a plan. */
function zones(site: Site): JsonObject {
  if (site.region === UNKNOWN_TEXT) return unknown("id", "region", "names", "zoneIds", "groupNames");
  return {
    id: site.region,
    region: site.region,
    names: ["a", "b", "c"].map((zone) => site.region + zone),
    groupNames: [site.region],
    ...unknown("zoneIds"),
  };
}

function unknown(...properties: readonly string[]): JsonObject {
  return Object.fromEntries(properties.map((property) => [property, UNKNOWN_TEXT]));
}
