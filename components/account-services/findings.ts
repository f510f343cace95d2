import * as securityhub from "@pulumi/aws/securityhub";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../args";

/** Standards of Security Hub by the framework that asks for them; the first is AWS's own and always there. */
const standards: readonly { readonly short: string; readonly path: string; readonly framework?: string }[] = [
  { short: "best-practices", path: "aws-foundational-security-best-practices/v/1.0.0" },
  { short: "pci-dss", path: "pci-dss/v/4.0.1", framework: "pci-dss" },
  // HIPAA has no standard of its own there; NIST SP 800-66r2 maps its rule to SP 800-53.
  { short: "nist-800-53", path: "nist-800-53/v/5.0.0", framework: "hipaa" },
];

/** Collects findings of the account in one place, by the standards that the frameworks of the stack have there. */
export function createFindings(
  name: string,
  { site, frameworks }: { readonly site: Site; readonly frameworks: readonly string[] },
  opts: pulumi.CustomResourceOptions,
): void {
  const account = new securityhub.Account(
    name,
    { enableDefaultStandards: false, autoEnableControls: true, controlFindingGenerator: "SECURITY_CONTROL" },
    opts,
  );
  const wanted = standards.filter(({ framework }) => framework === undefined || frameworks.includes(framework));
  for (const { short, path } of wanted)
    new securityhub.StandardsSubscription(
      `${name}-${short}`,
      { standardsArn: `arn:${site.partition}:securityhub:${site.region}::standards/${path}` },
      { ...opts, dependsOn: [account] },
    );
}
