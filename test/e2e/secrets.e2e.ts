import assert from "node:assert/strict";
import { join } from "node:path";
import { Workspace } from "./harness";

const config = { "aws:region": "eu-central-1", "aws:allowedAccountIds": ["111122223333"] };

describe("secrets of a program", () => {
  it("are in clear neither in the state nor in what the CLI prints", async () => {
    const workspace = await Workspace.create({ stack: "dev", program: join(__dirname, "programs/values"), config, policies: false });
    try {
      const { code, stdout, stderr } = await workspace.up();
      assert.equal(code, 0, stdout + stderr);
      const state = JSON.stringify(await workspace.exportState());
      const planted = (text: string): readonly string[] => [...new Set(text.match(/planted-\w+/g))].sort();
      assert.deepEqual([planted(state), planted(stdout + stderr)], [[], []]);
      assert.match(state, /ciphertext/);
    } finally {
      await workspace.dispose();
    }
  });
});
