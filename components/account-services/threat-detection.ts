import * as guardduty from "@pulumi/aws/guardduty";
import type * as pulumi from "@pulumi/pulumi";

interface Feature {
  readonly name: string;
  readonly additionalConfigurations?: guardduty.DetectorFeatureArgs["additionalConfigurations"];
}

/**
 * What GuardDuty looks at beside its own sources. The agent that watches what runs is installed on this platform's nodes by EKS, as an
 * add-on that GuardDuty manages; nodes outside of EKS and Fargate are none of ours.
 */
const features: readonly Feature[] = [
  { name: "S3_DATA_EVENTS" },
  { name: "EKS_AUDIT_LOGS" },
  { name: "EBS_MALWARE_PROTECTION" },
  {
    name: "RUNTIME_MONITORING",
    // In the order in which the service returns them; in another, every preview would show a difference.
    additionalConfigurations: [
      { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
      { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
      { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
    ],
  },
];

/** Detection of threats; what it finds again is told every fifteen minutes, the shortest there is. */
export function createThreatDetection(name: string, tags: Readonly<Record<string, string>>, opts: pulumi.CustomResourceOptions): void {
  const detector = new guardduty.Detector(name, { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES", tags: { ...tags } }, opts);
  for (const feature of features)
    new guardduty.DetectorFeature(
      `${name}-${feature.name.toLowerCase().replaceAll("_", "-")}`,
      { detectorId: detector.id, status: "ENABLED", ...feature },
      opts,
    );
}
