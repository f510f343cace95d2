import assert from "node:assert/strict";
import type { Log } from "sarif";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type AnySchema } from "ajv";
import type { PlanReport } from "../../../audit/report/document";
import { command, folder, root } from "./support";

const schema = JSON.parse(readFileSync(join(root, "audit/report/preview.schema.json"), "utf8")) as AnySchema;
const describes = new Ajv({ allowUnionTypes: true }).compile(schema);
const stacks = ["dev", "staging", "prod", "prod-za"];

describe("compliant-eks preview", () => {
  for (const stack of stacks) {
    describe(`of the stack ${stack}`, () => {
      let report: PlanReport;
      before(async () => {
        const { code, out, err } = await command(["preview", "--stack", stack, "--format", "json"]);
        assert.equal(code, 0, err);
        report = JSON.parse(out) as PlanReport;
      });

      it("is what the schema in the repository describes", () => {
        assert.ok(describes(report), JSON.stringify(describes.errors?.slice(0, 3)));
      });

      it("has no mandatory finding and no error", () => {
        assert.deepEqual(
          report.findings.filter((finding) => ["fail", "error"].includes(finding.status)),
          [],
        );
      });

      it("leaves no check out in silence: each has a status, and each that is not a pass a reason", () => {
        assert.deepEqual(
          report.findings.filter((finding) => finding.message === ""),
          [],
        );
        const found = new Set(report.findings.map((finding) => finding.check));
        const silent = report.checks.filter((check) => !["pass", "not-applicable"].includes(check.status) && !found.has(check.id));
        assert.deepEqual(silent, []);
      });

      it("declares at most: no requirement is observed", () => {
        const words = new Set<string>(report.requirements.map((requirement) => requirement.status));
        assert.ok(!words.has("observed"));
        assert.ok(words.has("declared"));
      });
    });
  }

  it("says the same twice, the time taken aside", async () => {
    const once = await command(["preview", "--format", "json"]);
    const again = await command(["preview", "--format", "json"]);
    const timeless = (text: string): string => text.replace(/"durationMs": \d+/, "");
    assert.equal(timeless(again.out), timeless(once.out));
    assert.notEqual(timeless(once.out), once.out);
  });

  it("colours a terminal, unless NO_COLOR asks for none", async () => {
    const coloured = await command(["preview"], { terminal: true });
    const plain = await command(["preview"], { terminal: true, env: { NO_COLOR: "1" } });
    assert.ok(coloured.out.includes("\u001b["));
    assert.ok(!plain.out.includes("\u001b["));
  });

  it("writes a file whole, and leaves nothing else in its folder", async () => {
    const place = folder();
    try {
      const file = join(place.path, "report.json");
      const { code, out } = await command(["preview", "--format", "json", "--out", file]);
      assert.equal(code, 0);
      assert.equal(out, "");
      assert.equal((JSON.parse(readFileSync(file, "utf8")) as PlanReport).stack, "dev");
      assert.deepEqual(readdirSync(place.path), ["report.json"]);
    } finally {
      place.remove();
    }
  });
});

