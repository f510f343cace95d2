import { kmsPurposeChecks as checks } from "../../../policies/preview/kms-purposes";
import type { PlannedResource } from "../../../policies/preview/plan";
import { UNKNOWN } from "../../../policies/preview/tree";
import { planned, table } from "./support";

const key = planned("aws:kms/key:Key", "key");
const other = planned("aws:kms/key:Key", "other");
const alias = planned("aws:kms/alias:Alias", "alias", { targetKeyId: UNKNOWN }, { from: { targetKeyId: [key] } });
const user = (type: string, property: string, of: PlannedResource) =>
  planned(type, type, { [property]: UNKNOWN }, { from: { [property]: [of] } });
const logGroup = (of: PlannedResource) => user("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId", of);
const trail = (of: PlannedResource) => user("aws:cloudtrail/trail:Trail", "kmsKeyId", of);
const storageClass = (of: PlannedResource) => user("kubernetes:storage.k8s.io/v1:StorageClass", "parameters", of);
const cluster = (of: PlannedResource) => user("eks:index:Cluster", "encryptionConfigKeyArn", of);

table("kms-key-one-purpose", checks["kms-key-one-purpose"], [
  { it: "accepts a key that nothing uses", given: key, want: "pass" },
  { it: "accepts several users of one purpose", given: [key, logGroup(key), trail(key)], want: "pass" },
  { it: "accepts a key for each purpose", given: [key, other, logGroup(key), storageClass(other)], want: { key: "pass", other: "pass" } },
  { it: "refuses a key for logs and volumes", given: [key, logGroup(key), storageClass(key)], want: "fail" },
  { it: "refuses a key for logs and the cluster's secrets", given: [key, logGroup(key), cluster(key)], want: "fail" },
  { it: "sees users that name an alias", given: [key, alias, logGroup(alias), storageClass(key)], want: "fail" },
  { it: "names only the key that is shared", given: [key, other, logGroup(key), storageClass(key)], want: { key: "fail", other: "pass" } },
]);
