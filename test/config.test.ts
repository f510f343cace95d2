import assert from "node:assert/strict";
import { join } from "node:path";
import { readStack } from "../audit/plan/stack-file";
import { planProgram } from "../audit/plan";
import type { PlatformArgs } from "../components/args";
import { ConfigError, loadConfig, parseConfig } from "../config";
import { platformKey } from "../policies/settings";
import { unknownSecret } from "../policies/settings/secrets";
import { correct, changed } from "./policies/settings/platform/support";

const root = join(__dirname, "..");
const stacks = ["dev", "staging", "prod", "prod-za"] as const;

/** A correct configuration with some keys changed; undefined removes a key. */
function keys(changes: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  const all: Record<string, string | undefined> = {
    "aws:region": "eu-west-1",
    "aws:allowedAccountIds": '["111122223333"]',
    [platformKey]: JSON.stringify(correct()),
    ...changes,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function errorOf(config: Record<string, string>, secretKeys: readonly string[] = []): ConfigError {
  try {
    parseConfig({ config, secretKeys, file: "Pulumi.test.yaml" });
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error;
  }
  throw new Error("no mistake was found");
}

describe("the configuration", () => {
  for (const stack of stacks) {
    it(`of ${stack} has no mistake and is what the platform takes`, () => {
      const args: PlatformArgs = parseConfig(readStack(root, stack));
      assert.equal(args.environment === "production", stack.startsWith("prod"));
      assert.deepEqual(args.protection, { protect: stack.startsWith("prod"), deletionProtection: stack.startsWith("prod") });
    });
  }

  it("of the four stacks is for four accounts", () => {
    assert.equal(new Set(stacks.map((stack) => parseConfig(readStack(root, stack)).site.accountId)).size, stacks.length);
  });

  it("takes account, region and partition from the provider's keys", () => {
    assert.deepEqual(parseConfig({ config: keys(), secretKeys: [] }).site, {
      accountId: "111122223333",
      region: "eu-west-1",
      partition: "aws",
    });
  });

  it("has parameters, choices and flows in the shape that components take", () => {
    const config = parseConfig({ config: keys(), secretKeys: [] });
    assert.deepEqual(config.lock, { mode: "COMPLIANCE", longestDays: 2192 });
    assert.deepEqual(config.retention, { keyRotationDays: 365, keyDeletionWindowDays: 30 });
    assert.deepEqual(config.logging, { retentionDays: 2192, hotDays: 120, maxRetentionDays: 2557 });
    assert.deepEqual(config.backup, {
      retentionDays: 35,
      lockDays: 30,
      maxRetentionDays: 365,
      rpoHours: 24,
      rtoHours: 24,
      restoreTestDays: 90,
    });
    assert.deepEqual(config.cluster.endpoint, { access: "restricted", cidrs: ["203.0.113.0/24", "198.51.100.0/25"] });
    assert.equal(config.cluster.serviceCidr, "172.20.0.0/16");
    assert.deepEqual(config.accountServices.cloudtrail, { by: "external", owner: "security", reference: "LZ-1" });
    assert.deepEqual(config.accountServices.inspector, { by: "platform" });
    assert.equal(config.ingress.exposure, "public");
    assert.deepEqual(config.namespaces[0]?.flows, [
      {
        from: { namespace: "records", pods: { app: "api" } },
        to: { namespace: "records", pods: { app: "database" } },
        port: 5432,
        protocol: "TCP",
      },
    ]);
    assert.deepEqual(config.tags, {
      environment: "production",
      "framework-scope": "gdpr pci-dss hipaa",
      "data-classification": "phi cardholder",
    });
  });

  const single: readonly (readonly [it: string, changes: Record<string, string | undefined>, path: string, fragment: string])[] = [
    ["needs a region", { "aws:region": undefined }, "aws:region", "is missing; write a region"],
    ["refuses a region that does not exist", { "aws:region": "europe" }, "aws:region", "is no AWS region"],
    ["needs an account", { "aws:allowedAccountIds": undefined }, "aws:allowedAccountIds", "is missing"],
    ["refuses an account without quotes", { "aws:allowedAccountIds": "[111122223333]" }, "aws:allowedAccountIds", "put it in quotes"],
    ["refuses an account that is no list", { "aws:allowedAccountIds": "111122223333" }, "aws:allowedAccountIds", "is not a list"],
    [
      "refuses two accounts",
      { "aws:allowedAccountIds": '["111122223333","222233334444"]' },
      "aws:allowedAccountIds",
      "exactly one account",
    ],
    ["refuses an account that lost its zero", { "aws:allowedAccountIds": '["11122223333"]' }, "aws:allowedAccountIds", "twelve digits"],
    ["needs the platform", { [platformKey]: undefined }, platformKey, "is missing; write the platform's settings"],
    ["refuses a platform that is a text", { [platformKey]: "yes" }, platformKey, "write a mapping with environment"],
    [
      "refuses an unknown key of its own",
      { "compliant-eks:slackWebHook": "x" },
      "compliant-eks:slackWebHook",
      "did you mean compliant-eks:slackWebhook?",
    ],
    [
      "refuses a token in clear",
      { "compliant-eks:pagerDutyKey": "x" },
      "compliant-eks:pagerDutyKey",
      "pulumi config set --secret compliant-eks:pagerDutyKey",
    ],
  ];
  for (const [sentence, changes, path, fragment] of single) {
    it(sentence, () => {
      const { problems } = errorOf(keys(changes));
      assert.deepEqual(
        problems.map((problem) => problem.path),
        [path],
      );
      assert.ok(problems[0]?.message.includes(fragment), problems[0]?.message);
    });
  }

  it("leaves other programs' and the provider's further keys alone", () => {
    assert.equal(parseConfig({ config: keys({ "aws:profile": "x", "other:key": "y" }), secretKeys: [] }).environment, "production");
  });

  it("shows the mistakes of all keys at once, under the file's name", () => {
    const platform = JSON.stringify(changed({ "network.cidr": "10.0.0.0/8", "cluster.version": 1.3 }));
    const error = errorOf(keys({ "aws:allowedAccountIds": undefined, "compliant-eks:typo": "x", [platformKey]: platform }));
    assert.deepEqual(
      error.problems.map((problem) => problem.path),
      ["aws:allowedAccountIds", "compliant-eks:typo", "compliant-eks:platform.cluster.version", "compliant-eks:platform.network.cidr"],
    );
    const lines = error.message.split("\n");
    assert.equal(lines[0], "Pulumi.test.yaml: 4 mistakes");
    assert.equal(lines.length, 5);
    assert.ok(lines[4]?.startsWith("  compliant-eks:platform.network.cidr: must be from /16 to /20"), lines[4]);
  });

  it("refuses a secret that the engine decrypted into the platform", () => {
    const { problems } = errorOf(keys(), [platformKey]);
    assert.deepEqual(
      problems.map((problem) => problem.path),
      [platformKey],
    );
    assert.match(problems[0]?.message ?? "", /compliant-eks:slackWebhook or compliant-eks:pagerDutyKey/);
  });
});

describe("a secret in a wrong place", () => {
  const marker = "zq9-planted-secret";
  const planted: readonly unknown[] = [marker, { secure: marker }, { [marker]: marker }, [marker], `https://hooks.example.com/${marker}`];

  /** The places of all leaves and branches of a value, as dotted paths. */
  function places(value: unknown, path = ""): string[] {
    if (typeof value !== "object" || value === null) return [path];
    return [
      ...(path === "" ? [] : [path]),
      ...Object.entries(value).flatMap(([key, item]) => places(item, path === "" ? key : `${path}.${key}`)),
    ];
  }
  const spots = [
    ...places(correct()),
    "unknown",
    "network.unknown",
    "cluster.nodeGroups.0.unknown",
    "logging.retentionDays",
    "tags",
    "tags.a",
  ];

  it("is never repeated in an error, wherever it is below the platform", () => {
    let errors = 0;
    for (const spot of spots) {
      for (const value of planted) {
        const platform = JSON.stringify(changed({ [spot]: value }));
        try {
          parseConfig({ config: keys({ [platformKey]: platform }), secretKeys: [] });
        } catch (error) {
          errors++;
          assert.ok(error instanceof ConfigError, `${spot}: ${String(error)}`);
          assert.ok(!error.message.includes(marker), `${spot}: ${error.message}`);
        }
      }
    }
    assert.ok(errors > spots.length * 4, String(errors));
  });

  it("is not even shown as a key when it does not look like a name", () => {
    const error = errorOf(keys({ [platformKey]: JSON.stringify(changed({ [`https://hooks/${marker}`]: 1 })) }));
    assert.deepEqual(
      error.problems.map((problem) => problem.path),
      ["compliant-eks:platform.(a key that is no name)"],
    );
    assert.deepEqual(
      errorOf(keys({ [`compliant-eks:https://${marker}`]: "x" })).problems.map((problem) => problem.path),
      ["compliant-eks:(a key that is no name)"],
    );
  });

  it("is never repeated when it is a flat key in clear, an account or a region", () => {
    for (const key of ["compliant-eks:slackWebhook", "compliant-eks:unknown", "aws:region", "aws:allowedAccountIds", platformKey]) {
      assert.ok(!errorOf(keys({ [key]: marker })).message.includes(marker), key);
    }
  });
});

describe("loadConfig", () => {
  it("gives tokens as secrets, which are unknown offline", async () => {
    const config = keys({ "compliant-eks:slackWebhook": unknownSecret, "compliant-eks:pagerDutyKey": "key" });
    let alerts: ReturnType<typeof loadConfig>["alerts"] | undefined;
    await planProgram({
      program: () => {
        alerts = loadConfig().alerts;
      },
      project: "compliant-eks",
      stack: "test",
      config,
      secretKeys: ["compliant-eks:slackWebhook", "compliant-eks:pagerDutyKey"],
    });
    const state = async (name: "slackWebhook" | "pagerDutyKey") => {
      const output = alerts?.[name] as unknown as { isKnown: Promise<boolean>; isSecret: Promise<boolean>; promise(): Promise<unknown> };
      return [await output.isKnown, await output.isSecret, await output.promise()];
    };
    assert.deepEqual(await state("slackWebhook"), [false, true, undefined]);
    assert.deepEqual(await state("pagerDutyKey"), [true, true, "key"]);
    assert.deepEqual(alerts?.emails, ["oncall@example.com"]);
  });

  it("names the stack's file in its errors", async () => {
    const run = planProgram({
      program: () => void loadConfig(),
      project: "compliant-eks",
      stack: "test",
      config: keys({ "aws:region": undefined }),
      secretKeys: [],
    });
    await assert.rejects(run, (error) => error instanceof ConfigError && error.file === "Pulumi.test.yaml");
  });
});
