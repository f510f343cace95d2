import { guardDutyChecks as checks } from "../../../policies/preview/guardduty";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type Case, planned, platform, serviceCases, switchCases, table } from "./support";

const detector = (inputs: Inputs = {}, name = "detector") => planned("aws:guardduty/detector:Detector", name, inputs);
const feature = (inputs: Inputs, of = detector()) =>
  planned(
    "aws:guardduty/detectorFeature:DetectorFeature",
    "feature",
    { detectorId: UNKNOWN, status: "ENABLED", ...inputs },
    { from: { detectorId: [of] } },
  );
const hidden = new Hidden("ciphertext");
const managed = (status: Value): Value => [{ name: "EKS_ADDON_MANAGEMENT", status }];

table("guardduty-present", checks["guardduty-present"], serviceCases("guardduty", detector(), platform));
table("guardduty-detector-enabled", checks["guardduty-detector-enabled"], switchCases(detector, "enable", true));
table("guardduty-publishes-often", checks["guardduty-publishes-often"], [
  { it: "accepts fifteen minutes", given: detector({ findingPublishingFrequency: "FIFTEEN_MINUTES" }), want: "pass" },
  { it: "refuses an hour", given: detector({ findingPublishingFrequency: "ONE_HOUR" }), want: "fail" },
  { it: "refuses the default, which is six hours", given: detector(), want: "fail" },
  { it: "defers an unknown frequency", given: detector({ findingPublishingFrequency: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden frequency", given: detector({ findingPublishingFrequency: hidden }), want: "not-evaluated" },
]);

function featureCases(name: string, more: Inputs = {}): readonly Case[] {
  const row = (it: string, inputs: Inputs, status: string): Case => ({
    it,
    given: [detector(), feature(inputs)],
    want: { detector: status as never },
  });
  return [
    row("accepts the feature on its detector", { name, ...more }, "pass"),
    row("refuses it switched off", { name, ...more, status: "DISABLED" }, "fail"),
    row("refuses another feature", { name: "LAMBDA_NETWORK_LOGS" }, "fail"),
    { it: "refuses a detector without it", given: detector(), want: "fail" },
    {
      it: "does not take one detector's feature for another's",
      given: [detector(), detector({}, "other"), feature({ name, ...more })],
      want: { detector: "pass", other: "fail" },
    },
    row("defers an unknown status", { name, ...more, status: UNKNOWN }, "deferred"),
    row("defers a feature of unknown name", { name: UNKNOWN }, "deferred"),
    row("cannot read a hidden name", { name: hidden }, "not-evaluated"),
    row("cannot read a hidden status", { name, ...more, status: hidden }, "not-evaluated"),
  ];
}

table("guardduty-watches-buckets", checks["guardduty-watches-buckets"], featureCases("S3_DATA_EVENTS"));
table("guardduty-watches-audit-logs", checks["guardduty-watches-audit-logs"], featureCases("EKS_AUDIT_LOGS"));
table("guardduty-scans-disks", checks["guardduty-scans-disks"], featureCases("EBS_MALWARE_PROTECTION"));
table("guardduty-watches-runtime", checks["guardduty-watches-runtime"], [
  ...featureCases("RUNTIME_MONITORING", { additionalConfigurations: managed("ENABLED") }),
  ...(
    [
      ["refuses an agent that nobody installs", undefined, "fail"],
      ["refuses an agent whose installation is switched off", managed("DISABLED"), "fail"],
      ["defers unknown additions", UNKNOWN, "deferred"],
      ["defers an unknown addition's status", managed(UNKNOWN), "deferred"],
      ["cannot read hidden additions", hidden, "not-evaluated"],
    ] as const
  ).map(([it, additionalConfigurations, want]): Case => ({
    it,
    given: [detector(), feature({ name: "RUNTIME_MONITORING", additionalConfigurations })],
    want: { detector: want },
  })),
]);
