import { repositoryChecks as checks } from "../../../policies/preview/repositories";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { keyCases, planned, table } from "./support";

const repository = (inputs: Inputs, from = {}) => planned("aws:ecr/repository:Repository", "repository", inputs, { from });

table("repository-tags-immutable", checks["repository-tags-immutable"], [
  { it: "accepts immutable tags", given: repository({ imageTagMutability: "IMMUTABLE" }), want: "pass" },
  { it: "accepts them with named exceptions", given: repository({ imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }), want: "pass" },
  { it: "refuses the default, which is mutable", given: repository({}), want: "fail" },
  { it: "refuses mutable tags", given: repository({ imageTagMutability: "MUTABLE" }), want: "fail" },
  { it: "defers an unknown value", given: repository({ imageTagMutability: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden value", given: repository({ imageTagMutability: new Hidden("ciphertext") }), want: "not-evaluated" },
]);

table("repository-encrypted-with-cmk", checks["repository-encrypted-with-cmk"], [
  ...keyCases(
    (inputs, from = {}) =>
      repository(
        { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: inputs["kmsKey"] }] },
        from["kmsKey"] === undefined ? {} : { encryptionConfigurations: from["kmsKey"] },
      ),
    "kmsKey",
  ),
  { it: "refuses a repository that says nothing, which is S3's own key", given: repository({}), want: "fail" },
]);
