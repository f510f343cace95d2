import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "../../..");
const slim = resolve(root, "audit/plan/slim.cjs");

/** Runs a script in a process of its own and gives what it prints, read as JSON. */
function run(script: string, ...flags: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, "-e", script], { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const heavy = ["typescript", "@npmcli/arborist", "@pulumi/pulumi/automation", "@pulumi/pulumi/provider"];
const loaded = `JSON.stringify(${JSON.stringify(heavy)}.filter((name) => Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/"))))`;

describe("the preload", () => {
  it("keeps the SDK from loading what a preview never touches", () => {
    const script = `require("@pulumi/pulumi"); console.log(${loaded})`;
    assert.deepEqual(run(script), heavy);
    assert.deepEqual(run(script, "--require", slim), []);
  });

  it("loads it when it is touched after all", () => {
    const script = `
      const pulumi = require("@pulumi/pulumi");
      const names = [typeof pulumi.automation.LocalWorkspace, "Server" in pulumi.provider, Object.keys(pulumi.automation).includes("Stack")];
      pulumi.runtime.serializeFunction(() => 1).then(({ text }) => console.log(JSON.stringify([...names, text.includes("return")])));`;
    assert.deepEqual(run(script, "--require", slim), ["function", false, true, true]);
  });

  it("keeps the eks package from loading all of aws and kubernetes", () => {
    const script = `require("@pulumi/eks"); console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /@pulumi.(aws|kubernetes).index/.test(file))))`;
    assert.deepEqual(run(script, "--require", slim), []);
  });
});

describe("the TypeScript loader", () => {
  it("runs our sources, and leaves libraries to Node", () => {
    const script = `
      require("./audit/plan/typescript.cjs");
      const { newUrn } = require("./audit/plan/urn.ts");
      const library = require("yaml");
      console.log(JSON.stringify([typeof newUrn, typeof library.parse]));`;
    assert.deepEqual(run(script), ["function", "function"]);
  });
});
