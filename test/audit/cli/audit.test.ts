import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { AuditReport } from "../../../audit/report/audit/document";
import { type Sample, wellKept } from "../live/cluster";
import { ApiServer, token } from "./api-server";
import { command, folder } from "./support";

describe("compliant-eks audit", () => {
  let api: ApiServer;
  let place: ReturnType<typeof folder>;
  let kubeconfig = "";

  before(async () => (api = await ApiServer.start()));
  after(() => {
    api.stop();
  });
  beforeEach(() => {
    place = folder();
    kubeconfig = place.file("kubeconfig", api.kubeconfig());
    api.objects = wellKept;
    api.refuse = () => undefined;
  });
  afterEach(() => {
    place.remove();
  });

  const audit = (...more: readonly string[]) =>
    command(["audit", "--stack", "dev", "--only", "cluster", "--kubeconfig", kubeconfig, ...more]);
  const json = ({ out }: { readonly out: string }): AuditReport => JSON.parse(out) as AuditReport;

  it("reads a cluster, keeps evidence and reports, and says what was observed in 80 columns", async () => {
    const out = join(place.path, "kept");
    const { code, out: text, err } = await audit("--out", out);
    assert.equal(code, 0, text + err);
    assert.match(text, /requirements 0 failing, \d+ unknown, [1-9]\d* observed/);
    assert.match(text, /coverage: {3}\d+ %: \d+ of \d+ checks have a verdict/);
    assert.ok(text.split("\n").every((line) => line.length <= 80));
    assert.doesNotMatch(text.replaceAll("compliant-eks", ""), /\bcompliant\b/i);
    assert.equal(readFileSync(join(out, "report.txt"), "utf8"), text);
    assert.match(err, /manifest sha256 [0-9a-f]{64}/);
    const verified = await command(["audit", "verify", out]);
    assert.equal(verified.code, 0, verified.out);
  });

  it("says the same of what it kept as of the cluster", async () => {
    const out = join(place.path, "kept");
    const live = json(await audit("--out", out, "--format", "json"));
    const kept = json(await command(["audit", "--from", out, "--format", "json"]));
    assert.deepEqual(kept, live);
  });

  it("names for each check the files of evidence on which it looked, and those are kept beside the page that links to them", async () => {
    const out = join(place.path, "kept");
    const { checks } = json(await audit("--out", out, "--format", "json"));
    const page = readFileSync(join(out, "report.html"), "utf8");
    const looked = checks.filter(({ status }) => status === "pass");
    assert.ok(looked.length > 40);
    for (const { id, evidence } of looked) {
      assert.ok(evidence.length > 0, id);
      for (const file of evidence) {
        assert.ok(existsSync(join(out, "evidence", `${file}.json`)), file);
        assert.ok(page.includes(`href="evidence/${file}.json"`), file);
      }
    }
  });

  it("adds its results to a folder as JSON Lines, and never over what is there", async () => {
    const out = join(place.path, "kept");
    const lines = join(place.path, "results");
    await audit("--out", out);
    const once = await command(["audit", "--from", out, "--lines", lines]);
    assert.equal(once.code, 0, once.err);
    assert.match(once.err, /added 2 files of JSON Lines below /);
    const twice = await command(["audit", "--from", out, "--lines", lines]);
    assert.deepEqual([twice.code, twice.out], [2, ""]);
    assert.match(twice.err, /\(EEXIST\); the results of this audit are there already/);
  });

  it("exits with 1 for what breaks a check, and names the object", async () => {
    api.objects = wellKept.filter(({ kind }) => kind !== "NetworkPolicy");
    const { code, out } = await audit();
    assert.equal(code, 1);
    assert.match(out, /fail namespace-denies-ingress \(mandatory, high\)\s+records \[kubernetes:core\/v1:Namespace\]/);
  });

  it("counts what it may not read as an error, never as a pass", async () => {
    api.refuse = (path) => (path.endsWith("/pods") ? 403 : undefined);
    const ended = await audit("--format", "json");
    const report = json(ended);
    assert.equal(ended.code, 1);
    assert.deepEqual(
      report.errors.map(({ request, kind }) => [request, kind]),
      [["GET /api/v1/pods", "denied"]],
    );
    const ofPods = report.checks.filter(({ id }) => id.startsWith("pod-") && id !== "pod-identity-role-not-shared");
    assert.deepEqual([...new Set(ofPods.map(({ status }) => status))], ["error"]);
  });

  it("takes a waiver that names the object, and says until when", async () => {
    api.objects = wellKept.filter(({ kind }) => kind !== "NetworkPolicy");
    const waivers = place.file(
      "waivers.yaml",
      stringify(
        {
          waivers: ["namespace-denies-ingress", "namespace-denies-egress"].map((check) => ({
            check,
            resource: "kubernetes:/Namespace/records",
            owner: "platform-team",
            approver: "risk-officer",
            reason: "moves next month",
            ticket: "RISK-1",
            expires: "2026-12-31",
          })),
        },
        { defaultStringType: "QUOTE_DOUBLE" },
      ),
    );
    const ended = await audit("--format", "json", "--waivers", waivers);
    const report = json(ended);
    assert.equal(ended.code, 0, ended.err);
    assert.deepEqual(
      report.findings.map(({ check, status, until }) => [check, status, until]),
      [
        ["namespace-denies-egress", "waived", "2026-12-31"],
        ["namespace-denies-ingress", "waived", "2026-12-31"],
      ],
    );
  });

  it("shows what people recorded beside the technical part, changes no status by it, and counts what ended as missing", async () => {
    const attestation = (requirement: string, validUntil: string): string =>
      `  - { requirement: "${requirement}", document: "doc-7", owner: officer, date: "2026-01-01", validUntil: "${validUntil}" }\n`;
    const file = place.file(
      "attestations.yaml",
      `attestations:\n${attestation("hipaa:164.308(a)(1)(ii)(A)", "2027-01-01")}${attestation("hipaa:164.308(a)(1)(ii)(B)", "2026-11-24")}`,
    );
    const { out: text } = await audit("--attestations", file);
    assert.match(text, /Attestations \(2\)/);
    assert.match(text, / {2}HIPAA[^\n]*: 1 of \d+ requirements left to people/);
    assert.match(text, /expired hipaa:164\.308\(a\)\(1\)\(ii\)\(B\): ended 2026-11-24 \(officer\), counts as\s+missing/);
    const [withThem, without] = [json(await audit("--attestations", file, "--format", "json")), json(await audit("--format", "json"))];
    assert.deepEqual(withThem.requirements, without.requirements);
    assert.deepEqual(
      withThem.attestations.map(({ daysLeft }) => daysLeft),
      [37, -1],
    );
    const csv = (await audit("--attestations", file, "--format", "csv")).out;
    assert.equal(csv.split('"doc-7"').length, 2);
  });

  it("never shows or keeps the token, nor what workloads hold", async () => {
    const planted = "zq9-planted-value";
    api.objects = wellKept.map((one) => ({
      ...one,
      metadata: { ...one.metadata, annotations: { "example.com/note": planted } },
      data: { x: planted },
    }));
    const out = join(place.path, "kept");
    const { out: text, err } = await audit("--out", out);
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const all = [text, err, ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))];
    assert.ok(all.length > 20);
    assert.ok(!all.some((one) => one.includes(token) || one.includes(planted)));
  });

  it("fails when coverage is less than was asked for", async () => {
    const { code, err } = await audit("--min-coverage", "99");
    assert.equal(code, 1);
    assert.match(err, /coverage is \d+ %, and --min-coverage asks for 99 %/);
  });

  it("is compared with the audit before: what is new and fixed, and nothing is fixed because it could not be read", async () => {
    const report = async (name: string): Promise<string> => place.file(name, (await audit("--format", "json")).out);
    api.objects = wellKept.filter(({ kind }) => kind !== "NetworkPolicy");
    const open = await report("open.json");
    api.objects = wellKept;
    const closed = await report("closed.json");
    api.refuse = (path) => (path.endsWith("/networkpolicies") ? 403 : undefined);
    const blind = await report("blind.json");
    const compared = async (before: string, after: string) => {
      const { code, out } = await command(["diff", before, after, "--format", "json"]);
      const named = Object.entries(JSON.parse(out) as Record<string, readonly { readonly check: string }[]>);
      return { code, ...Object.fromEntries(named.map(([part, own]) => [part, own.map(({ check }) => check).sort()])) };
    };
    const both = ["namespace-denies-egress", "namespace-denies-ingress"];
    const none = { new: [], fixed: [], newlyWaived: [], lostCoverage: [] };
    assert.deepEqual(await compared(closed, open), { ...none, code: 1, new: both });
    assert.deepEqual(await compared(open, closed), { ...none, code: 0, fixed: both });
    const errors = [...both, "networkpolicy-not-allow-all"];
    assert.deepEqual(await compared(open, blind), { ...none, code: 1, new: errors, lostCoverage: errors });
  });

  it("refuses the cluster of another environment, and keeps nothing of it", async () => {
    const of = (environment: string): readonly Sample[] =>
      wellKept.map((one) =>
        one.kind === "Namespace" ? { ...one, metadata: { ...one.metadata, labels: { ...one.metadata.labels, environment } } } : one,
      );
    const out = join(place.path, "kept");
    api.objects = of("production");
    const refusedOne = await audit("--out", out);
    assert.deepEqual([refusedOne.code, refusedOne.out, existsSync(out)], [2, "", false]);
    assert.match(refusedOne.err, /are of another environment than the stack dev \(development\); name the stack's own cluster/);
    api.objects = of("development");
    assert.equal((await audit()).code, 0);
  });

  it("names a file of evidence that was changed", async () => {
    const out = join(place.path, "kept");
    await audit("--out", out);
    const file = join(out, "evidence/kubernetes/pods.json");
    place.file("kept/evidence/kubernetes/pods.json", readFileSync(file, "utf8").replace("records", "recordz"));
    const { code, out: text } = await command(["audit", "verify", out]);
    assert.deepEqual([code, text], [1, "evidence/kubernetes/pods.json is changed\n"]);
  });

  const refused: readonly (readonly [it: string, args: () => readonly string[], message: RegExp])[] = [
    ["without a stack", () => ["audit"], /name the stack with --stack/],
    [
      "without a kubeconfig that is there",
      () => ["audit", "--stack", "dev", "--only", "cluster", "--kubeconfig", "nowhere"],
      /nowhere cannot be read/,
    ],
    [
      "with a context that there is not",
      () => ["audit", "--stack", "dev", "--only", "cluster", "--kubeconfig", kubeconfig, "--context", "x"],
      /has no context x/,
    ],
    [
      "with credentials that are not accepted",
      () => ["audit", "--stack", "dev", "--only", "cluster", "--kubeconfig", place.file("other", api.kubeconfig("wrong"))],
      /does not accept the credentials; sign in again/,
    ],
    [
      "without a network",
      () => [
        "audit",
        "--stack",
        "dev",
        "--only",
        "cluster",
        "--kubeconfig",
        place.file("other", api.kubeconfig().replace(/127\.0\.0\.1:\d+/, "127.0.0.1:9")),
      ],
      /does not answer \(ECONNREFUSED\)/,
    ],
    [
      "into a folder that is there",
      () => ["audit", "--stack", "dev", "--only", "cluster", "--kubeconfig", kubeconfig, "--out", place.path],
      /is there already/,
    ],
    [
      "after an audit that was none",
      () => ["audit", "--stack", "dev", "--only", "cluster", "--kubeconfig", kubeconfig, "--previous", place.path],
      /holds no manifest.json/,
    ],
    ["from evidence that is none", () => ["audit", "--from", place.path], /is no manifest of an audit/],
    ["with half a second", () => ["audit", "--stack", "dev", "--timeout", "0.5"], /0\.5 is no whole number from 1 to 600/],
  ];
  for (const [sentence, args, message] of refused)
    it(`${sentence} ends with one sentence, exit code 2 and no report`, async () => {
      const { code, out, err } = await command(args());
      assert.equal(code, 2, out + err);
      assert.match(err, message);
      assert.equal(err.trimEnd().split("\n").length, 1, err);
      assert.equal(out, "");
      assert.ok(!existsSync(join(place.path, "kept")));
    });
});
