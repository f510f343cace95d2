import assert from "node:assert/strict";
import { checkPlatform } from "../../../../policies/settings/platform/check";
import { pathText } from "../../../../policies/settings/problems";

export const site = { accountId: "111122223333", region: "eu-west-1", partition: "aws" };
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** A production stack without a mistake, as plain data that a test may change. */
export function correct(): Record<string, unknown> {
  return {
    environment: "production",
    acknowledgeIrrevocableLock: 2192,
    frameworks: ["gdpr", "pci-dss", "hipaa"],
    allowedRegions: ["eu-west-1", "eu-central-1"],
    network: { cidr: "10.20.0.0/16", zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], nat: "per-zone" },
    cluster: {
      version: "1.35",
      endpoint: { restricted: ["203.0.113.0/24", "198.51.100.0/25"] },
      nodeGroups: [
        { name: "general", operatingSystem: "al2023", instanceTypes: ["m7i.large"], minSize: 3, desiredSize: 3, maxSize: 6 },
        {
          name: "graviton",
          operatingSystem: "bottlerocket",
          architecture: "arm64",
          instanceTypes: ["m7g.large"],
          minSize: 3,
          desiredSize: 3,
          maxSize: 3,
        },
      ],
    },
    access: {
      deployerRoleArn: role("deployer"),
      breakGlassRoleArn: role("break-glass"),
      personas: [
        { name: "developer", roleArn: role("developer"), kubernetesGroups: ["bank:developers"], role: "operator" },
        { name: "auditor", roleArn: role("auditor"), kubernetesGroups: ["bank:auditors"], role: "reader" },
      ],
    },
    backup: { maxRetentionDays: 365 },
    accountServices: {
      cloudtrail: { external: { owner: "security", reference: "LZ-1" } },
      guardduty: "create",
      config: "create",
      securityhub: "create",
      inspector: "create",
      ebsDefaults: "create",
    },
    alerts: { emails: ["oncall@example.com"] },
    ingress: {
      public: {
        domain: "pay.example.com",
        certificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
      },
    },
    registryMirror: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror",
    dataAccess: {
      issuer: "https://identity.example.com",
      audience: "records",
      jwks: '{"keys":[{"kty":"EC","crv":"P-256","x":"x","y":"y"}]}',
      roles: [
        { name: "clinician", purposes: ["treatment"], actions: ["read"] },
        { name: "break-glass", purposes: ["emergency"], actions: ["read"] },
      ],
      breakGlass: { role: "break-glass", minutes: 60 },
    },
    namespaces: [
      {
        name: "records",
        owner: "records team",
        dataClass: "phi",
        quotas: { cpu: "4", memory: "8Gi", pods: 20 },
        flows: [{ from: { pods: { app: "api" } }, to: { pods: { app: "database" } }, port: 5432 }],
      },
      { name: "payments", owner: "payments team", dataClass: "cardholder", quotas: { cpu: "500m", memory: "2Gi", pods: 20 } },
    ],
    waivers: [
      {
        check: "subnet-no-public-ip",
        resource: "urn:pulumi:*::edge",
        owner: "ann",
        approver: "ben",
        reason: "edge nodes",
        ticket: "SEC-1",
        expires: "2027-01-31",
      },
    ],
  };
}

/** Dotted path (`cluster.nodeGroups.0.name`) -> new value; undefined removes the key. */
export type Changes = Readonly<Record<string, unknown>>;

export function changed(changes: Changes): Record<string, unknown> {
  const platform = correct();
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(".");
    const parent = steps.slice(0, -1).reduce<Record<string, unknown>>((at, step) => (at[step] ??= {}) as Record<string, unknown>, platform);
    const last = steps.at(-1) ?? "";
    if (value === undefined) Reflect.deleteProperty(parent, last);
    else parent[last] = value;
  }
  return platform;
}

/** What is wrong, as `path: message`. */
export function mistakesIn(changes: Changes): string[] {
  const checked = checkPlatform(changed(changes), site);
  return "issues" in checked ? checked.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`) : [];
}

/** Sentence, change, and the one mistake that it is: its path and a part of its message. */
export type Row = readonly [it: string, changes: Changes, path: string, fragment: string];

export function refused(rows: readonly Row[]): void {
  for (const [sentence, changes, path, fragment] of rows) {
    it(sentence, () => {
      const mistakes = mistakesIn(changes);
      assert.equal(mistakes.length, 1, mistakes.join("\n"));
      const [mistake = ""] = mistakes;
      assert.equal(mistake.slice(0, path.length + 2), `${path}: `, mistake);
      assert.ok(mistake.includes(fragment), mistake);
    });
  }
}

export function accepted(rows: readonly (readonly [it: string, changes: Changes])[]): void {
  for (const [sentence, changes] of rows) it(sentence, () => assert.deepEqual(mistakesIn(changes), []));
}
