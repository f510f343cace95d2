import type { Known, Reader } from "./reader";
import { Hidden, UNKNOWN } from "./tree";
import { type Verdict, demand, deferred, notApplicable, pass } from "./verdict";

/** Whatever names a key that the account's owner made. An alias that a program makes cannot be one of AWS's own (`alias/aws/…`). */
const keyTypes = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:kms/alias:Alias",
] as const;

/**
 * Whether the property at a path names a customer-managed KMS key. Absent means the AWS managed key, which no policy of ours
 * governs. An unknown one counts as ours when its top-level property depends on a key of the same program, else it is deferred.
 */
export function customerKey(reader: Reader, path: string, message: string): Verdict {
  if (reader.read(path) === UNKNOWN) return reader.comesFrom(reader.topOf(path), ...keyTypes) ? pass : deferred(path);
  return reader.inspect(path, (value) => demand(typeof value === "string" && namesCustomerKey(value), message));
}

/**
 * As customerKey, of what a switch encrypts: what is not encrypted has no key to ask for, and the check on encryption speaks. `encrypts` decides
 * about a known value of the switch, an absent one included.
 */
export function keyOfEncrypted(
  reader: Reader,
  encryption: string,
  encrypts: (value: Known) => boolean,
  path: string,
  message: string,
): Verdict {
  const value = reader.read(encryption);
  const open = value !== UNKNOWN && !(value instanceof Hidden) && !encrypts(value);
  return open ? notApplicable : customerKey(reader, path, message);
}

/** Key ARN, key id, multi-region key id, alias ARN or alias name; not an alias of an AWS managed key. */
function namesCustomerKey(text: string): boolean {
  const name = /^arn:[\w-]+:kms:[\w-]*:\d{12}:(.+)$/.exec(text)?.[1] ?? text;
  return /^(alias\/(?!aws\/)|key\/)./.test(name) || /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(name);
}
