import type { Issue } from "../problems";
import { dnsLabel, section, text } from "./fields";
import type { Rule } from "./rules";

const image = (what: string) =>
  text("an image with its digest, such as registry.example.com/api:1@sha256:…", /^[a-z0-9][^\s@]{2,200}@sha256:[0-9a-f]{64}$/)
    .optional()
    .meta({ description: what, why: "That of the example." });

export const patientRecordsSchema = section({
  namespace: dnsLabel("a namespace of this file").meta({ description: "Namespace of class phi that it runs in." }),
  apiImage: image("An API of your own, with digest; what it is given is in docs/patient-records.md."),
  databaseImage: image("A PostgreSQL of your own with pgaudit, with digest."),
});

const port = 5432;

/** What the example cannot run without. */
export const patientRecordsRules: Rule = ({ patientRecords, namespaces }) => {
  if (patientRecords?.namespace === undefined) return [];
  const index = (namespaces ?? []).findIndex((one) => one?.name === patientRecords.namespace);
  const found = namespaces?.[index];
  if (found === undefined)
    return [{ path: ["patientRecords", "namespace"], message: "is no namespace of this file; write the name of one of class phi" }];
  const issues: Issue[] = [];
  const at = (key: string, message: string): unknown => issues.push({ path: ["namespaces", index, key], message });
  if (found.dataClass !== "phi") at("dataClass", "holds the records of patientRecords; write phi");
  if (found.podIdentity !== true) at("podIdentity", "is needed by patientRecords, whose pods read a password; write true");
  if (!found.guards?.some((guard) => guard?.app === "patient-api"))
    at("guards", "guards no patient-api, which patientRecords runs; add it");
  const flows = found.flows?.some(
    (flow) => flow?.from?.pods?.["app"] === "patient-api" && flow.to?.pods?.["app"] === "database" && flow.port === port,
  );
  if (flows !== true) at("flows", "lead from no patient-api to database at 5432, which patientRecords needs; add that flow");
  return issues;
};
