import type { PreviewCheckId } from "../controls";
import { accessChecks } from "./access";
import { addonChecks } from "./addons";
import type { PreviewCheck } from "./check";
import { eksChecks } from "./eks";
import { iamChecks } from "./iam";
import { logChecks } from "./logs";
import { nodeChecks } from "./nodes";
import { rbacChecks } from "./rbac";
import { securityGroupChecks } from "./security-groups";
import { workloadIdentityChecks } from "./workload-identity";

/** Every check of the moment `preview`: one that the catalogue names and nobody wrote does not compile, nor the reverse. */
export const previewChecks = {
  ...securityGroupChecks,
  ...eksChecks,
  ...nodeChecks,
  ...addonChecks,
  ...accessChecks,
  ...rbacChecks,
  ...workloadIdentityChecks,
  ...iamChecks,
  ...logChecks,
} satisfies Record<PreviewCheckId, PreviewCheck>;
