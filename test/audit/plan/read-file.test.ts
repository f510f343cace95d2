import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { type PlanFile, readPlanFile } from "../../../audit/plan/read-file";
import { planToJson } from "../../../audit/plan/serialize";
import { UserError } from "../../../audit/user-error";
import { Hidden, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { planned, prefix, stackUrn, unknownId } from "./support";

const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const key = `${prefix}aws:kms/key:Key::key`;
const provider = `${prefix}pulumi:providers:aws::default_7_48_0::9f3c`;

/** An entry as states and previews hold it. */
const entry = (name: string, rest: object = {}): object => ({
  urn: `${prefix}aws:s3/bucket:Bucket::${name}`,
  custom: true,
  type: "aws:s3/bucket:Bucket",
  parent: stackUrn,
  ...rest,
});

const state = (...resources: object[]): object => ({ version: 3, deployment: { manifest: {}, secrets_providers: {}, resources } });

describe("files that hold resources", () => {
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "plan-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (content: string | Buffer): string => {
    const path = join(folder, "file.json");
    writeFileSync(path, content);
    return path;
  };
  const read = (document: unknown): PlanFile => readPlanFile(write(JSON.stringify(document)));
  const inputs = (file: PlanFile): unknown => file.plan.resources.map((resource) => resource.inputs);

  describe("as states", () => {
    it("give each resource with its options and where its properties come from", () => {
      const file = read(
        state(
          entry("bucket", {
            id: "records",
            inputs: { bucket: "records", __defaults: [] },
            outputs: { arn: "arn" },
            protect: true,
            retainOnDelete: true,
            provider,
            dependencies: [key],
            propertyDependencies: { bucket: [key], acl: [], tags: null },
          }),
          { urn: stackUrn, custom: false, type: "pulumi:pulumi:Stack" },
        ),
      );
      assert.equal(file.source, "state");
      assert.equal(file.plan.source, "state");
      assert.deepEqual(file.notes, []);
      assert.deepEqual(file.plan.resources, [
        {
          urn: `${prefix}aws:s3/bucket:Bucket::bucket`,
          type: "aws:s3/bucket:Bucket",
          name: "bucket",
          custom: true,
          protect: true,
          retainOnDelete: true,
          parent: stackUrn,
          dependencies: [key],
          propertyDependencies: { bucket: [key] },
          provider,
          inputs: { bucket: "records", __defaults: [] },
        },
        {
          urn: stackUrn,
          type: "pulumi:pulumi:Stack",
          name: "bank-dev",
          custom: false,
          protect: false,
          retainOnDelete: false,
          dependencies: [],
          propertyDependencies: {},
          inputs: {},
        },
      ]);
    });

    it("hide encrypted secrets, and keep open ones secret", () => {
      const wrap = (rest: object): object => ({ [signature]: secret, ...rest });
      const tags = {
        sealed: wrap({ ciphertext: "v1:planted" }),
        open: wrap({ plaintext: '{"a":"planted"}' }),
        broken: wrap({ plaintext: "planted" }),
      };
      const file = read(state(entry("bucket", { inputs: { tags } })));
      assert.deepEqual(inputs(file), [
        { tags: { sealed: new Hidden("encrypted in the state file"), open: new Secret({ a: "planted" }), broken: new Secret("planted") } },
      ]);
      assert.doesNotMatch(JSON.stringify(planToJson(file.plan)), /planted/);
    });

    it("leave out what is being deleted, waits to be replaced or is only read", () => {
      const file = read(
        state(
          entry("gone", { delete: true }),
          entry("waiting", { pendingReplacement: true }),
          entry("read", { external: true }),
          entry("kept"),
          entry("kept", { delete: true }),
        ),
      );
      assert.deepEqual(
        file.plan.resources.map(({ name }) => name),
        ["kept"],
      );
    });

    it("say when an update was interrupted, and when there is nothing in them", () => {
      const file = read({ version: 3, deployment: { pending_operations: [{ type: "creating" }] } });
      assert.deepEqual(file.notes, [
        `${join(folder, "file.json")} holds no resources`,
        "an update was interrupted before this state was exported: what it was doing is not in the file",
      ]);
    });

    it("may be what a self-managed backend keeps, or text as some shells write it", () => {
      assert.equal(read({ version: 3, checkpoint: { latest: { resources: [entry("bucket")] } } }).plan.resources.length, 1);
      const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(state(entry("bucket"))), "utf16le")]);
      assert.equal(readPlanFile(write(wide)).plan.resources.length, 1);
      assert.equal(readPlanFile(write(`\ufeff${JSON.stringify(state(entry("bucket")))}`)).plan.resources.length, 1);
    });
  });

  describe("as previews", () => {
    const step = (op: string, name: string, rest: object = {}): object => ({ op, newState: entry(name, rest) });

    it("give what will be there, with unknown values and hidden secrets", () => {
      const file = read({
        config: {},
        steps: [
          step("create", "new", { inputs: { bucket: unknownId, tags: { token: "[secret]" } } }),
          step("same", "old"),
          step("create-replacement", "replaced", { inputs: { bucket: "first" } }),
          step("replace", "replaced", { inputs: { bucket: "second" } }),
          { op: "delete-replaced", oldState: entry("replaced") },
          { op: "delete", oldState: entry("deleted") },
          step("read", "read"),
        ],
      });
      assert.equal(file.source, "preview-json");
      assert.deepEqual(
        file.plan.resources.map(({ name }) => name),
        ["new", "old", "replaced"],
      );
      assert.deepEqual(inputs(file), [
        { bucket: UNKNOWN, tags: { token: new Hidden("secret, left out of the preview") } },
        {},
        { bucket: "second" },
      ]);
      assert.deepEqual(file.notes, []);
    });

    it("say when they are not whole", () => {
      const { notes } = read({ steps: [step("create", "new")], diagnostics: [{ severity: "error", message: "planted" }] });
      assert.deepEqual(notes, ["the preview ended with an error: the resources after it are not in the file"]);
    });
  });

  it("as our own plans give the plan they were made of, secrets hidden", async () => {
    const { plan } = await planned(() => {
      const first = new kms.Key("key", { description: "data" });
      new s3.Bucket("bucket", { bucket: first.keyId, tags: pulumi.secret({ a: "planted" }) }, { protect: true });
    });
    const file = read({ ...planToJson(plan), findings: [] });
    assert.equal(file.source, "plan-json");
    const bucket = file.plan.resources.find(({ name }) => name === "bucket");
    assert.deepEqual(bucket?.inputs, { bucket: UNKNOWN, tags: new Hidden("secret, left out of the plan") });
    assert.deepEqual(bucket.propertyDependencies, { bucket: [key] });
    assert.deepEqual(
      planToJson(file.plan).resources.map(({ urn }) => urn),
      planToJson(plan).resources.map(({ urn }) => urn),
    );
  });

  describe("are refused in one sentence that shows none of their content", () => {
    const formats =
      "the output of `pulumi stack export`, the output of `pulumi preview --json`, the output of `compliant-eks preview --format json`, Kubernetes objects";
    const cases: readonly (readonly [string, string | Buffer, string])[] = [
      ["when empty", "", 'FILE is empty: write the output of "pulumi stack export" into it'],
      ["when only space", " \n", 'FILE is empty: write the output of "pulumi stack export" into it'],
      ["when cut off", '{"deployment": {"planted": [', "FILE is not JSON: it ends too early"],
      ["when not JSON", '{\n  "a": "planted",\n  "b" "planted"\n}', "FILE is not JSON: the mistake is at line 3, column 7"],
      ["when YAML", "planted: true\n", "FILE is not JSON: the mistake is at line 1, column 1"],
      ["when binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), "FILE is not a text file: name a file with JSON or YAML"],
      ["when not UTF-8", Buffer.from([0x7b, 0xe9, 0x7d]), "FILE is not a text file: name a file with JSON or YAML"],
      ["when a list", "[]", `FILE is JSON but none of what can be judged: ${formats}`],
      ["when of another kind", '{"planted": 1}', `FILE is JSON but none of what can be judged: ${formats}`],
      ["when a resource is no object", '{"resources": ["planted"]}', "FILE: resource 1 is not an object"],
      ["when a resource has no URN", '{"resources": [{"type": "a:b:C"}]}', 'FILE: resource 1 has no "urn"'],
      ["when a URN is none", '{"resources": [{"urn": "planted"}]}', 'FILE: resource 1 has a "urn" that is not a Pulumi URN'],
      ["when a resource has no type", '{"resources": [{"urn": "urn:pulumi:a::b::c::d"}]}', 'FILE: resource 1 has no "type"'],
    ];
    for (const [says, content, message] of cases) {
      it(says, () => {
        const path = write(content);
        assert.throws(() => readPlanFile(path), new UserError(message.replace("FILE", path)));
      });
    }

    it("when nested without end", () => {
      const depth = 100_000;
      const path = write(
        `{"resources":[{"urn":"urn:pulumi:a::b::c::d","type":"c","inputs":{"a":${"[".repeat(depth)}${"]".repeat(depth)}}}]}`,
      );
      assert.throws(() => readPlanFile(path), new UserError(`${path} is nested too deeply to be read`));
    });

    it("when too large, before it is read", () => {
      const path = write("{}");
      truncateSync(path, 200 * 1024 * 1024);
      assert.throws(() => readPlanFile(path), new UserError(`${path} is too large, 200 MiB: files up to 160 MiB are read`));
    });

    it("when there is no such file, or it is a directory", () => {
      const none = join(folder, "none.json");
      assert.throws(() => readPlanFile(none), new UserError(`there is no file ${none}`));
      assert.throws(() => readPlanFile(folder), new UserError(`${folder} is a directory: name a file in it`));
    });
  });
});
