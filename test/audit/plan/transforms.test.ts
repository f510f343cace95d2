import assert from "node:assert/strict";
import * as kms from "@pulumi/aws/kms";
import * as ec2 from "@pulumi/aws/ec2";
import * as s3 from "@pulumi/aws/s3";
import { Cluster } from "@pulumi/eks/cluster";
import * as pulumi from "@pulumi/pulumi";
import { Secret, UNKNOWN } from "../../../policies/preview/tree";
import { defaultAws, find, planned, prefix, unknownId } from "./support";

const key = `${prefix}aws:kms/key:Key::key`;
const other = `${prefix}aws:kms/key:Key::other`;

/** Appends a name to the description of keys; says in which order transforms ran. */
const note =
  (name: string): pulumi.ResourceTransform =>
  ({ type, props, opts }) =>
    type === "aws:kms/key:Key" ? { props: { ...props, description: `${String(props["description"] ?? "")}${name}` }, opts } : undefined;

class Box extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions, child: pulumi.CustomResourceOptions = {}) {
    super("bank:index:Box", name, {}, opts);
    new kms.Key(`${name}-key`, { description: ":" }, { ...child, parent: this });
    this.registerOutputs({});
  }
}

/** A bucket whose name comes from the key `key`, with another dependency by option. */
function bucketWith(opts: pulumi.CustomResourceOptions): void {
  const first = new kms.Key("key");
  const second = new kms.Key("other");
  new s3.Bucket(
    "bucket",
    { bucket: first.keyId, tags: { token: pulumi.secret("planted"), team: "core" } },
    { dependsOn: [second], ...opts },
  );
}

describe("transforms", () => {
  it("run from the resource's own over its ancestors' to the stack's", async () => {
    const program = await planned(() => {
      pulumi.runtime.registerResourceTransform(note("stack"));
      new Box("box", { transforms: [note("first "), note("second ")] }, { transforms: [note("own ")] });
    });
    assert.equal(find(program, "::box-key").inputs["description"], ":own first second stack");
  });

  it("do not reach resources beside the component that has them", async () => {
    const program = await planned(() => {
      new Box("box", { transforms: [note("inside")] });
      new kms.Key("outside", { description: "as it was" });
    });
    assert.equal(find(program, "::outside").inputs["description"], "as it was");
  });

  it("change inputs and options of what is recorded", async () => {
    const program = await planned(() => {
      bucketWith({
        transforms: [
          ({ props, opts }) => ({
            props: { ...props, acl: pulumi.secret("private"), forceDestroy: true },
            opts: pulumi.mergeOptions(opts, { protect: true, retainOnDelete: true }),
          }),
        ],
      });
    });
    const { inputs, protect, retainOnDelete, provider } = find(program, "::bucket");
    assert.deepEqual(inputs, {
      bucket: UNKNOWN,
      acl: new Secret("private"),
      forceDestroy: true,
      tags: { token: new Secret("planted"), team: "core" },
    });
    assert.deepEqual([protect, retainOnDelete, provider], [true, true, `${defaultAws}::${unknownId}`]);
  });

  it("see what is unknown or secret as outputs", async () => {
    const seen: unknown[] = [];
    await planned(() => {
      bucketWith({
        transforms: [
          ({ props }) => {
            const tags = props["tags"] as Record<string, unknown>;
            seen.push(pulumi.Output.isInstance(props["bucket"]), pulumi.Output.isInstance(tags["token"]), tags["team"]);
            return undefined;
          },
        ],
      });
    });
    assert.deepEqual(seen, [true, true, "core"]);
  });

  // What the real engine (3.250) records for each of these was looked up with `pulumi preview --json`.
  const dependencies: readonly (readonly [
    string,
    pulumi.CustomResourceOptions,
    readonly string[],
    Readonly<Record<string, readonly string[]>>,
  ])[] = [
    ["are kept when nothing is changed", { transforms: [() => undefined] }, [key, other], { bucket: [key] }],
    [
      "of properties are lost when a transform of its own answers",
      { transforms: [({ props, opts }) => ({ props, opts })] },
      [key, other],
      {},
    ],
    ["are all lost when it drops the options too", { transforms: [({ props }) => ({ props, opts: {} })] }, [], {}],
  ];
  for (const [says, opts, expected, byProperty] of dependencies) {
    it(`dependencies ${says}`, async () => {
      const program = await planned(() => {
        bucketWith(opts);
      });
      const bucket = find(program, "::bucket");
      assert.deepEqual([[...bucket.dependencies].sort(), bucket.propertyDependencies], [expected, byProperty]);
    });
  }

  it("of an ancestor or of the stack leave dependencies alone, added ones too", async () => {
    const program = await planned(() => {
      pulumi.runtime.registerResourceTransform(({ props }) => ({ props: { ...props }, opts: {} }));
      bucketWith({});
      const late = new kms.Key("late");
      new Box("box", { transforms: [({ props, opts }) => ({ props, opts: { ...opts, dependsOn: [late] } })] });
    });
    const bucket = find(program, "::bucket");
    assert.deepEqual([[...bucket.dependencies].sort(), bucket.propertyDependencies], [[key, other], { bucket: [key] }]);
    assert.deepEqual(find(program, "::box-key").dependencies, []);
  });

  it("reach a remote component, whose secret and unknown inputs stay what they are", async () => {
    const program = await planned(() => {
      const first = new kms.Key("key");
      new Cluster("cluster", { encryptionConfigKeyArn: first.arn, name: pulumi.secret("planted") }, { transforms: [() => undefined] });
    });
    const { inputs, propertyDependencies } = find(program, "::cluster");
    assert.deepEqual(inputs, { encryptionConfigKeyArn: UNKNOWN, name: new Secret("planted") });
    assert.deepEqual(propertyDependencies, { encryptionConfigKeyArn: [key] });
  });

  it("that answer with a remote component's inputs lose what its properties depend on, not its dependencies", async () => {
    const program = await planned(() => {
      const first = new kms.Key("key");
      new Cluster("cluster", { encryptionConfigKeyArn: first.arn }, { transforms: [({ props, opts }) => ({ props, opts })] });
    });
    const { inputs, dependencies, propertyDependencies } = find(program, "::cluster");
    assert.deepEqual([inputs, dependencies, propertyDependencies], [{ encryptionConfigKeyArn: UNKNOWN }, [key], {}]);
  });

  it("change the arguments of provider functions", async () => {
    const program = await planned(async () => {
      pulumi.runtime.registerInvokeTransform(({ token, args, opts }) =>
        token === "aws:ec2/getAmi:getAmi" ? { args: { ...args, mostRecent: true }, opts } : undefined,
      );
      const image = await ec2.getAmi({ owners: ["amazon"] });
      new s3.Bucket("bucket", { tags: { recent: String(image.mostRecent) } });
    });
    assert.deepEqual(find(program, "::bucket").inputs["tags"], { recent: "true" });
  });
});
