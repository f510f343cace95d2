/**
 * How Kubernetes names whoever assumes a role: an access entry without a user name of its own gives `arn:…:sts::ACCOUNT:assumed-role/ROLE/SESSION`
 * (EKS user guide, "Create access entries"), in which the role has lost its path. Whatever stands after the prefix is the session.
 */
export function principalPrefix(roleArn: string): string {
  const [, partition = "", account = "", path = ""] = /^arn:([^:]+):iam::(\d+):role\/(.+)$/.exec(roleArn) ?? [];
  return `arn:${partition}:sts::${account}:assumed-role/${path.split("/").at(-1) ?? ""}/`;
}
