import { serviceRuns } from "./account-services";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import { holdsAll } from "./lists";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN, isFalse, isTrue } from "./tree";
import { type Verdict, deferred, fail, notEvaluated, pass, worst } from "./verdict";

const trailType = "aws:cloudtrail/trail:Trail";
const bucketObjects = "AWS::S3::Object";

/** A group of the same program has no ARN before the first update. */
const logGroup = (trail: Reader): Verdict =>
  trail.read("cloudWatchLogsGroupArn") === UNKNOWN && trail.comesFrom("cloudWatchLogsGroupArn", "aws:cloudwatch/logGroup:LogGroup")
    ? pass
    : trail.expect(
        "cloudWatchLogsGroupArn",
        (value) => typeof value === "string" && value !== "",
        "nobody can be alerted by the trail; set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn",
      );

/**
 * Whether somebody who reads objects of a bucket is recorded. Of which buckets is for people to say: a selector without buckets records
 * all of them.
 */
function bucketReads(trail: Reader): Verdict {
  const selectors = trail.items("advancedEventSelectors");
  const classic = trail.items("eventSelectors");
  for (const list of [selectors, classic]) {
    if (list === UNKNOWN) return deferred("advancedEventSelectors");
    if (list instanceof Hidden) return notEvaluated(list.reason);
  }
  const found = [...(selectors as readonly Reader[]).map(advanced), ...(classic as readonly Reader[]).map(basic)];
  if (found.some(({ status }) => status === "pass")) return pass;
  const open = found.filter(({ status }) => status !== "fail");
  return open.length > 0
    ? worst(open)
    : fail("nobody sees who reads objects in buckets; add a selector of data events for AWS::S3::Object");
}

function advanced(selector: Reader): Verdict {
  const fields = selector.items("fieldSelectors");
  if (fields === UNKNOWN) return deferred("fieldSelectors");
  if (fields instanceof Hidden) return notEvaluated(fields.reason);
  const equals = (name: string, value: string): boolean =>
    fields.some((field) => field.read("field") === name && holdsAll(field, "equals", [value], "").status === "pass");
  const writesOnly = fields.some((field) => field.read("field") === "readOnly") && !equals("readOnly", "true");
  if (equals("eventCategory", "Data") && equals("resources.type", bucketObjects) && !writesOnly) return pass;
  const seen = fields.flatMap((field) => [
    field.inspect("field", () => pass),
    ...field.every("equals", (item) => item.inspect("", () => pass)),
  ]);
  const undecided = seen.filter(({ status }) => status !== "pass");
  return undecided.length > 0 ? worst(undecided) : fail("");
}

function basic(selector: Reader): Verdict {
  const resources = selector.every("dataResources", (resource) => resource.expect("type", (type) => type === bucketObjects, ""), fail(""));
  if (!resources.some(({ status }) => status === "pass")) return worst(resources);
  return selector.expect("readWriteType", (type) => type === undefined || type === "All" || type === "ReadOnly", "");
}

export const trailChecks = {
  "trail-present": serviceRuns("cloudtrail", trailType, "nothing records who calls AWS; add a cloudtrail.Trail, or name who runs it"),
  "trail-covers-all-regions": onEach(trailType, (trail) =>
    trail.expect("isMultiRegionTrail", isTrue, "calls in other regions are not recorded; set isMultiRegionTrail to true"),
  ),
  "trail-covers-global-services": onEach(trailType, (trail) =>
    trail.expect(
      "includeGlobalServiceEvents",
      (value) => !isFalse(value),
      "calls of IAM and STS are not recorded; remove includeGlobalServiceEvents",
    ),
  ),
  "trail-logging-on": onEach(trailType, (trail) =>
    trail.expect("enableLogging", (value) => !isFalse(value), "the trail is made and records nothing; remove enableLogging"),
  ),
  "trail-encrypted-with-cmk": onEachInPlan(trailType, (trail) =>
    customerKey(trail, "kmsKeyId", "the trail's files are not encrypted with your key; set kmsKeyId to the ARN of the key for logs"),
  ),
  "trail-delivers-to-log-group": onEachInPlan(trailType, logGroup),
  "trail-records-bucket-reads": onEach(trailType, bucketReads),
  "trail-files-validated": onEach(trailType, (trail) =>
    trail.expect("enableLogFileValidation", isTrue, "a changed file of the trail would go unnoticed; set enableLogFileValidation to true"),
  ),
} as const satisfies Record<string, PreviewCheck>;
