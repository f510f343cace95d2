import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { type OutputOptions, write } from "../../../audit/cli/output";
import { toJson } from "../../../audit/report/json";
import { sample } from "../report/sample";
import { Sink, folder, root } from "./support";

const report = sample();

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

async function written({ env = {}, ...terminal }: Terminal, format: OutputOptions["format"] = "text"): Promise<string> {
  const stdout = Object.assign(new Sink(), terminal);
  await write(report, { format }, { stdout, stderr: new Sink(), env, cwd: root, root, today: "2026-11-25" });
  return stdout.text;
}

const longest = (text: string): number =>
  Math.max(
    ...text
      .replace(/\u001b\[\d+m/g, "")
      .split("\n")
      .map((line) => line.length),
  );

describe("writing a report", () => {
  const colours: readonly (readonly [string, Terminal, boolean])[] = [
    ["into a pipe has no colour", {}, false],
    ["to a terminal has colour", { isTTY: true }, true],
    ["to a terminal has none with NO_COLOR", { isTTY: true, env: { NO_COLOR: "1" } }, false],
    ["to a terminal has colour with an empty NO_COLOR", { isTTY: true, env: { NO_COLOR: "" } }, true],
    ["to a dumb terminal has no colour", { isTTY: true, env: { TERM: "dumb" } }, false],
  ];
  for (const [name, terminal, expected] of colours) {
    it(name, async () => assert.equal((await written(terminal)).includes("\u001b["), expected));
  }

  it("as JSON has no colour even on a terminal", async () => assert.equal(await written({ isTTY: true }, "json"), toJson(report)));

  const widths: readonly (readonly [string, Terminal, number])[] = [
    ["into a pipe, whatever the terminal", { columns: 200 }, 80],
    ["to a terminal of 80 columns", { isTTY: true, columns: 80 }, 80],
    ["to a narrower terminal", { isTTY: true, columns: 40 }, 80],
    ["to a terminal of 90 columns", { isTTY: true, columns: 90 }, 90],
    ["to a wide terminal", { isTTY: true, columns: 300 }, 100],
  ];
  for (const [name, terminal, limit] of widths) {
    it(`uses at most ${String(limit)} columns, and nearly as many, ${name}`, async () => {
      const used = longest(await written(terminal));
      assert.ok(used <= limit && used > limit - 8, String(used));
    });
  }
});

/** A standard output that takes nothing. */
function refusing(code: string) {
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error("refused"), { code }));
    },
  });
  stdout.on("error", () => undefined);
  return write(report, { format: "text" }, { stdout, stderr: new Sink(), env: {}, cwd: root, root, today: "2026-11-25" });
}

describe("a standard output that takes nothing", () => {
  it("is no error when its reader has gone", async () => {
    await assert.doesNotReject(refusing("EPIPE"));
  });

  it("is one when its disk is full", async () => {
    await assert.rejects(refusing("ENOSPC"), { name: "UserError", message: /cannot write to standard output \(ENOSPC\)/ });
  });
});

describe("writing a report into a file", () => {
  const place = folder();
  after(() => {
    place.remove();
  });
  const into = (out: string) =>
    write(report, { format: "json", out }, { stdout: new Sink(), stderr: new Sink(), env: {}, cwd: place.path, root, today: "2026-11-25" });

  it("replaces what was there, and takes names from the working directory", async () => {
    place.file("report.json", "x".repeat(1_000_000));
    await into("report.json");
    assert.equal(readFileSync(join(place.path, "report.json"), "utf8"), toJson(report));
  });

  it("leaves everything as it was when it fails", async () => {
    mkdirSync(join(place.path, "folder"));
    const before = readdirSync(place.path);
    await assert.rejects(into("folder"), { name: "UserError" });
    await assert.rejects(into("missing/report.json"), { name: "UserError" });
    await assert.rejects(into(`${"n".repeat(300)}.json`), { name: "UserError", message: /ENAMETOOLONG/ });
    assert.deepEqual(readdirSync(place.path), before);
  });
});
