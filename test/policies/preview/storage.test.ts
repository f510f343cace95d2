import { storageChecks as checks } from "../../../policies/preview/storage";
import { Hidden, type Inputs, UNKNOWN, type Value } from "../../../policies/preview/tree";
import { type ResourceOptions, planned, platform, table } from "./support";

const key = planned("aws:kms/key:Key", "key");
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012";
const ours = { type: "gp3", encrypted: "true", kmsKeyId: keyArn };
const storageClass = (inputs: Inputs, options?: ResourceOptions, name = "class") =>
  planned("kubernetes:storage.k8s.io/v1:StorageClass", name, { provisioner: "ebs.csi.aws.com", ...inputs }, options);
const patch = (inputs: Inputs) => planned("kubernetes:storage.k8s.io/v1:StorageClassPatch", "gp2", inputs);
const annotated = (value: Value, key_ = "storageclass.kubernetes.io/is-default-class"): Inputs => ({
  metadata: { annotations: { [key_]: value } },
});

table("storageclass-encrypted", checks["storageclass-encrypted"], [
  { it: "accepts an encrypted class", given: storageClass({ parameters: ours }), want: "pass" },
  { it: "accepts a boolean and any case", given: storageClass({ parameters: { Encrypted: true } }), want: "pass" },
  { it: "refuses a class without parameters", given: storageClass({}), want: "fail" },
  { it: "refuses a class that says nothing", given: storageClass({ parameters: { type: "gp3" } }), want: "fail" },
  { it: "refuses the default written out", given: storageClass({ parameters: { ...ours, encrypted: "false" } }), want: "fail" },
  { it: "refuses a class of Auto Mode", given: storageClass({ provisioner: "ebs.csi.eks.amazonaws.com" }), want: "fail" },
  { it: "defers unknown parameters", given: storageClass({ parameters: UNKNOWN }), want: "deferred" },
  { it: "defers an unknown provisioner", given: storageClass({ provisioner: UNKNOWN }), want: "deferred" },
  { it: "cannot read hidden parameters", given: storageClass({ parameters: new Hidden("ciphertext") }), want: "not-evaluated" },
  { it: "does not ask other drivers", given: storageClass({ provisioner: "efs.csi.aws.com" }), want: "not-applicable" },
  { it: "does not ask a patch of a class that exists", given: patch({}), want: "not-applicable" },
]);

table("storageclass-customer-key", checks["storageclass-customer-key"], [
  { it: "accepts a named key", given: storageClass({ parameters: ours }), want: "pass" },
  { it: "accepts the key in any case", given: storageClass({ parameters: { encrypted: "true", kmskeyid: keyArn } }), want: "pass" },
  { it: "refuses a class without key", given: storageClass({ parameters: { encrypted: "true" } }), want: "fail" },
  { it: "refuses AWS's key", given: storageClass({ parameters: { encrypted: "true", kmsKeyId: "alias/aws/ebs" } }), want: "fail" },
  {
    it: "accepts an unknown key of the program",
    given: [key, storageClass({ parameters: { encrypted: "true", kmsKeyId: UNKNOWN } }, { from: { parameters: [key] } })],
    want: "pass",
  },
  {
    it: "defers an unknown key of anything else",
    given: storageClass({ parameters: { encrypted: "true", kmsKeyId: UNKNOWN } }),
    want: "deferred",
  },
  {
    it: "leaves an unencrypted class to its own check",
    given: storageClass({ parameters: { encrypted: "false" } }),
    want: "not-applicable",
  },
  { it: "does not ask other drivers", given: storageClass({ provisioner: "efs.csi.aws.com" }), want: "not-applicable" },
]);

const cluster = (inputs: Inputs) => planned("eks:index:Cluster", "cluster", inputs, { custom: false });

