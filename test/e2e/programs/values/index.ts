import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import { Cluster } from "@pulumi/eks/cluster";
import { ConfigMap, Secret } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";

/** Values of every kind at every depth: known, unknown, secret, both, none, resources, files. */

const key = new kms.Key("key", { description: "of the records", deletionWindowInDays: 30 });
const other = new kms.Key("other", { description: pulumi.secret("planted-description") });
const role = new iam.Role("role", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) });

new s3.Bucket("scalars", { bucket: "records", forceDestroy: false, tags: { empty: "", zero: "0", umlaut: "ä€😀" } });
new s3.Bucket("from-inputs", {
  bucket: key.description.apply((text) => text),
  tags: { days: key.deletionWindowInDays.apply(String) },
});
new s3.Bucket("from-outputs", {
  bucket: key.keyId,
  tags: { a: key.arn, b: other.arn, c: "known", d: pulumi.interpolate`${key.id}/${other.id}` },
});
new s3.Bucket("from-secrets", {
  bucket: pulumi.secret("planted-bucket"),
  tags: { a: other.description.apply((text) => text), b: pulumi.secret(key.arn) },
});
new s3.Bucket("secret-map", { tags: pulumi.secret({ a: "planted-a", b: "planted-b" }) });
new s3.Bucket("all-of-several", { tags: pulumi.all([key.arn, other.arn]).apply(([a, b]) => ({ a, b })) });
new s3.Bucket("conditional", { tags: key.arn.apply((arn) => (arn.startsWith("arn") ? { a: arn } : { b: arn })) });
new s3.Bucket("promised", { bucket: Promise.resolve("later"), tags: Promise.resolve({ a: Promise.resolve("b") }) });
new s3.BucketObject("file", { bucket: "records", source: new pulumi.asset.StringAsset("planted in an asset") });
new s3.BucketObject("archive", { bucket: "records", source: new pulumi.asset.AssetArchive({ a: new pulumi.asset.StringAsset("a") }) });

new iam.RolePolicy("document", {
  role: role.id,
  policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn }] }),
});
new kms.Grant("nested", {
  keyId: key.keyId,
  granteePrincipal: role.arn,
  operations: ["Decrypt", pulumi.output("Encrypt"), key.description.apply(() => "Sign")],
  constraints: [{ encryptionContextEquals: { known: "yes", unknown: key.arn, secret: pulumi.secret("planted-deep") } }],
});
new ConfigMap("lists", {
  metadata: { name: "lists", annotations: { "example.com/key": key.arn }, labels: pulumi.output({ team: "core" }) },
  data: pulumi.output(key.arn).apply((arn) => ({ arn })),
});
new Secret("token", { metadata: { name: "token" }, stringData: { token: pulumi.secret("planted-token"), open: "seen" } });
new kms.Key("with-secret-output", { description: "shown" }, { additionalSecretOutputs: ["description"] });
const declared = new kms.Key("declares-secret", { description: "shown" }, { additionalSecretOutputs: ["description"] });
new s3.Bucket("takes-declared", { bucket: declared.description.apply((text) => text) });

new Cluster("cluster", {
  name: "bank",
  vpcId: key.arn,
  subnetIds: ["subnet-1", key.keyId],
  encryptionConfigKeyArn: key.arn,
  serviceRole: role,
  tags: { secret: pulumi.secret("planted-in-component"), unknown: key.arn, plain: "yes" },
});

export const token = pulumi.secret("planted-output");
export const arn = key.arn;
