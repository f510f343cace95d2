import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

/** What options do to a resource and to what is below it. */

class Pair extends pulumi.ComponentResource {
  readonly first: kms.Key;
  constructor(name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super("bank:index:Pair", name, {}, opts);
    this.first = new kms.Key(`${name}-first`, {}, { parent: this });
    new Inner(`${name}-inner`, { parent: this });
    this.registerOutputs({ arn: this.first.arn });
  }
}

class Inner extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("bank:index:Inner", name, {}, opts);
    new s3.Bucket(`${name}-bucket`, { bucket: `${name}-records` }, { parent: this });
    this.registerOutputs({});
  }
}

const plain = new Pair("plain");
new Pair("protected", { protect: true });
new Pair("kept", { retainOnDelete: true });
new Pair("after", { dependsOn: [plain] });
new Pair("renamed", { aliases: [{ name: "old-name" }, { type: "bank:index:Couple" }] });

const key = new kms.Key("key", {}, { aliases: [{ name: "former" }, "urn:pulumi:dev::bank::aws:kms/key:Key::first-of-all"] });
new kms.Key("moved", {}, { aliases: [{ parent: plain }] });
new kms.Alias("alias", { targetKeyId: key.keyId }, { deleteBeforeReplace: true, customTimeouts: { create: "10m" } });
new s3.Bucket("waits-for-component", {}, { dependsOn: plain });
new s3.Bucket("waits-for-both", { bucket: key.arn }, { dependsOn: [plain, key], deletedWith: key });
new s3.Bucket("waits-for-output", {}, { dependsOn: [pulumi.output(key)] });
new s3.Bucket("guarded", {}, { protect: true, retainOnDelete: true, ignoreChanges: ["tags"], replaceOnChanges: ["bucket"] });
new kms.Alias("below-a-resource", { targetKeyId: key.keyId }, { parent: key });
new kms.Alias("below-a-guarded-resource", { targetKeyId: "key-1" }, { parent: new kms.Key("guarded-key", {}, { protect: true }) });
new kms.Key("versioned", {}, { version: "7.48.0" });
