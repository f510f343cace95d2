import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Cluster } from "@pulumi/eks/cluster";
import { ConfigMap, Namespace } from "@pulumi/kubernetes/core/v1";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { Hidden, Secret, UNKNOWN } from "../../../policies/preview/tree";
import { defaultAws, find, planned, prefix, stackUrn, unknownId } from "./support";

class Inner extends pulumi.ComponentResource {
  readonly key: kms.Key;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("bank:index:Inner", name, { size: 1 }, opts);
    this.key = new kms.Key(`${name}-key`, { description: "data" }, { parent: this });
    this.registerOutputs({ arn: this.key.arn });
  }
}

class Outer extends pulumi.ComponentResource {
  readonly inner: Inner;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("bank:index:Outer", name, {}, opts);
    this.inner = new Inner(`${name}-inner`, { parent: this });
    this.registerOutputs({});
  }
}

describe("a planned program", () => {
  it("records a resource with all that the engine would be told", async () => {
    const program = await planned(() => {
      const key = new kms.Key("key", {}, { retainOnDelete: true });
      new s3.Bucket("bucket", { bucket: "records", tags: { key: key.arn } }, { protect: true, dependsOn: [key] });
    });
    const key = `${prefix}aws:kms/key:Key::key`;
    const { sourcePosition, ...bucket } = find(program, "::bucket");
    assert.deepEqual(bucket, {
      urn: `${prefix}aws:s3/bucket:Bucket::bucket`,
      type: "aws:s3/bucket:Bucket",
      name: "bucket",
      custom: true,
      protect: true,
      retainOnDelete: false,
      parent: stackUrn,
      dependencies: [key],
      propertyDependencies: { tags: [key] },
      provider: `${defaultAws}::${unknownId}`,
      inputs: { bucket: "records", tags: { key: UNKNOWN } },
    });
    assert.match(sourcePosition ?? "", /^test\/audit\/plan\/run\.test\.ts:\d+:\d+$/);
    assert.equal(find(program, "::key").retainOnDelete, true);
  });

  it("names nested resources by the types of their ancestors, the stack's left out", async () => {
    const program = await planned(() => {
      new Outer("outer");
    });
    assert.deepEqual(
      program.plan.resources.map((resource) => [resource.urn, resource.parent, resource.custom]),
      [
        [
          `${prefix}bank:index:Outer$bank:index:Inner$aws:kms/key:Key::outer-inner-key`,
          `${prefix}bank:index:Outer$bank:index:Inner::outer-inner`,
          true,
        ],
        [`${prefix}bank:index:Outer$bank:index:Inner::outer-inner`, `${prefix}bank:index:Outer::outer`, false],
        [`${prefix}bank:index:Outer::outer`, stackUrn, false],
        [defaultAws, undefined, true],
        [stackUrn, undefined, false],
      ],
    );
    assert.deepEqual(find(program, "::outer-inner").inputs, { size: 1 });
  });

  it("gives options of a component to its children as the engine does", async () => {
    const program = await planned(() => {
      new Outer("outer", { protect: true, retainOnDelete: true });
    });
    const { protect, retainOnDelete } = find(program, "::outer-inner-key");
    assert.deepEqual({ protect, retainOnDelete }, { protect: true, retainOnDelete: true });
  });

  it("takes a dependency on a component as one on what is inside", async () => {
    const program = await planned(() => {
      const outer = new Outer("outer");
      new s3.Bucket("bucket", {}, { dependsOn: outer });
    });
    assert.deepEqual(find(program, "::bucket").dependencies, [find(program, "::outer-inner-key").urn]);
  });

  it("knows an output that is an input, and nothing else of a resource", async () => {
    const program = await planned(() => {
      const first = new s3.Bucket("first", { bucket: "records" });
      new s3.Bucket("second", { bucket: first.bucket, tags: { id: first.id, arn: first.arn, urn: first.urn } });
    });
    assert.deepEqual(find(program, "::second").inputs, {
      bucket: "records",
      tags: { id: UNKNOWN, arn: UNKNOWN, urn: `${prefix}aws:s3/bucket:Bucket::first` },
    });
  });

  it("marks what is secret where it is, and outputs that a program declares secret", async () => {
    const program = await planned(() => {
      const first = new s3.Bucket(
        "first",
        { bucket: "records", tags: { token: pulumi.secret("planted"), team: "core" } },
        { additionalSecretOutputs: ["bucket"] },
      );
      new s3.Bucket("second", { bucket: first.bucket });
    });
    assert.deepEqual(find(program, "::first").inputs, { bucket: "records", tags: { token: new Secret("planted"), team: "core" } });
    assert.deepEqual(find(program, "::second").inputs, { bucket: new Secret("records") });
  });

  it("marks what is unknown below a list, and a text made of it as a whole", async () => {
    const program = await planned(() => {
      const key = new kms.Key("key");
      new s3.Bucket("bucket", { bucket: pulumi.interpolate`${key.keyId}-x`, grants: [{ type: "Group", permissions: ["READ", key.arn] }] });
    });
    assert.deepEqual(find(program, "::bucket").inputs, {
      bucket: UNKNOWN,
      grants: [{ type: "Group", permissions: ["READ", UNKNOWN] }],
    });
  });

  it("does not read assets", async () => {
    const program = await planned(() => {
      new s3.BucketObject("object", { bucket: "records", source: new pulumi.asset.StringAsset("planted") });
    });
    assert.deepEqual(find(program, "::object").inputs, {
      bucket: "records",
      source: new Hidden("the content of an asset or archive is not read"),
    });
  });

  it("records an explicit provider and what a component hands down", async () => {
    const program = await planned(() => {
      const provider = new AwsProvider("second", { region: "us-east-1" });
      new kms.Key("direct", {}, { provider });
      new Outer("outer", { providers: [provider] });
    });
    const provider = `${prefix}pulumi:providers:aws::second`;
    assert.equal(find(program, "::direct").provider, `${provider}::${unknownId}`);
    assert.equal(find(program, "::outer-inner-key").provider, `${provider}::${unknownId}`);
    assert.equal(find(program, "::second").inputs["version"], "7.48.0");
    assert.equal(program.plan.get(defaultAws), undefined);
  });

  it("knows nothing of what a provider gives that is not configured yet", async () => {
    const program = await planned(() => {
      const key = new kms.Key("key");
      const provider = new KubernetesProvider("cluster", { kubeconfig: key.arn });
      const namespace = new Namespace("namespace", { metadata: { name: "cards" } }, { provider });
      new ConfigMap("map", { metadata: { namespace: namespace.metadata.name } }, { provider });
    });
    assert.deepEqual(find(program, "::namespace").inputs["metadata"], { name: "cards" });
    assert.deepEqual(find(program, "::map").inputs["metadata"], { namespace: UNKNOWN });
  });

  it("records a remote component with its inputs, names it, and knows nothing it gives", async () => {
    const program = await planned(() => {
      const key = new kms.Key("key");
      const cluster = new Cluster("cluster", {
        name: "cards",
        encryptionConfigKeyArn: key.arn,
        tags: { token: pulumi.secret("planted"), keys: pulumi.secret(key.arn) },
      });
      new s3.Bucket("bucket", {
        bucket: cluster.eksCluster.name,
        tags: { config: pulumi.jsonStringify(cluster.getKubeconfig({ profileName: "x" })) },
      });
    });
    const { urn, custom, inputs, provider, propertyDependencies } = find(program, "::cluster");
    assert.deepEqual(program.remoteComponents, [urn]);
    assert.equal(custom, false);
    assert.equal(provider, undefined);
    assert.equal(find(program, "::default_4_3_0").type, "pulumi:providers:eks");
    assert.deepEqual(inputs, {
      name: "cards",
      encryptionConfigKeyArn: UNKNOWN,
      tags: { token: new Secret("planted"), keys: new Secret(UNKNOWN) },
    });
    assert.deepEqual(propertyDependencies["encryptionConfigKeyArn"], [`${prefix}aws:kms/key:Key::key`]);
    assert.deepEqual(find(program, "::bucket").inputs, { bucket: UNKNOWN, tags: { config: UNKNOWN } });
  });

  it("leaves out what is only read, and knows its id", async () => {
    const program = await planned(() => {
      const existing = s3.Bucket.get("existing", "records");
      const other = new pulumi.StackReference("org/network/prod");
      new s3.Bucket("bucket", { bucket: existing.id, tags: { arn: existing.arn, vpc: other.getOutput("vpcId") } });
    });
    assert.deepEqual(find(program, "::bucket").inputs, { bucket: "records", tags: { arn: UNKNOWN, vpc: UNKNOWN } });
    assert.deepEqual(
      program.plan.resources.map(({ name }) => name),
      ["bucket", "default_7_48_0", "bank-dev"],
    );
  });

  it("accepts aliases, hooks and the options that matter to later updates only", async () => {
    const program = await planned(() => {
      const key = new kms.Key(
        "key",
        {},
        { aliases: [{ name: "old" }], ignoreChanges: ["tags"], replaceOnChanges: ["policy"], deleteBeforeReplace: true },
      );
      const log = new pulumi.ResourceHook("log", () => undefined, { onDryRun: true });
      new s3.Bucket("bucket", {}, { deletedWith: key, hooks: { afterCreate: [log] }, customTimeouts: { create: "5m" } });
    });
    assert.deepEqual(find(program, "::bucket").dependencies, []);
    assert.deepEqual(program.warnings, ['hook "log" asks to run in previews; the offline preview does not run it']);
  });

  it("hands configuration to the program, secrets as secrets", async () => {
    const config = { "aws:region": "eu-west-1", "bank:name": "cards", "bank:token": "planted", "bank:list": '["a"]' };
    const program = await planned(
      () => {
        const own = new pulumi.Config();
        new s3.Bucket("bucket", {
          bucket: own.require("name"),
          tags: { token: own.requireSecret("token"), list: own.requireObject<string[]>("list").join() },
        });
      },
      { config, secretKeys: ["bank:token"] },
    );
    assert.deepEqual(find(program, "::bucket").inputs, { bucket: "cards", tags: { token: new Secret("planted"), list: "a" } });
  });

  it("knows project, stack and that it is a preview", async () => {
    const program = await planned(() => {
      const tags = {
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
        dry: String(pulumi.runtime.isDryRun()),
        organization: pulumi.getOrganization(),
      };
      new s3.Bucket("bucket", { tags });
    });
    assert.deepEqual(find(program, "::bucket").inputs["tags"], {
      project: "bank",
      stack: "dev",
      dry: "true",
      organization: "organization",
    });
  });

  it("collects warnings", async () => {
    const program = await planned(() => {
      void pulumi.log.warn("an old argument");
      void pulumi.log.info("not of interest");
    });
    assert.deepEqual(program.warnings, ["an old argument"]);
  });

  it("sends what the program prints to standard error", async () => {
    const streams = [process.stdout, process.stderr] as const;
    const originals = streams.map((stream) => Reflect.get(stream, "write") as unknown);
    const printed = streams.map((stream) => {
      const texts: unknown[] = [];
      stream.write = (text: unknown) => texts.push(text) > 0;
      return texts;
    });
    try {
      await planned(() => {
        console.log("hello");
      });
    } finally {
      streams.forEach((stream, index) => Reflect.set(stream, "write", originals[index]));
    }
    assert.deepEqual(printed, [[], ["hello\n"]]);
  });

  it("is the same each time and does not see the run before", async () => {
    const program = (): void => {
      new Outer("outer");
    };
    const first = await planned(program);
    const [second, third] = await Promise.all([planned(program), planned(() => undefined)]);
    const bare = ({ plan }: typeof first): unknown => plan.resources;
    assert.deepEqual(bare(second), bare(first));
    assert.deepEqual(
      third.plan.resources.map(({ urn }) => urn),
      [stackUrn],
    );
  });
});
