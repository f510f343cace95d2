import assert from "node:assert/strict";
import { command, folder } from "./support";

const pod = (securityContext: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec: { containers: [{ name: api, image: app, securityContext: ${securityContext} }] }\n`;

describe("starting with findings", () => {
  let files: ReturnType<typeof folder>;
  beforeEach(() => (files = folder()));
  afterEach(() => {
    files.remove();
  });
  const run = (...args: readonly string[]) => command(args, { cwd: files.path });

  it("a baseline lets old findings be, and forbids a new one", async () => {
    files.file("api.yaml", pod("{}"));
    assert.equal((await run("judge", "api.yaml", "--format", "baseline", "--out", "known.json")).code, 1);
    const same = await run("judge", "api.yaml", "--baseline", "known.json");
    assert.equal(same.code, 0, same.err);
    assert.match(same.err, /0 mandatory findings not in the baseline known\.json/);
    assert.match(same.out, /mandatory findings/);
    files.file("api.yaml", pod("{ privileged: true }"));
    const worse = await run("judge", "api.yaml", "--baseline", "known.json");
    assert.equal(worse.code, 1);
    assert.match(worse.err, /1 mandatory finding not in the baseline/);
  });

  it("findings of another program are not compared, and it is said whose they are", async () => {
    files.file("api.yaml", pod("{}"));
    files.file("web.yaml", pod("{}"));
    await run("judge", "api.yaml", "--format", "baseline", "--out", "api.json");
    await run("judge", "web.yaml", "--format", "baseline", "--out", "web.json");
    for (const args of [
      ["diff", "api.json", "web.json"],
      ["judge", "web.yaml", "--baseline", "api.json"],
    ]) {
      const { code, err } = await run(...args);
      assert.equal(code, 2);
      assert.match(err, /api\.json is about stack manifests of api\.yaml, and not about stack manifests of web\.yaml/);
    }
  });

  it("diff says what a change makes worse, from reports and baselines alike", async () => {
    files.file("api.yaml", pod("{}"));
    await run("judge", "api.yaml", "--format", "baseline", "--out", "base.json");
    files.file("api.yaml", pod("{ privileged: true, readOnlyRootFilesystem: true }"));
    await run("judge", "api.yaml", "--format", "json", "--out", "head.json");
    const { code, out } = await run("diff", "base.json", "head.json");
    assert.equal(code, 1);
    assert.match(out, /^1 new mandatory finding\n\nNew \(1\)\n {2}pod-not-privileged .*\n\nFixed \(1\)\n {2}pod-root-filesystem-readonly/);
    assert.equal((await run("diff", "head.json", "head.json")).code, 0);
  });

  const waiver = (expires: string): string =>
    `waivers:\n  - check: pod-not-privileged\n    resource: "*Pod::api"\n    owner: team\n    approver: risk\n    reason: agent\n    ticket: T-1\n    expires: ${expires}\n`;

  it("waivers of a file of their own count", async () => {
    files.file("api.yaml", pod("{ privileged: true }"));
    files.file("waivers.yaml", waiver('"2027-01-31"'));
    const { out } = await run("judge", "api.yaml", "--waivers", "waivers.yaml", "--format", "json");
    const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly check: string; readonly status: string }[] };
    assert.equal(findings.find(({ check }) => check === "pod-not-privileged")?.status, "waived");
  });

  for (const [what, name, text, args, message] of [
    [
      "a waiver without quotes",
      "waivers.yaml",
      waiver("2027-01-31"),
      ["judge", "api.yaml", "--waivers", "waivers.yaml"],
      /waivers\.yaml: 1 mistake\n {2}waivers\[0\]\.expires: .*quotes/,
    ],
    [
      "a day that is none",
      "waivers.yaml",
      waiver('"2027-02-31"'),
      ["judge", "api.yaml", "--waivers", "waivers.yaml"],
      /waivers\[0\]\.expires: is no day of the calendar/,
    ],
    [
      "a key that is none",
      "waivers.yaml",
      "waiver: []\n",
      ["judge", "api.yaml", "--waivers", "waivers.yaml"],
      /waivers\.yaml: 1 mistake\n {2}waiver: .*waivers/,
    ],
    [
      "a file of waivers that is not there",
      "x",
      "",
      ["judge", "api.yaml", "--waivers", "waivers.yaml"],
      /there is no file .*waivers\.yaml/,
    ],
    [
      "a baseline that is none",
      "known.json",
      "{}",
      ["judge", "api.yaml", "--baseline", "known.json"],
      /known\.json is no report: write it with --format baseline/,
    ],
    [
      "a finding that is none",
      "known.json",
      '{"stack":"s","project":"p","findings":[{}]}',
      ["diff", "known.json", "known.json"],
      /finding 1 lacks check, urn, level or status/,
    ],
  ] as const)
    it(`stops at ${what} with one message`, async () => {
      files.file("api.yaml", pod("{}"));
      files.file(name, text);
      const { code, err } = await run(...args);
      assert.equal(code, 2, err);
      assert.match(err, message);
    });
});
