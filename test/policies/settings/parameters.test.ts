import assert from "node:assert/strict";
import { type FrameworkId, frameworkIds } from "../../../policies/controls/model";
import { environmentParameters, parameters } from "../../../policies/controls/parameters";
import { type ExplainedParameter, resolveParameters } from "../../../policies/settings";

const dev = (...frameworks: FrameworkId[]) => resolveParameters({ frameworks, environment: "development" });

function explained(list: readonly ExplainedParameter[], name: string): string {
  const one = list.find((parameter) => parameter.name === name);
  return `${String(one?.value)} ${one?.unit ?? ""} <- ${one?.reason ?? ""} (${one?.source ?? ""})`;
}

describe("parameters", () => {
  const strictest: readonly (readonly [it: string, frameworks: FrameworkId[], name: string, want: string])[] = [
    ["keep logs for HIPAA's six years", ["pci-dss", "hipaa"], "log.retention.days", "2192 days <- HIPAA 164.316(b)(2)(i) (hipaa)"],
    ["keep logs longer by default than PCI DSS asks", ["pci-dss"], "log.retention.days", "400 days <- default (default)"],
    [
      "need no end of logs with PCI DSS and HIPAA",
      ["pci-dss", "hipaa"],
      "log.retention.max.days",
      "undefined days <- nobody asks for it (default)",
    ],
    [
      "need an end of logs with GDPR",
      ["gdpr"],
      "log.retention.max.days",
      "2557 days <- default, which GDPR 5(1)(e) leaves to the entity (default)",
    ],
    [
      "have no safe end of data",
      ["gdpr", "pci-dss"],
      "data.retention.max.days",
      "undefined days <- GDPR 5(1)(e) leaves it to the entity (default)",
    ],
    ["take the shortest of intervals", ["pci-dss"], "vuln.scan.days", "1 days <- default (default)"],
    ["name the clause where default and framework agree", ["pci-dss"], "password.max.age.days", "90 days <- PCI DSS 8.3.9 (pci-dss)"],
    [
      "keep GDPR data in the EEA",
      ["gdpr"],
      "residency.allowed.regions",
      "eu-central-1,eu-west-1,eu-west-3,eu-north-1,eu-south-1,eu-south-2 regions <- GDPR 44 (gdpr)",
    ],
    ["leave regions open with HIPAA", ["hipaa"], "residency.allowed.regions", " regions <- nobody asks for it (default)"],
  ];
  for (const [sentence, frameworks, name, want] of strictest) {
    it(sentence, () => {
      const { explained: list, conflicts } = dev(...frameworks);
      assert.deepEqual(conflicts, []);
      assert.equal(explained(list, name), want);
    });
  }

  it("are explained one by one, in the order of the catalogue", () => {
    const names = dev("pci-dss").explained.map((parameter) => parameter.name);
    assert.deepEqual(names, [...Object.keys(parameters), ...Object.keys(environmentParameters)]);
    assert.equal(names.length, 39);
  });

  it("say that the stack file asked for more, and round up to what CloudWatch accepts", () => {
    const {
      explained: list,
      values,
      conflicts,
    } = resolveParameters({
      frameworks: ["pci-dss"],
      environment: "development",
      overrides: { "log.retention.days": 500, "backup.rpo.hours": 6 },
    });
    assert.deepEqual(conflicts, []);
    assert.equal(values["log.retention.days"], 545);
    assert.equal(
      explained(list, "log.retention.days"),
      "545 days <- stack file, logging.retentionDays, rounded up to what CloudWatch accepts (stack)",
    );
    assert.equal(values["backup.rpo.hours"], 6);
  });

  it("keep the frameworks' value when the stack file asks for less", () => {
    const { values, conflicts } = resolveParameters({
      frameworks: ["hipaa"],
      environment: "production",
      overrides: { "log.retention.days": 365 },
    });
    assert.equal(values["log.retention.days"], 2192);
    assert.deepEqual(
      conflicts.map((conflict) => conflict.path),
      ["logging.retentionDays"],
    );
  });

  it("never are looser with one framework more", () => {
    for (const fewer of [["pci-dss"], ["hipaa"], ["gdpr"]] as const) {
      for (const more of frameworkIds) {
        const [before, after] = [dev(...fewer).values, dev(...new Set([...fewer, more])).values];
        for (const name of [
          "log.retention.days",
          "log.hot.days",
          "evidence.retention.days",
          "backup.retention.days",
          "backup.lock.days",
        ] as const) {
          assert.ok(after[name] >= before[name], `${name} with ${more}`);
        }
        for (const name of [
          "kms.rotation.days",
          "session.max.seconds",
          "backup.rpo.hours",
          "backup.rto.hours",
          "restore.test.days",
        ] as const) {
          assert.ok(after[name] <= before[name], `${name} with ${more}`);
        }
      }
    }
  });

  const protection = [
    ["production", "COMPLIANCE", 2192, true, true],
    ["staging", "GOVERNANCE", 1, false, false],
    ["development", "GOVERNANCE", 1, false, false],
    [undefined, "GOVERNANCE", 1, undefined, true],
  ] as const;
  for (const [environment, mode, days, protect, deletion] of protection) {
    it(`protect ${environment ?? "a program that names no environment"} as it needs`, () => {
      const { values } = resolveParameters({ frameworks: ["popia"], environment });
      assert.deepEqual(
        [values["lock.mode"], values["lock.days"], values["protect.required"], values["deletion.protection.required"]],
        [mode, days, protect, deletion],
      );
    });
  }

  it("lock for the longest of logs, evidence and backups in production", () => {
    const { explained: list } = resolveParameters({
      frameworks: ["hipaa"],
      environment: "production",
      overrides: { "log.retention.days": 2557 },
    });
    assert.equal(
      explained(list, "lock.days"),
      "2557 days <- environment production, log.retention.days (stack file, logging.retentionDays) (environment)",
    );
  });
});
