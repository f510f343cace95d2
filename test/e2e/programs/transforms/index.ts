import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import { Cluster } from "@pulumi/eks/cluster";
import * as pulumi from "@pulumi/pulumi";

/**
 * Transforms of a resource, of a component and of a component whose plugin makes the children. Those of the stack are not here: the
 * language host that can be built does not pass them on to the engine (test/audit/plan/transforms.test.ts has them).
 */

const note =
  (text: string): pulumi.ResourceTransform =>
  ({ type, props, opts }) =>
    type === "aws:kms/key:Key" ? { props: { ...props, description: `${String(props["description"] ?? "")}${text}` }, opts } : undefined;

class Box extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions, child: pulumi.CustomResourceOptions = {}) {
    super("bank:index:Box", name, {}, opts);
    new kms.Key(`${name}-key`, { description: "box" }, { ...child, parent: this });
    this.registerOutputs({});
  }
}

new Box("ordered", { transforms: [note(", first"), note(", second")] }, { transforms: [note(", own")] });

const source = new kms.Key("source", { tags: { token: pulumi.secret("planted-in-source") } });
const other = new kms.Key("other");

const inputs: pulumi.ResourceTransform = ({ props, opts }) => ({
  props: {
    ...props,
    forceDestroy: true,
    tags: { ...(props["tags"] as object), added: pulumi.secret("planted-by-transform"), from: other.keyId },
  },
  opts,
});
const options: pulumi.ResourceTransform = ({ props, opts }) => ({
  props,
  opts: pulumi.mergeOptions(opts, { protect: true, retainOnDelete: true, dependsOn: [other] }),
});
const independent: pulumi.ResourceTransform = ({ props, opts }) => ({ props, opts: { ...opts, dependsOn: [] } });

const bucket = { bucket: source.keyId, tags: { team: "core", key: source.arn } };
new s3.Bucket("inputs", bucket, { transforms: [inputs] });
new s3.Bucket("options", bucket, { transforms: [options] });
new s3.Bucket("both", bucket, { transforms: [inputs, options] });
new s3.Bucket("independent", bucket, { dependsOn: [other], transforms: [independent] });
new s3.Bucket("untouched", bucket, { dependsOn: [other], transforms: [() => undefined] });

class Shelf extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("bank:index:Shelf", name, {}, opts);
    new s3.Bucket(`${name}-bucket`, bucket, { parent: this });
    new s3.Bucket(`${name}-waiting`, bucket, { parent: this, dependsOn: [other] });
    this.registerOutputs({});
  }
}
new Shelf("given-inputs", { transforms: [inputs] });
new Shelf("given-options", { transforms: [options] });
new Shelf("given-nothing", { transforms: [independent] });

const tagged: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "eks:index:Cluster" ? { props: { ...props, tags: { owner: "bank", key: source.arn } }, opts } : undefined;
new Cluster(
  "cluster",
  { name: "bank", vpcId: "vpc-1", subnetIds: ["subnet-1"], encryptionConfigKeyArn: source.arn },
  { transforms: [tagged] },
);
