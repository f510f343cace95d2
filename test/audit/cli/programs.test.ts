import assert from "node:assert/strict";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanReport } from "../../../audit/report/document";
import { bin, command, folder, root } from "./support";

const fixtures = join(root, "test/fixtures/programs");
const web = join(fixtures, "web-shop");
const invokes = join(web, "invokes.json");

async function previewed(program: string, stack: string, ...more: readonly string[]) {
  const { code, out, err } = await command([
    "preview",
    "--program",
    join(fixtures, program),
    "--stack",
    stack,
    "--format",
    "json",
    ...more,
  ]);
  assert.equal(code, 1, err);
  return JSON.parse(out) as PlanReport;
}

/** `check name` of the findings with a status. */
const withStatus = ({ findings }: PlanReport, ...statuses: readonly string[]): readonly string[] =>
  findings
    .filter(({ status }) => statuses.includes(status))
    .map(({ check, urn }) => `${check} ${urn.split("::").at(-1) ?? ""}`)
    .sort();

/** What every one of these programs lacks, because it is not about single resources. */
const notOfResources =
  /^(resource-tagged-for-inventory|stack-names-owner|secrets-provider-is-kms|kms-key-|log-group-deletion-protected|objects-carry-required-labels) ?/;
const failures = (report: PlanReport): readonly string[] => withStatus(report, "fail", "error").filter((one) => !notOfResources.test(one));

describe("programs of other teams, offline", () => {
  it("a web shop: the old database and the key in a variable are found, the new database is well", async () => {
    const report = await previewed("web-shop", "prod", "--invokes", invokes);
    assert.deepEqual(failures(report), [
      "database-backed-up catalogue",
      "database-deletion-protected catalogue",
      "database-encrypted catalogue",
      "database-in-several-zones catalogue",
      "database-leaves-final-snapshot catalogue",
      "database-login-by-iam catalogue",
      "database-logs-exported catalogue",
      "database-monitored catalogue",
      "database-not-public catalogue",
      "task-environment-no-credentials shop",
    ]);
    const service = report.resources.find(({ type }) => type === "aws:ecs/service:Service");
    assert.match(JSON.stringify(service), /"desiredCount":2/);
  });

  it("a data lake in JavaScript: what is missing beside the bucket is found on the bucket, and a waiver counts", async () => {
    const report = await previewed("data-lake", "eu");
    assert.deepEqual(failures(report), [
      "bucket-replaced-versions-expire raw",
      "bucket-tls-only raw",
      "bucket-versioning-enabled raw",
      "data-job-security-configured clean",
      "queue-encrypted-with-cmk dead",
      "queue-tls-only dead",
    ]);
    assert.deepEqual(withStatus(report, "waived"), ["big-data-asks-who-connects nightly"]);
  });

  it("a plain application on Kubernetes: the pod of a Friday is found, the workload is well", async () => {
    const report = await previewed("kubernetes-app", "dev");
    assert.deepEqual(failures(report), [
      "namespace-denies-egress guestbook",
      "namespace-denies-ingress guestbook",
      "namespace-has-limits guestbook",
      "namespace-has-quota guestbook",
      "namespace-in-mesh guestbook",
      "namespace-pod-security-said guestbook",
      "pod-drops-all-capabilities shell",
      "pod-has-own-service-account shell",
      "pod-images-pinned-by-digest shell",
      "pod-no-automounted-token shell",
      "pod-no-host-namespaces shell",
      "pod-no-privilege-escalation shell",
      "pod-not-privileged shell",
      "pod-resources-bounded shell",
      "pod-root-filesystem-readonly shell",
      "pod-runs-as-nonroot shell",
      "pod-seccomp-profile-set shell",
      "service-no-node-port web",
    ]);
  });

  it("says of a call that nobody can answer which it is and where it stands", async () => {
    const { code, err } = await command(["preview", "--program", web, "--stack", "prod"]);
    assert.equal(code, 2);
    assert.match(err, /^error: the program calls aws:ec2\/getVpc:getVpc at index\.ts:6:\d+, which needs a live account: .*--invokes\n$/);
  });

  it("say of a folder that is none", async () => {
    const { code, err } = await command(["preview", "--program", "nowhere"]);
    assert.deepEqual([code, err], [2, "error: nowhere holds no Pulumi.yaml; name the folder of a Pulumi program\n"]);
  });

  it("take our copy of the SDK, whatever copy lies beside them", () => {
    const place = folder();
    try {
      const program = join(place.path, "shop");
      cpSync(web, program, { recursive: true });
      const modules = join(program, "node_modules", "@pulumi");
      mkdirSync(join(modules, "pulumi"), { recursive: true });
      writeFileSync(join(modules, "pulumi", "package.json"), '{ "name": "@pulumi/pulumi", "version": "3.0.0", "main": "index.js" }');
      writeFileSync(join(modules, "pulumi", "index.js"), 'throw new Error("another copy");');
      symlinkSync(join(root, "node_modules/@pulumi/aws"), join(modules, "aws"));
      const ended = bin(["preview", "--program", program, "--stack", "prod", "--invokes", invokes, "--format", "json"]);
      assert.equal(ended.code, 1, ended.err);
      assert.ok(failures(JSON.parse(ended.out) as PlanReport).includes("database-not-public catalogue"));
    } finally {
      place.remove();
    }
  });
});
