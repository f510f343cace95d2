import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkIds } from "../../../policies/controls";
import { command, folder, root } from "./support";

interface Findings {
  readonly findings: readonly { readonly check: string; readonly status: string; readonly urn: string }[];
}

const failed = (json: string): readonly string[] =>
  (JSON.parse(json) as Findings).findings
    .filter(({ status }) => status === "fail")
    .map(({ check, urn }) => `${check} ${urn.split("::").slice(3).join("::")}`);

const privileged = `apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop }
spec:
  containers:
    - name: api
      image: registry.example.com/api
      securityContext: { privileged: true }
`;

describe("compliant-eks judge", () => {
  let files: ReturnType<typeof folder>;
  beforeEach(() => (files = folder()));
  afterEach(() => {
    files.remove();
  });

  it("judges Kubernetes objects of a folder, and points at their lines", async () => {
    files.file("api.yaml", `# ours\n${privileged}`);
    const { code, out } = await command(["judge", ".", "--format", "sarif"], { cwd: files.path });
    assert.equal(code, 1);
    const [result] = (
      JSON.parse(out) as {
        runs: {
          results: {
            ruleId: string;
            locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
          }[];
        }[];
      }
    ).runs.flatMap(({ results }) => results.filter(({ ruleId }) => ruleId === "pod-not-privileged"));
    const place = result?.locations[0]?.physicalLocation;
    assert.deepEqual([place?.artifactLocation.uri, place?.region.startLine], ["api.yaml", 2]);
  });

  it("judges what comes in on standard input", () => {
    const args = [join(root, "audit/cli/compliant-eks.cjs"), "judge", "-", "--format", "json"];
    const ended = spawnSync(process.execPath, args, { cwd: files.path, encoding: "utf8", input: privileged });
    assert.equal(ended.status, 1, ended.stderr);
    assert.ok(failed(ended.stdout).includes("pod-not-privileged shop/api"));
  });

  it("never prints what a Secret holds, and says that it stands there", async () => {
    files.file(
      "db.yaml",
      'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: zq9-planted }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: again, annotations: { kubectl.kubernetes.io/last-applied-configuration: \'{"data":{"a":"zq9-planted"}}\' } }\n',
    );
    const { out } = await command(["judge", "db.yaml", "--format", "json"], { cwd: files.path });
    assert.ok(!out.includes("zq9-planted"));
    assert.ok(failed(out).includes("secret-values-marked-secret db"));
  });

  it("names in one breath the checks that say the same of all of it", async () => {
    files.file("api.yaml", privileged);
    const { out } = await command(["judge", "api.yaml"], { cwd: files.path });
    assert.match(out, /^compliant-eks \S+: Kubernetes objects of api\.yaml$/m);
    assert.match(out.replace(/\s+/g, " "), /promises all of it: \S+-present, \S+, /);
    for (const line of out.split("\n")) assert.ok(line.length <= 80, line);
  });

  it("lists the id of every check", async () => {
    const { code, out } = await command(["judge", "--list"]);
    assert.deepEqual([code, out], [0, `${checkIds.join("\n")}\n`]);
  });

  it("asks for something to judge", async () => {
    const { code, err } = await command(["judge"]);
    assert.equal(code, 2);
    assert.match(err, /name a file or a folder, or - for standard input/);
  });
});
