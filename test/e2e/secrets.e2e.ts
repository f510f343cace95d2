import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretKey, secretNames } from "../../policies/settings/stack-keys";
import { type Workspace, type WorkspaceOptions, root } from "./harness";
import { said, within } from "./support";

const committed = readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");

/** The stack file as its owner has it once tokens are set: encrypted, so that nobody else can read them. */
const tokens = secretNames.map((name) => `  ${secretKey(name)}:\n    secure: v1:unreadable:here\n`).join("");
const ownStackFile = `encryptedkey: unreadable\n${committed.replace("config:\n", `config:\n${tokens}`)}`;

const config = { "aws:region": "eu-central-1", "aws:allowedAccountIds": ["111122223333"] };

const programs: readonly (readonly [title: string, options: WorkspaceOptions])[] = [
  ["our own program", { stack: "dev", stackFile: ownStackFile, policies: true }],
  ["a small program", { stack: "dev", program: join(__dirname, "programs/values"), config, policies: false }],
];

const planted = (text: string): readonly string[] => [...new Set(text.match(/planted-\w+/g))].sort();

const stackFileOf = (workspace: Workspace): string => readFileSync(join(workspace.directory, "Pulumi.dev.yaml"), "utf8");

describe("secrets", () => {
  for (const [title, options] of programs) {
    it(`of ${title} are in clear neither in the state nor in what the CLI prints`, async () => {
      await within(options, async (workspace) => {
        const run = await workspace.up();
        assert.equal(run.code, 0, said(run));
        const state = JSON.stringify(await workspace.exportState());
        const told = run.stdout + run.stderr;
        assert.deepEqual([planted(state), planted(told)], [[], []]);
        assert.match(state, /ciphertext/);
      });
    });
  }

  it("of a stack file become secrets of the test, each under its own key", async () => {
    await within({ stack: "dev", stackFile: ownStackFile }, (workspace) => {
      const text = stackFileOf(workspace);
      for (const name of secretNames) assert.match(text, new RegExp(`${secretKey(name)}:\\n\\s+secure: v1:(?!unreadable)`));
      assert.doesNotMatch(text, /unreadable|awskms/);
      return Promise.resolve();
    });
  });
});
