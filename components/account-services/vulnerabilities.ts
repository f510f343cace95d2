import * as ecr from "@pulumi/aws/ecr";
import * as inspector2 from "@pulumi/aws/inspector2";
import type * as pulumi from "@pulumi/pulumi";

/** Scans nodes and images for known vulnerabilities, again and again, for a new one may be found in an old image (PCI DSS 11.3.1). */
export function createScanning(name: string, accountId: string, opts: pulumi.CustomResourceOptions): void {
  const enabler = new inspector2.Enabler(name, { accountIds: [accountId], resourceTypes: ["EC2", "ECR"] }, opts);
  new ecr.RegistryScanningConfiguration(
    name,
    {
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
    },
    { ...opts, dependsOn: [enabler] },
  );
}
