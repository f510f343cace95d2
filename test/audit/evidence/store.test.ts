import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestFile, readEvidence, sha256, storeEvidence, verifyEvidence } from "../../../audit/evidence/store";
import { evidenceOf, wellKept } from "../live/cluster";

describe("a folder of evidence", () => {
  let base = "";
  beforeEach(() => (base = mkdtempSync(join(tmpdir(), "compliant-eks-evidence-"))));
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });

  const stored = (name = "one", previous?: string): string => {
    const folder = join(base, name);
    storeEvidence(folder, evidenceOf(wellKept), { "report.json": "{}\n" }, previous);
    return folder;
  };
  const pods = "evidence/kubernetes/pods.json";

  it("gives back what was stored, and is as its manifest says", () => {
    const folder = stored();
    const { about, answers } = evidenceOf(wellKept);
    const sorted = [...answers].sort((a, b) => (a.call.id < b.call.id ? -1 : 1));
    assert.deepEqual(readEvidence(folder), { about, answers: sorted });
    assert.deepEqual(verifyEvidence(folder).faults, []);
  });

  it("names the file of which one byte is other, whichever it is", () => {
    const folder = stored();
    for (const { path } of verifyEvidence(folder).manifest.files) {
      const file = join(folder, path);
      const before = readFileSync(file);
      const after = Buffer.from(before);
      after[0] = (after[0] ?? 0) ^ 1;
      writeFileSync(file, after);
      assert.deepEqual(verifyEvidence(folder).faults, [`${path} is changed`]);
      assert.throws(() => readEvidence(folder), /is changed/);
      writeFileSync(file, before);
    }
  });

  it("names files that are missing and added", () => {
    const folder = stored();
    rmSync(join(folder, pods));
    writeFileSync(join(folder, "evidence/other.json"), "{}");
    assert.deepEqual(verifyEvidence(folder).faults, [`${pods} is missing`, "evidence/other.json is added"]);
  });

  it("holds the hash of the manifest before it", () => {
    const first = stored("one");
    const second = stored("two", first);
    assert.equal(verifyEvidence(first).manifest.previous, null);
    assert.equal(verifyEvidence(second).manifest.previous, sha256(readFileSync(join(first, manifestFile))));
  });

  it("is never written over, and nothing half written stays", () => {
    const folder = stored();
    assert.throws(() => storeEvidence(folder, evidenceOf([]), {}, undefined), /is not empty/);
    assert.deepEqual(verifyEvidence(folder).faults, []);
    assert.throws(() => storeEvidence(join(folder, manifestFile, "below"), evidenceOf([]), {}, undefined), /cannot write .*make it first/);
    assert.deepEqual(readdirSync(base), ["one"]);
  });

  it("is refused when it is none", () => {
    assert.throws(() => verifyEvidence(base), /is no manifest of an audit/);
    writeFileSync(join(base, manifestFile), '{"files": 3}');
    assert.throws(() => verifyEvidence(base), /is no manifest of an audit/);
  });
});
