import assert from "node:assert/strict";
import { ConfigError, parametersFrom, platformKey, settingsFrom, settingsRecord } from "../../../policies/settings";
import { correct } from "./platform/support";

const today = "2026-11-23";
const of = (platform: unknown) => settingsFrom({ config: { [platformKey]: JSON.stringify(platform) }, today });

function problemsOf(platform: unknown): string[] {
  try {
    of(platform);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems.map((problem) => `${problem.path}: ${problem.message}`);
  }
  return [];
}

describe("settings of the checks", () => {
  it("are strict and ask nothing of the place, without any configuration", () => {
    const settings = settingsFrom({ config: {}, today });
    assert.deepEqual(settings.frameworks, ["pci-dss", "hipaa", "gdpr", "popia"]);
    assert.equal(settings.environment, undefined);
    assert.deepEqual(settings.waivers, []);
    assert.equal(settings.account, undefined);
    assert.equal(settings.today, today);
    assert.equal(settings.parameters["log.retention.days"], 2192);
    assert.equal(settings.parameters["log.retention.max.days"], 2557);
    assert.deepEqual(settings.parameters["residency.allowed.regions"], []);
    assert.equal(settings.parameters["protect.required"], undefined);
    assert.equal(settings.parameters["deletion.protection.required"], true);
    assert.equal(settings.parameters["lock.mode"], "GOVERNANCE");
  });

  it("come from our own stack files", () => {
    const settings = settingsFrom({
      config: { [platformKey]: JSON.stringify(correct()), "aws:allowedAccountIds": '["111122223333"]' },
      today,
    });
    assert.deepEqual(settings.frameworks, ["gdpr", "pci-dss", "hipaa"]);
    assert.equal(settings.environment, "production");
    assert.equal(settings.account, "111122223333");
    assert.deepEqual(settings.adminPrincipals, ["arn:aws:iam::111122223333:role/deployer", "arn:aws:iam::111122223333:role/break-glass"]);
    assert.deepEqual(settings.approvedEndpointCidrs, ["203.0.113.0/24", "198.51.100.0/25"]);
    assert.deepEqual(settings.externalServices, { cloudtrail: { owner: "security", reference: "LZ-1" } });
    assert.deepEqual(settings.parameters["residency.allowed.regions"], ["eu-west-1", "eu-central-1"]);
    assert.equal(settings.parameters["data.retention.max.days"], 365);
    assert.equal(settings.waivers.length, 1);
  });

  it("of another program may say only what it wants, and its other keys are its own", () => {
    const settings = of({ frameworks: ["hipaa"], somethingElse: { deep: true }, cluster: { endpoint: "private", size: 3 } });
    assert.deepEqual(settings.frameworks, ["hipaa"]);
    assert.deepEqual(settings.approvedEndpointCidrs, []);
    assert.equal(settings.parameters["log.retention.max.days"], undefined);
  });

  it("take the regions of a program that chose no frameworks", () => {
    assert.deepEqual(of({ allowedRegions: ["us-east-1"] }).parameters["residency.allowed.regions"], ["us-east-1"]);
  });

  it("take what checks ask of other programs by names of their own", () => {
    const { allowedRegistries, requiredTags, requiredLabels, publicPorts } = of({
      checks: { registries: ["registry.example.com/team"], tags: ["CostCenter"], publicPorts: [8443] },
    });
    assert.deepEqual(allowedRegistries, ["registry.example.com/team"]);
    assert.deepEqual([requiredTags, requiredLabels, publicPorts], [["CostCenter"], ["owner", "data-class", "environment"], [8443]]);
  });

  const refused: readonly (readonly [it: string, platform: unknown, want: string])[] = [
    [
      "refuse an unknown framework",
      { frameworks: ["iso"] },
      "compliant-eks:platform.frameworks[0]: is not what belongs here; write one of pci-dss, hipaa, gdpr, popia",
    ],
    [
      "refuse an unknown environment",
      { environment: "prod" },
      "compliant-eks:platform.environment: is not what belongs here; write one of development, staging, production",
    ],
    [
      "refuse less than the frameworks ask for",
      { frameworks: ["hipaa"], logging: { retentionDays: 30 } },
      "compliant-eks:platform.logging.retentionDays: asks for 30 days, but at least 2192 days are needed (HIPAA 164.316(b)(2)(i)); write 2192 or more, or leave it out",
    ],
    [
      "refuse GDPR and POPIA together",
      { frameworks: ["gdpr", "popia"] },
      "compliant-eks:platform.frameworks: GDPR 44 accepts eu-central-1, eu-west-1, eu-west-3, eu-north-1, eu-south-1, eu-south-2 but POPIA 72(1) accepts af-south-1, and no region is in both; write one stack per framework, each with its own data",
    ],
    [
      "refuse a port that there is not",
      { checks: { publicPorts: [70_000] } },
      "compliant-eks:platform.checks.publicPorts[0]: is too large; write a port, a whole number from 1 to 65535",
    ],
    [
      "refuse a key of checks that there is not",
      { checks: { ports: [443] } },
      "compliant-eks:platform.checks.ports: is no key here; write one of registries, tags, labels, publicPorts",
    ],
    [
      "refuse a waiver without an end",
      { waivers: [{ check: "a-check", resource: "*", owner: "a", approver: "b", reason: "c", ticket: "d" }] },
      'compliant-eks:platform.waivers[0].expires: is missing; write a day such as "2027-01-31"',
    ],
    ["refuse a text in the place of the mapping", "frameworks", "compliant-eks:platform: is not what belongs here; write a mapping"],
  ];
  for (const [sentence, platform, want] of refused) it(sentence, () => assert.deepEqual(problemsOf(platform), [want]));

  it("explain the same parameters as they hold", () => {
    for (const config of [
      {},
      { [platformKey]: JSON.stringify(correct()) },
      { [platformKey]: JSON.stringify({ allowedRegions: ["us-east-1"] }) },
    ]) {
      const values = settingsFrom({ config, today }).parameters;
      const explained = new Map<string, unknown>(parametersFrom(config).map(({ name, value }) => [name, value]));
      for (const [name, value] of Object.entries(values)) assert.deepEqual(explained.get(name), value, name);
    }
  });

  it("are the same again from their record, which holds nothing else", () => {
    const record = settingsRecord({ [platformKey]: JSON.stringify({ ...correct(), other: "zq9-planted" }) });
    assert.deepEqual(of(record), of(correct()));
    assert.ok(!JSON.stringify(record).includes("zq9-planted"));
    assert.equal(settingsRecord({}), undefined);
  });
});
