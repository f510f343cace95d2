import { cacheChecks } from "./caches";
import { classicBalancerChecks } from "./classic-balancers";
import { containerChecks } from "./containers";
import { databaseConnectionChecks } from "./database-connections";
import { databaseChecks } from "./databases";
import { distributionChecks } from "./distributions";
import { dynamoDbChecks } from "./dynamodb";
import { fileSystemChecks } from "./file-systems";
import { fileTransferChecks } from "./file-transfer";
import { functionChecks } from "./functions";
import { gatewayChecks } from "./gateways";
import { machineLearningChecks } from "./machine-learning";
import { machineChecks } from "./machines";
import { migrationChecks } from "./migration";
import { nameChecks } from "./names";
import { pipelineChecks } from "./pipelines";
import { queueChecks } from "./queues";
import { searchChecks } from "./search";
import { signInChecks } from "./sign-in";
import { storedParameterChecks } from "./stored-parameters";
import { streamChecks } from "./streams";
import { warehouseChecks } from "./warehouses";
import { workflowChecks } from "./workflows";

/** Checks on what a regulated team runs beside the cluster. */
export const awsServiceChecks = {
  ...cacheChecks,
  ...classicBalancerChecks,
  ...containerChecks,
  ...databaseConnectionChecks,
  ...databaseChecks,
  ...distributionChecks,
  ...dynamoDbChecks,
  ...fileSystemChecks,
  ...fileTransferChecks,
  ...functionChecks,
  ...gatewayChecks,
  ...machineLearningChecks,
  ...machineChecks,
  ...migrationChecks,
  ...nameChecks,
  ...pipelineChecks,
  ...queueChecks,
  ...searchChecks,
  ...signInChecks,
  ...storedParameterChecks,
  ...streamChecks,
  ...warehouseChecks,
  ...workflowChecks,
} as const;
