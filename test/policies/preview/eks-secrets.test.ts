import { eksSecretsChecks as checks } from "../../../policies/preview/eks-secrets";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { type ResourceOptions, planned, table } from "./support";

const key = planned("aws:kms/key:Key", "key");
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012";
const cluster = (encryptionConfig: Inputs[string], options?: ResourceOptions) =>
  planned("aws:eks/cluster:Cluster", "cluster", { encryptionConfig }, options);
const component = (inputs: Inputs, options?: ResourceOptions) =>
  planned("eks:index:Cluster", "component", inputs, { custom: false, ...options });
const secrets = ["secrets"];

table("eks-secrets-encrypted-with-cmk", checks["eks-secrets-encrypted-with-cmk"], [
  { it: "accepts a key for secrets", given: cluster({ provider: { keyArn }, resources: secrets }), want: "pass" },
  { it: "refuses a cluster without configuration", given: planned("aws:eks/cluster:Cluster", "cluster"), want: "fail" },
  { it: "refuses a configuration without key", given: cluster({ provider: {}, resources: secrets }), want: "fail" },
  { it: "refuses AWS's key", given: cluster({ provider: { keyArn: "alias/aws/eks" }, resources: secrets }), want: "fail" },
  { it: "refuses a configuration that leaves secrets out", given: cluster({ provider: { keyArn }, resources: [] }), want: "fail" },
  { it: "refuses a configuration that does not say for what", given: cluster({ provider: { keyArn } }), want: "fail" },
  {
    it: "accepts an unknown key of the program",
    given: [key, cluster({ provider: { keyArn: UNKNOWN }, resources: secrets }, { from: { encryptionConfig: [key] } })],
    want: "pass",
  },
  { it: "defers an unknown key of anything else", given: cluster({ provider: { keyArn: UNKNOWN }, resources: secrets }), want: "deferred" },
  { it: "defers an unknown configuration", given: cluster(UNKNOWN), want: "deferred" },
  { it: "cannot read a hidden configuration", given: cluster(new Hidden("ciphertext")), want: "not-evaluated" },
  { it: "accepts the eks component with a key", given: component({ encryptionConfigKeyArn: keyArn }), want: "pass" },
  { it: "refuses the eks component without one", given: component({}), want: "fail" },
  {
    it: "accepts the eks component with an unknown key of the program",
    given: [key, component({ encryptionConfigKeyArn: UNKNOWN }, { from: { encryptionConfigKeyArn: [key] } })],
    want: "pass",
  },
  { it: "defers the eks component with another unknown key", given: component({ encryptionConfigKeyArn: UNKNOWN }), want: "deferred" },
]);