describe("several reports of one run", () => {
  const place = folder();
  after(() => {
    place.remove();
  });
  const named = (ending: string): string => join(place.path, `report.${ending}`);
  const endings = ["txt", "json", "md", "xml", "sarif", "html"];

  it("are written in the form that each file's ending names, beside the one for people", async () => {
    const { code, out } = await command(["preview", ...endings.flatMap((ending) => ["--report", named(ending)])]);
    assert.equal(code, 0);
    assert.match(out, /^compliant-eks .*: stack dev/);
    const starts = ["compliant-eks ", "{\n", "## compliant-eks", "<?xml", '{\n  "$schema"', "<!doctype html>"];
    for (const [index, ending] of endings.entries())
      assert.ok(
        readFileSync(named(ending), "utf8")
          .trimStart()
          .startsWith(starts[index] ?? "?"),
        ending,
      );
  });

  it("say where in our sources a resource is made, in SARIF", () => {
    const { runs } = JSON.parse(readFileSync(named("sarif"), "utf8")) as Log;
    const [result] = runs[0]?.results ?? [];
    const where = result?.locations?.[0]?.physicalLocation;
    const lines = readFileSync(join(root, where?.artifactLocation?.uri ?? ""), "utf8").split("\n");
    assert.match(lines[(where?.region?.startLine ?? 0) - 1] ?? "", /new EksCluster\(/);
  });

  const mistakes = [
    ["an ending that is no form", ["--report", "plan.pdf"], /plan\.pdf ends in no known form; end it in one of \.txt, \.json, /],
    ["a file that is named twice", ["--report", "a.md", "--out", "a.md"], /a\.md is named twice/],
    ["a folder that is not there", ["--report", "no/where.md"], /the folder .* does not exist/],
  ] as const;
  for (const [what, args, message] of mistakes)
    it(`refuse ${what}, before anything is planned`, async () => {
      const { code, err } = await command(["preview", ...args], { cwd: root });
      assert.equal(code, 2);
      assert.match(err, message);
    });
});

describe("compliant-eks waivers", () => {
  it("says that there are none", async () => {
    const { code, out } = await command(["waivers", "--stack", "prod"]);
    assert.deepEqual([code, out], [0, "stack prod has no waivers\n"]);
  });

  it("lists the next one to end first, with days left and matches, and exits 1 for an expired one", async () => {
    const waiver = (resource: string, expires: string): string =>
      `{ check: kms-key-rotation-enabled, resource: "${resource}", owner: Ann, approver: Bob, reason: a good reason for it, ticket: SEC-1, expires: "${expires}" }`;
    const place = folder();
    try {
      const text = readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");
      place.file("Pulumi.yaml", readFileSync(join(root, "Pulumi.yaml"), "utf8"));
      place.file("index.js", "");
      const list = `    waivers:\n      - ${waiver("*::one", "2026-12-05")}\n      - ${waiver("*::two", "2026-11-24")}\n`;
      place.file("Pulumi.dev.yaml", text.replace("    environment: development\n", `    environment: development\n${list}`));
      const { code, out, err } = await command(["waivers"], { cwd: place.path });
      assert.equal(err, "");
      assert.match(
        out,
        /^stack dev: 2 waivers\n {2}expired +kms-key-rotation-enabled on \*::two\n[^]*\n {2}10 days +kms-key-rotation-enabled on \*::one/,
      );
      assert.match(out, /matched 0, Ann, SEC-1/);
      assert.equal(code, 1);
    } finally {
      place.remove();
    }
  });
});

describe("compliant-eks doctor", () => {
  it("shows what it saw, worst first, and exits 1 while something fails", async () => {
    const { code, out } = await command(["doctor", "--stack", "prod"], { env: {} });
    assert.equal(code, 1);
    assert.match(out, /^stack prod\n {2}fail +values of the example/);
    assert.match(out, /Nothing was changed\.\n$/);
  });
});

describe("compliant-eks judge", () => {
  const place = folder();
  after(() => {
    place.remove();
  });

  it("says of a plan of ours what preview said of it, but for what only a running program shows", async () => {
    const plan = join(place.path, "dev.json");
    await command(["preview", "--format", "json", "--out", plan]);
    const previewed = JSON.parse(readFileSync(plan, "utf8")) as PlanReport;
    const { code, out } = await command(["judge", plan, "--format", "json"]);
    const judged = JSON.parse(out) as PlanReport;
    assert.equal(code, 0);
    const failing = (report: PlanReport) => report.findings.filter((finding) => finding.status !== "not-evaluated");
    assert.deepEqual(failing(judged), failing(previewed));
    assert.deepEqual(judged.parameters, previewed.parameters);
  });

  it("exits 1 for a key that does not rotate, in the state of any program", async () => {
    const urn = "urn:pulumi:live::shop::aws:kms/key:Key::orders";
    const resource = { urn, type: "aws:kms/key:Key", custom: true, inputs: { description: "orders" } };
    const file = place.file("state.json", JSON.stringify({ version: 3, deployment: { resources: [resource] } }));
    const { code, out } = await command(["judge", file]);
    assert.equal(code, 1);
    assert.match(out, /fail kms-key-rotation-enabled \(mandatory, high\)\n {4}orders \[aws:kms\/key:Key\]/);
    assert.match(out.replace(/\s+/g, " "), /note: no stack was named/);
  });
});

describe("help", () => {
  for (const args of [
    ["--help"],
    ["preview", "--help"],
    ["judge", "--help"],
    ["diff", "--help"],
    ["waivers", "--help"],
    ["doctor", "--help"],
  ]) {
    it(`of ${args.join(" ")} shows examples and exits 0`, async () => {
      const { code, out, err } = await command(args);
      assert.deepEqual([code, err], [0, ""]);
      assert.match(out, /^Usage: compliant-eks/);
      assert.match(out, /\nExamples:\n {2}\S/);
      assert.ok(out.split("\n").every((line) => line.length <= 80));
    });
  }

  it("of --version is the version of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
    assert.deepEqual(await command(["--version"]), { code: 0, out: `${version}\n`, err: "" });
  });
});

