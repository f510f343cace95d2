import { trailChecks as checks } from "../../../policies/preview/cloudtrail";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { keyCases, planned, platform, serviceCases, switchCases, table } from "./support";

const type = "aws:cloudtrail/trail:Trail";
const trail = (inputs: Inputs, from = {}) => planned(type, "trail", inputs, { from });
const group = planned("aws:cloudwatch/logGroup:LogGroup", "group");
const hidden = new Hidden("ciphertext");
const reads = (...fields: readonly Inputs[]): Inputs => ({
  fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }, { field: "resources.type", equals: ["AWS::S3::Object"] }, ...fields],
});
const management: Inputs = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };

table("trail-present", checks["trail-present"], serviceCases("cloudtrail", trail({}), platform));
table("trail-covers-all-regions", checks["trail-covers-all-regions"], switchCases(trail, "isMultiRegionTrail", false));
table("trail-covers-global-services", checks["trail-covers-global-services"], switchCases(trail, "includeGlobalServiceEvents", true));
table("trail-logging-on", checks["trail-logging-on"], switchCases(trail, "enableLogging", true));
table("trail-files-validated", checks["trail-files-validated"], switchCases(trail, "enableLogFileValidation", false));
table("trail-encrypted-with-cmk", checks["trail-encrypted-with-cmk"], keyCases(trail, "kmsKeyId"));

table("trail-delivers-to-log-group", checks["trail-delivers-to-log-group"], [
  {
    it: "accepts a group of the program",
    given: [group, trail({ cloudWatchLogsGroupArn: UNKNOWN }, { cloudWatchLogsGroupArn: [group] })],
    want: { trail: "pass" },
  },
  { it: "accepts a group by its ARN", given: trail({ cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:1:log-group:g:*" }), want: "pass" },
  { it: "refuses a trail without group", given: trail({}), want: "fail" },
  { it: "refuses an empty ARN", given: trail({ cloudWatchLogsGroupArn: "" }), want: "fail" },
  { it: "defers an unknown group of unknown origin", given: trail({ cloudWatchLogsGroupArn: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden group", given: trail({ cloudWatchLogsGroupArn: hidden }), want: "not-evaluated" },
]);

table("trail-records-bucket-reads", checks["trail-records-bucket-reads"], [
  { it: "accepts data events of objects", given: trail({ advancedEventSelectors: [management, reads()] }), want: "pass" },
  {
    it: "accepts reads only",
    given: trail({ advancedEventSelectors: [reads({ field: "readOnly", equals: ["true"] })] }),
    want: "pass",
  },
  { it: "refuses writes only", given: trail({ advancedEventSelectors: [reads({ field: "readOnly", equals: ["false"] })] }), want: "fail" },
  { it: "refuses management events only", given: trail({ advancedEventSelectors: [management] }), want: "fail" },
  { it: "refuses the default, which is management events", given: trail({}), want: "fail" },
  {
    it: "accepts the older selectors",
    given: trail({ eventSelectors: [{ readWriteType: "All", dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::a/"] }] }] }),
    want: "pass",
  },
  {
    it: "refuses older selectors of writes only",
    given: trail({ eventSelectors: [{ readWriteType: "WriteOnly", dataResources: [{ type: "AWS::S3::Object", values: [] }] }] }),
    want: "fail",
  },
  {
    it: "refuses older selectors of functions",
    given: trail({ eventSelectors: [{ dataResources: [{ type: "AWS::Lambda::Function", values: [] }] }] }),
    want: "fail",
  },
  { it: "defers unknown selectors", given: trail({ advancedEventSelectors: UNKNOWN }), want: "deferred" },
  { it: "defers unknown fields", given: trail({ advancedEventSelectors: [{ fieldSelectors: UNKNOWN }] }), want: "deferred" },
  {
    it: "defers a selector of unknown kind",
    given: trail({ advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: [UNKNOWN] }] }] }),
    want: "deferred",
  },
  { it: "cannot read hidden selectors", given: trail({ eventSelectors: hidden }), want: "not-evaluated" },
]);
