import { type Diagnosis, type Run, diagnosis, verdictOn } from "./model";

const leastPulumi = [3, 250] as const;

/** What has to be on the machine that runs the update. */
export async function machine(run: Run): Promise<readonly Diagnosis[]> {
  const [pulumi, aws] = await Promise.all([run("pulumi", "version"), run("aws", "--version")]);
  return [
    pulumi === undefined
      ? diagnosis("Pulumi CLI", "fail", `is not on PATH; install ${leastPulumi.join(".")} or later`)
      : verdictOn("Pulumi CLI", isRecent(pulumi), pulumi.trim(), `${pulumi.trim()} is too old; install ${leastPulumi.join(".")} or later`),
    aws === undefined
      ? diagnosis("AWS CLI", "fail", "is not on PATH; install it: Pulumi's component for EKS calls it to log in to the cluster")
      : diagnosis("AWS CLI", "pass", aws.trim().split(" ")[0] ?? ""),
  ];
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  return major > leastPulumi[0] || (major === leastPulumi[0] && minor >= leastPulumi[1]);
}