describe("bad input", () => {
  const place = folder();
  after(() => {
    place.remove();
  });
  mkdirSync(join(place.path, "folder"));
  const empty = place.file("empty.json", "");
  const other = place.file("other.json", '{"name": "x"}');
  const broken = place.file("broken.json", '{"resources": [');
  const missing = join(place.path, "none", "x.json");

  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no command", [], /Usage: compliant-eks/],
    ["an unknown command", ["previw"], /unknown command 'previw'/],
    ["an unknown option", ["preview", "--fast"], /unknown option '--fast'/],
    ["an unknown format", ["preview", "--format", "xml"], /Allowed choices are text, json, markdown, junit/],
    ["no such stack", ["preview", "--stack", "nope"], /no stack nope here .*choose one of dev, prod-za, prod, staging/],
    ["a stack that is a path", ["preview", "--stack", "../dev"], /no stack \.\.\/dev here/],
    ["a report into no folder", ["preview", "--out", missing], /folder .* does not exist/],
    ["a report onto a folder", ["preview", "--out", place.path], /is a folder; name a file/],
    ["nothing to judge", ["judge"], /judge needs something to judge; name a file or a folder/],
    ["a file that is not there", ["judge", missing], /there is no file/],
    ["a folder without files", ["judge", join(place.path, "folder")], /holds no file that ends in/],
    ["an empty file", ["judge", empty], /is empty/],
    ["a file that is no state", ["judge", other], /none of what can be judged/],
    ["a file that breaks off", ["judge", broken], /is not JSON: it ends too early/],
  ];

  for (const [what, args, message] of cases) {
    it(`is said in a message and exit code 2: ${what}`, async () => {
      const { code, out, err } = await command(args);
      assert.equal(code, 2);
      assert.match(err.replace(/\s+/g, " "), message);
      assert.doesNotMatch(err, /\n {4}at |internal error:/);
      assert.equal(out, "");
    });
  }

  it("leaves no report behind", () => {
    assert.ok(!existsSync(missing));
  });

  it("outside any program means the program of this package", async () => {
    const { code, out } = await command(["preview"], { cwd: place.path });
    assert.equal(code, 0);
    assert.match(out, /stack dev of project compliant-eks/);
  });

  it("of a stack file is a mistake of the file, in the folder where it is", async () => {
    const program = folder();
    program.file("Pulumi.yaml", readFileSync(join(root, "Pulumi.yaml"), "utf8"));
    program.file("Pulumi.dev.yaml", "config:\n  aws:region: moon-1\n");
    program.file("index.ts", `export * from ${JSON.stringify(join(root, "index"))};\n`);
    try {
      const { code, err } = await command(["preview"], { cwd: program.path });
      assert.equal(code, 2);
      assert.match(err, /^error: Pulumi\.dev\.yaml: 3 mistakes\n {2}aws:region: is no AWS region/);
    } finally {
      program.remove();
    }
  });
});
