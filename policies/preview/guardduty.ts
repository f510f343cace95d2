import { serviceRuns } from "./account-services";
import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { obscured } from "./obscured";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN, isFalse } from "./tree";
import { type Verdict, deferred, fail, notEvaluated, worst } from "./verdict";

const detectorType = "aws:guardduty/detector:Detector";
const featureType = "aws:guardduty/detectorFeature:DetectorFeature";

/** The features of a detector of the program; one that names its detector by an id could be any detector's. */
const featuresOf = (detector: Reader, plan: Plan): readonly Reader[] =>
  plan.ofType(featureType).filter((feature) => feature.sources("detectorId").includes(detector.urn));

/** Passes when one of the features is of the name and holds. A feature whose name is not known may be the one. */
function feature(name: string, missing: string, holds: (feature: Reader) => Verdict = enabled): PreviewCheck {
  return onEachInPlan(detectorType, (detector, plan) => {
    const all = featuresOf(detector, plan);
    const found = all.filter((candidate) => candidate.read("name") === name);
    if (found.length > 0) return worst(found.map(holds));
    return obscured(all, "name") ?? fail(missing);
  });
}

const enabled = (candidate: Reader): Verdict =>
  candidate.expect("status", (status) => status === "ENABLED", "the feature is switched off; set status to ENABLED");

/** The agent that watches what runs must be installed by somebody; as an add-on it follows every node group. */
function agentManaged(candidate: Reader): Verdict {
  const additions = candidate.items("additionalConfigurations");
  if (additions === UNKNOWN) return deferred("additionalConfigurations");
  if (additions instanceof Hidden) return notEvaluated(additions.reason);
  const agent = additions.filter((addition) => addition.read("name") === "EKS_ADDON_MANAGEMENT");
  const message = "nobody installs the agent on the nodes; add the additional configuration EKS_ADDON_MANAGEMENT with status ENABLED";
  const managed =
    agent.length === 0 ? fail(message) : worst(agent.map((one) => one.expect("status", (value) => value === "ENABLED", message)));
  return worst([enabled(candidate), managed]);
}

export const guardDutyChecks = {
  "guardduty-present": serviceRuns("guardduty", detectorType, "nothing detects threats; add a guardduty.Detector, or name who runs it"),
  "guardduty-detector-enabled": onEach(detectorType, (detector) =>
    detector.expect("enable", (value) => !isFalse(value), "the detector is suspended; remove enable"),
  ),
  "guardduty-publishes-often": onEach(detectorType, (detector) =>
    detector.expect(
      "findingPublishingFrequency",
      (value) => value === "FIFTEEN_MINUTES",
      "repeated findings are told only every six hours; set findingPublishingFrequency to FIFTEEN_MINUTES",
    ),
  ),
  "guardduty-watches-buckets": feature("S3_DATA_EVENTS", "access to buckets is not watched; add a DetectorFeature S3_DATA_EVENTS"),
  "guardduty-watches-audit-logs": feature(
    "EKS_AUDIT_LOGS",
    "the cluster's audit logs are not watched; add a DetectorFeature EKS_AUDIT_LOGS",
  ),
  "guardduty-watches-runtime": feature(
    "RUNTIME_MONITORING",
    "what runs on nodes is not watched; add a DetectorFeature RUNTIME_MONITORING with EKS_ADDON_MANAGEMENT",
    agentManaged,
  ),
  "guardduty-scans-disks": feature("EBS_MALWARE_PROTECTION", "disks are not scanned; add a DetectorFeature EBS_MALWARE_PROTECTION"),
} as const satisfies Record<string, PreviewCheck>;
