import assert from "node:assert/strict";
import { auditToLines } from "../../../../audit/report/audit/lines";
import { accountEvidence } from "../../live/aws/account";
import { set } from "../../live/aws/broken/change";
import { audited } from "../../live/support";

const report = audited(accountEvidence(set("ec2.DescribeVolumes", "Volumes.0.Encrypted", false)));
const files = auditToLines(report);
const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

describe("the lines of an audit", () => {
  it("are a file for each framework, under framework, account, cluster and day", () => {
    assert.deepEqual(
      files.map(({ path }) => path),
      ["hipaa", "pci-dss"].map(
        (framework) => `framework=${framework}/account=111122223333/cluster=cluster.example.com/date=2026-11-29/dev-20261129120000.jsonl`,
      ),
    );
  });

  it("have every column in every line, and one line for each control and requirement of the framework", () => {
    const [hipaa] = files;
    const rows = rowsOf(hipaa?.text ?? "");
    const columns = ["coverage", "id", "kind", "owner", "reason", "status", "stack", "time", "tool", "until"].sort();
    for (const row of rows) assert.deepEqual(Object.keys(row).sort(), columns);
    const statuses = (kind: string) => rows.filter((row) => row["kind"] === kind).map(({ id, status }) => [id, status]);
    assert.deepEqual(
      statuses("requirement"),
      report.requirements.filter(({ framework }) => framework === "hipaa").map(({ id, status }) => [id, status]),
    );
    assert.ok(statuses("control").some(([id, status]) => id === "ebs-volumes-encrypted-with-cmk" && status === "fail"));
    assert.deepEqual(statuses("coverage"), [["all", "read"]]);
  });

  it("name no resource", () => {
    const names = report.findings.map(({ urn }) => urn.split("::").at(-1) ?? "").filter((name) => /^(vol|pvc)-/.test(name));
    assert.ok(names.length > 0);
    for (const { text } of files) for (const name of names) assert.ok(!text.includes(name), name);
  });

  it("keep to their partition whatever a cluster is called", () => {
    const [first] = auditToLines({ ...report, cluster: { server: "https://a/../b=c:6443", version: "v1" }, stack: "../x" });
    assert.match(first?.path ?? "", /cluster=a_\.\._b_c_6443\/date=2026-11-29\/\.\._x-\d+\.jsonl$/);
  });
});
