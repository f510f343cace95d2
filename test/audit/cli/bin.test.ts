import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Ended, bin, changed, folder, root } from "./support";

const flat = (text: string): string => text.replace(/\s+/g, " ");

describe("the installed command", () => {
  let clean: Ended;
  before(() => {
    clean = bin(["preview"], { nodeArgs: ["--require", join(__dirname, "deny-network.cjs")] });
  });

  it("exits 0 for the stack dev, without looking up a host or connecting to one", () => {
    assert.equal(clean.code, 0, clean.err);
    assert.match(clean.out, /^compliant-eks \d+\.\d+\.\d+: stack dev of project compliant-eks\n/);
  });

  it("denies the network to what asks for it, so that the case above can fail", () => {
    const asking = ["--require", join(__dirname, "deny-network.cjs"), "-e", 'require("node:net").connect(9, "192.0.2.1")'];
    assert.equal(spawnSync(process.execPath, asking).status, 86);
  });

  it("says the time taken on standard error alone, as its last line", () => {
    assert.match(clean.err.trimEnd().split("\n").at(-1) ?? "", /^took \d+\.\d s$/);
    assert.doesNotMatch(clean.out, /took \d/);
  });

  it("writes no colour and no line over 80 columns into a pipe", () => {
    assert.ok(!clean.out.includes("\u001b"));
    assert.deepEqual(
      clean.out.split("\n").filter((line) => line.length > 80),
      [],
    );
  });

  it("ends quietly when the reader of its pipe has seen enough", () => {
    const entry = join(root, "audit/cli/compliant-eks.cjs");
    const ended = spawnSync("sh", ["-c", `"${process.execPath}" "${entry}" preview --format json | head -c 10`], { encoding: "utf8" });
    assert.equal(ended.stdout.length, 10);
    assert.doesNotMatch(ended.stderr, /error|EPIPE/i);
  });

  it("exits 1 when one line of a component is weakened, and names check, resource, remedy and clauses", () => {
    const copy = changed("components/encryption/encryption.ts", "enableKeyRotation: true", "enableKeyRotation: false");
    try {
      const { code, out } = bin(["preview"], { cwd: copy.path });
      assert.equal(code, 1);
      assert.match(out, /\n {2}fail kms-key-rotation-enabled \(mandatory, high\)\n {4}platform-encryption-alerts \[aws:kms\/key:Key\]\n/);
      assert.match(flat(out), / remedy: .*enableKeyRotation.* clauses: pci-dss .*3\.7\.4/);
    } finally {
      copy.remove();
    }
  });

  it("exits 2 when a line of a stack file asks for less than the frameworks do, and names both sides", () => {
    const copy = changed("Pulumi.dev.yaml", "    backup:\n", "    logging:\n      retentionDays: 365\n    backup:\n");
    try {
      const { code, out, err } = bin(["preview"], { cwd: copy.path });
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(
        err,
        /^error: Pulumi\.dev\.yaml: 1 mistake\n {2}compliant-eks:platform\.logging\.retentionDays: asks for 365 days, but at least 2192/,
      );
      assert.match(err, /HIPAA 164\.316\(b\)\(2\)\(i\)/);
      assert.doesNotMatch(err, /\n {4}at /);
    } finally {
      copy.remove();
    }
  });

  it("plans a program of somebody else by its own rules, from its TypeScript", () => {
    const other = folder();
    try {
      other.file("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
      other.file("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n");
      other.file(
        "index.ts",
        'import * as kms from "@pulumi/aws/kms";\nconst about: string = "orders";\nnew kms.Key("orders", { description: about });\n',
      );
      symlinkSync(join(root, "node_modules"), join(other.path, "node_modules"));
      const ended = spawnSync(process.execPath, [join(root, "audit/cli/compliant-eks.cjs"), "preview"], {
        cwd: other.path,
        encoding: "utf8",
      });
      assert.equal(ended.status, 1, ended.stderr);
      assert.match(ended.stdout, /stack dev of project shop/);
      assert.match(ended.stdout, /fail kms-key-rotation-enabled \(mandatory, high\)\n {4}orders /);
      assert.match(flat(ended.stdout), /may be owned by another program/);
    } finally {
      other.remove();
    }
  });
});
