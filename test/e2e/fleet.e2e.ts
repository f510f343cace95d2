import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { auditToLines } from "../../audit/report/audit/lines";
import type { AuditReport } from "../../audit/report/audit/document";
import { accountEvidence, keptWell } from "../audit/live/aws/account";
import { set } from "../audit/live/aws/broken/change";
import { audited } from "../audit/live/support";
import { findPython } from "./tools/python";

const control = "ebs-volumes-encrypted-with-cmk";
const clusters = 500;
const days = Array.from({ length: 30 }, (_, index) => new Date(Date.UTC(2026, 9, 31 + index)).toISOString().slice(0, 10));

const good = audited(accountEvidence(keptWell));
const bad = audited(accountEvidence(set("ec2.DescribeVolumes", "Volumes.0.Encrypted", false)));

const nameOf = (index: number): string => `c${String(index).padStart(3, "0")}.gr7.eu-central-1.eks.amazonaws.com`;

/** Every hundredth cluster fails from the 20th day on, one more begins on the last, and one sends nothing then. */
const fails = (cluster: number, day: number): boolean => (cluster % 100 === 0 && day >= 19) || (cluster === 7 && day === 29);
const isSilent = (cluster: number, day: number): boolean => cluster === 9 && day === 29;

function reportOf(cluster: number, day: number): AuditReport {
  const report = fails(cluster, day) ? bad : good;
  const waiver = {
    check: "bucket-tls-only",
    resource: "*",
    owner: "records-team",
    ticket: "RISK-1",
    expires: "2026-11-30",
    daysLeft: 1,
    matched: 1,
  };
  return {
    ...report,
    time: `${days[day] ?? ""}T12:00:00.000Z`,
    account: String(100_000_000_000 + Math.floor(cluster / 10)),
    cluster: { server: `https://${nameOf(cluster)}`, version: "v1.36.0" },
    frameworks: report.frameworks.filter(({ id }) => id === "hipaa"),
    coverage: { ...report.coverage, percent: cluster === 11 ? 40 : 95 },
    waivers: cluster === 13 ? [waiver] : [],
  };
}

/** The queries of the page, in their order. */
const queries = [...readFileSync(join(__dirname, "../../docs/fleet.md"), "utf8").matchAll(/```sql\n([\s\S]*?)```/g)].map(
  ([, query = ""]) => query,
);

describe("the results of a fleet", () => {
  let folder: string;
  let answers: readonly (readonly unknown[][])[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "compliant-eks-"));
    for (let cluster = 0; cluster < clusters; cluster += 1)
      for (let day = 0; day < days.length; day += 1) {
        if (isSilent(cluster, day)) continue;
        for (const { path, text } of auditToLines(reportOf(cluster, day))) {
          const file = join(folder, path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
    const { stdout, stderr } = spawnSync(findPython(), [join(__dirname, "fleet/ask.py"), folder], {
      input: JSON.stringify(queries),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    assert.equal(stderr, "");
    answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown[][]);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const failing = [0, 7, 100, 200, 300, 400].map(nameOf);

  it("name the clusters that fail a control today", () => {
    assert.deepEqual(answers[0]?.map(([, cluster]) => cluster).sort(), [...failing].sort());
  });

  it("show how that changes", () => {
    assert.deepEqual(
      answers[1],
      days.slice(19).map((day, index) => [day, index === 10 ? 6 : 5]),
    );
  });

  it("name the controls that began to fail", () => {
    assert.deepEqual([...new Set(answers[2]?.map(([cluster]) => cluster))], [nameOf(7)]);
    assert.ok(answers[2]?.some(([, id]) => id === control));
  });

  it("name the clusters of which too little was looked at", () => {
    assert.deepEqual(answers[3], [[nameOf(11), 40, "read"]]);
  });

  it("name the waivers that end this month", () => {
    assert.deepEqual(answers[4], [["2026-11-30", "records-team", "bucket-tls-only", nameOf(13), "RISK-1"]]);
  });

  it("name the clusters that sent nothing", () => {
    assert.deepEqual(answers[5], [[nameOf(9)]]);
  });
});
