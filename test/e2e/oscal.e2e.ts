import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oscalVersion, toOscal } from "../../audit/report/audit/oscal";
import { accountEvidence, keptWell } from "../audit/live/aws/account";
import { evidenceOf, wellKept } from "../audit/live/cluster";
import { audited } from "../audit/live/support";
import { findPython } from "./tools/python";

const reports = [accountEvidence(keptWell), evidenceOf(wellKept), evidenceOf([])].map((evidence) => toOscal(audited(evidence)));

interface Results {
  readonly observations: readonly object[];
  readonly findings?: readonly object[];
}
const resultsOf = (text: string): Results =>
  (JSON.parse(text) as { readonly "assessment-results": { readonly results: readonly [Results] } })["assessment-results"].results[0];

describe("the OSCAL form of an audit", () => {
  let folder: string;

  before(() => (folder = mkdtempSync(join(tmpdir(), "compliant-eks-"))));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const understood = (texts: readonly string[]) => {
    const files = texts.map((text, index) => {
      const file = join(folder, `${String(index)}.json`);
      writeFileSync(file, text);
      return file;
    });
    return spawnSync(findPython(), [join(__dirname, "oscal/understood.py"), ...files], { encoding: "utf8" });
  };

  it("is read by OSCAL's own model, with all of its observations and findings", () => {
    const { stdout, stderr } = understood(reports);
    assert.equal(stderr, "");
    const expected = reports.map((text) => {
      const { observations, findings = [] } = resultsOf(text);
      return `${oscalVersion} ${String(observations.length)} ${String(findings.length)}\n`;
    });
    assert.equal(stdout, expected.join(""));
  });

  it("would be refused with a member that OSCAL does not know", () => {
    const [text = ""] = reports;
    const { status, stderr } = understood([text.replace('"assessment-results": {', '"assessment-results": { "verdict": "good",')]);
    assert.equal(status, 1);
    assert.match(stderr, /Extra inputs are not permitted/);
  });
});
