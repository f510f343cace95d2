import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import { isTrue } from "../tree";
import { all } from "../verdict";

const machineType = "aws:sfn/stateMachine:StateMachine";
const noKey =
  "what a workflow remembers is encrypted with a key of AWS; set encryptionConfiguration with type CUSTOMER_MANAGED_KMS_KEY and kmsKeyId";

export const workflowChecks = {
  "workflow-logged": onEach(machineType, (machine) =>
    machine.expect(
      "loggingConfiguration.level",
      (level) => level === "ALL" || level === "ERROR" || level === "FATAL",
      "what a workflow did is not recorded; set loggingConfiguration.level to ALL, and logDestination",
    ),
  ),
  "workflow-content-not-logged": onEach(machineType, (machine) =>
    machine.expect(
      "loggingConfiguration.includeExecutionData",
      (value) => !isTrue(value),
      "whole inputs and results end in logs; set loggingConfiguration.includeExecutionData to false",
    ),
  ),
  "workflow-encrypted-with-cmk": onEachInPlan(machineType, (machine) =>
    all(
      machine.expect("encryptionConfiguration.type", (type) => type === "CUSTOMER_MANAGED_KMS_KEY", noKey),
      customerKey(machine, "encryptionConfiguration.kmsKeyId", noKey),
    ),
  ),
} as const satisfies Record<string, PreviewCheck>;
