import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../../audit/cli/output";
import { command, folder, root } from "./support";

const planted = "Planted-7f3a9c2e";
const marker = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** All that a command says, in every format. */
async function said(args: readonly string[], cwd = root): Promise<{ readonly codes: readonly number[]; readonly text: string }> {
  const runs = [];
  for (const format of formats) runs.push(await command([...args, "--format", format], { cwd }));
  return { codes: [...new Set(runs.map(({ code }) => code))], text: runs.flatMap(({ out, err }) => [out, err]).join("\n") };
}

/** The stack dev with some lines before or after one of its own. */
function stackWith(from: string, to: string) {
  const program = folder();
  program.file("package.json", JSON.stringify({ main: join(root, "index.ts") }));
  program.file("index.ts", `export * from ${JSON.stringify(join(root, "index"))};\n`);
  program.file("Pulumi.yaml", readFileSync(join(root, "Pulumi.yaml"), "utf8"));
  const dev = readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");
  assert.ok(dev.includes(from));
  program.file("Pulumi.dev.yaml", dev.replace(from, to));
  return program;
}

describe("a planted secret never shows", () => {
  const inStackFile: readonly (readonly [string, string, string, number])[] = [
    ["as an encrypted token", "config:\n", `config:\n  compliant-eks:slackWebhook:\n    secure: ${planted}\n`, 0],
    ["as a token in clear", "config:\n", `config:\n  compliant-eks:pagerDutyKey: ${planted}\n`, 2],
    ["as the value of an unknown key", "    environment: development\n", `    environment: development\n    token: ${planted}\n`, 2],
    ["below the structured key", "    ingress: none\n", `    ingress:\n      secure: ${planted}\n`, 2],
    ["instead of a range", "cidr: 10.10.0.0/16", `cidr: ${planted}`, 2],
    ["instead of an environment", "environment: development", `environment: ${planted}`, 2],
    ["in broken YAML", "config:\n", `config:\n  a: [${planted}\n`, 2],
  ];
  for (const [what, from, to, code] of inStackFile) {
    it(`in a stack file, ${what}`, async () => {
      const program = stackWith(from, to);
      try {
        const { codes, text } = await said(["preview"], program.path);
        assert.deepEqual(codes, [code], text.slice(0, 2000));
        assert.ok(!text.includes(planted));
      } finally {
        program.remove();
      }
    });
  }

  it("in a state: encrypted, in clear, in user data, as a password, in a Secret", async () => {
    const urn = (type: string, name: string): string => `urn:pulumi:live::shop::${type}::${name}`;
    const secret = (content: object): object => ({ [marker]: secretSignature, ...content });
    const planned: readonly (readonly [string, string, object])[] = [
      ["aws:rds/instance:Instance", "encrypted", { password: secret({ ciphertext: planted }) }],
      ["aws:rds/instance:Instance", "revealed", { password: secret({ plaintext: JSON.stringify(planted) }) }],
      ["aws:rds/instance:Instance", "unmarked", { password: planted }],
      ["aws:ec2/launchTemplate:LaunchTemplate", "nodes", { userData: `#!/bin/sh\nexport TOKEN=${planted}` }],
      ["kubernetes:core/v1:Secret", "api", { stringData: { key: planted }, metadata: { name: "api" } }],
      ["kubernetes:core/v1:ConfigMap", "settings", { data: { DB_PASSWORD: planted } }],
    ];
    const resources = planned.map(([type, name, inputs]) => ({ urn: urn(type, name), type, custom: true, inputs }));
    const place = folder();
    try {
      const file = place.file("state.json", JSON.stringify({ version: 3, deployment: { resources } }));
      const { codes, text } = await said(["judge", file]);
      assert.deepEqual(codes, [1]);
      assert.ok(!text.includes(planted));
      assert.match(text, /user-data-no-credentials/);
    } finally {
      place.remove();
    }
  });

  it("in a file that is no state", async () => {
    const place = folder();
    try {
      const { codes, text } = await said(["judge", place.file("state.json", `{"a": ${planted}}`)]);
      assert.deepEqual(codes, [2]);
      assert.ok(!text.includes(planted));
    } finally {
      place.remove();
    }
  });
});