table("storageclass-csi-provisioner", checks["storageclass-csi-provisioner"], [
  { it: "accepts the EBS driver", given: storageClass({}), want: "pass" },
  { it: "accepts other drivers", given: storageClass({ provisioner: "efs.csi.aws.com" }), want: "pass" },
  { it: "refuses the removed provisioner", given: storageClass({ provisioner: "kubernetes.io/aws-ebs" }), want: "fail" },
  {
    it: "refuses it in the older API version",
    given: planned("kubernetes:storage.k8s.io/v1beta1:StorageClass", "old", { provisioner: "kubernetes.io/aws-ebs" }),
    want: "fail",
  },
  { it: "defers an unknown provisioner", given: storageClass({ provisioner: UNKNOWN }), want: "deferred" },
  { it: "accepts the eks component without classes", given: cluster({}), want: "pass" },
  { it: "refuses the eks component's classes", given: cluster({ storageClasses: "gp2" }), want: "fail" },
  { it: "defers when those are unknown", given: cluster({ storageClasses: UNKNOWN }), want: "deferred" },
  { it: "does not ask the plain cluster", given: planned("aws:eks/cluster:Cluster", "plain"), want: "not-applicable" },
  { it: "does not ask a patch, which names none", given: patch({}), want: "not-applicable" },
]);

table("storageclass-default-present", checks["storageclass-default-present"], [
  { it: "accepts a default class", given: [platform, storageClass(annotated("true"))], want: "pass" },
  { it: "refuses a platform without classes", given: platform, want: "fail" },
  { it: "refuses a platform whose class is not the default", given: [platform, storageClass({})], want: "fail" },
  { it: "refuses the default written out", given: [platform, storageClass(annotated("false"))], want: "fail" },
  { it: "defers an unknown annotation", given: [platform, storageClass(annotated(UNKNOWN))], want: "deferred" },
  { it: "has nothing to say of another program", given: storageClass({}), want: {} },
]);

const second = (inputs: Inputs, options?: ResourceOptions) => storageClass(inputs, options, "second");

table("storageclass-default-single", checks["storageclass-default-single"], [
  { it: "accepts one default", given: [storageClass(annotated("true")), second({})], want: { class: "pass", second: "pass" } },
  {
    it: "refuses two defaults",
    given: [storageClass(annotated("true")), second(annotated("true"))],
    want: { class: "fail", second: "fail" },
  },
  {
    it: "refuses two defaults by the older annotation",
    given: [storageClass(annotated("true")), second(annotated("true", "storageclass.beta.kubernetes.io/is-default-class"))],
    want: { class: "fail", second: "fail" },
  },
  {
    it: "accepts a default in each of two clusters",
    given: [storageClass(annotated("true"), { provider: "one::id" }), second(annotated("true"), { provider: "two::id" })],
    want: { class: "pass", second: "pass" },
  },
  {
    it: "refuses the stock class as default",
    given: [storageClass(annotated("true")), patch(annotated("true"))],
    want: { class: "pass", gp2: "fail" },
  },
  { it: "accepts the stock class as no default", given: patch(annotated("false")), want: "pass" },
  { it: "defers an unknown annotation", given: storageClass(annotated(UNKNOWN)), want: "deferred" },
  { it: "cannot read hidden annotations", given: storageClass({ metadata: new Hidden("ciphertext") }), want: "not-evaluated" },
]);

const labelled = (value: Value, inputs: Inputs = {}) => storageClass({ metadata: { labels: { "compliant-eks/data": value } }, ...inputs });

table("storageclass-regulated-retains", checks["storageclass-regulated-retains"], [
  { it: "accepts a class that retains", given: labelled("regulated", { reclaimPolicy: "Retain" }), want: "pass" },
  { it: "refuses a class that says nothing, which means Delete", given: labelled("regulated"), want: "fail" },
  { it: "refuses the default written out", given: labelled("regulated", { reclaimPolicy: "Delete" }), want: "fail" },
  { it: "defers an unknown policy", given: labelled("regulated", { reclaimPolicy: UNKNOWN }), want: "deferred" },
  { it: "defers an unknown label", given: labelled(UNKNOWN), want: "deferred" },
  { it: "does not ask classes for other data", given: labelled("internal", { reclaimPolicy: "Delete" }), want: "not-applicable" },
  { it: "does not ask classes without label", given: storageClass({}), want: "not-applicable" },
]);

const snapshotClass = (deletionPolicy?: Inputs[string]) =>
  planned("kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass", "class", { deletionPolicy });
table("snapshotclass-retains", checks["snapshotclass-retains"], [
  { it: "accepts snapshots that stay", given: snapshotClass("Retain"), want: "pass" },
  { it: "refuses snapshots that go", given: snapshotClass("Delete"), want: "fail" },
  { it: "refuses none", given: snapshotClass(), want: "fail" },
  { it: "defers an unknown policy", given: snapshotClass(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden policy", given: snapshotClass(new Hidden("ciphertext")), want: "not-evaluated" },
]);
