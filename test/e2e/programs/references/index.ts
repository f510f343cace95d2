import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

/** What exists already: another stack's outputs and resources that are only read. */

const network = new pulumi.StackReference("network", { name: `organization/${pulumi.getProject()}/${pulumi.getStack()}` });
const known = kms.Key.get("known", "key-1");

new s3.Bucket("from-stack", { bucket: network.getOutput("bucket").apply((value) => String(value ?? "none")), tags: { other: "known" } });
new s3.Bucket("from-read", { bucket: known.id, tags: { key: known.arn } });
new kms.Alias("of-read", { targetKeyId: known.keyId, name: pulumi.interpolate`alias/${known.id}` }, { dependsOn: [known] });

new kms.Key("own", { description: "so that there is something to judge" });
