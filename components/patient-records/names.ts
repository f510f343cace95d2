import type { NamespaceSettings } from "../args";

/** Values of the label `app`, and names of service accounts. */
export const database = "database";
export const api = "patient-api";
export const passwordJob = "database-password";

export const databasePort = 5432;

export const secretName = (clusterName: string, namespace: string): string => `${clusterName}/${namespace}/database`;

/** Labels that an inventory asks of every workload. */
export const labelsOf = (app: string, { owner, dataClass }: NamespaceSettings, environment: string): Record<string, string> => ({
  app,
  owner,
  "data-class": dataClass,
  environment,
});
