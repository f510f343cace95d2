import { Hidden, type Inputs, Secret, UNKNOWN, type Value } from "../../../../policies/preview/tree";
import type { Case } from "../support";
import { cases, made } from "./support";

const group = (short: string, family: Value, parameters?: Value) =>
  made(short, { family, ...(parameters === undefined ? {} : { parameters }) });
const rds = (family: Value, ...parameters: readonly Inputs[]) => group("rds/parameterGroup", family, parameters);
const named = (name: Value, value: Value): Inputs => ({ name, value });

cases("database-refuses-clear-text", [
  { it: "accepts an older PostgreSQL that is told to", given: rds("postgres14", named("rds.force_ssl", "1")), want: "pass" },
  { it: "refuses an older PostgreSQL that is not", given: rds("postgres14"), want: "fail" },
  { it: "accepts a newer PostgreSQL, which does by itself", given: rds("postgres16"), want: "pass" },
  { it: "refuses a newer PostgreSQL that is told not to", given: rds("postgres16", named("rds.force_ssl", "0")), want: "fail" },
  { it: "refuses an Aurora of before it did by itself", given: group("rds/clusterParameterGroup", "aurora-postgresql16"), want: "fail" },
  { it: "accepts MySQL that is told to", given: rds("mysql8.0", named("require_secure_transport", "ON")), want: "pass" },
  { it: "accepts it as a number", given: rds("mysql8.0", named("require_secure_transport", 1)), want: "pass" },
  { it: "refuses MySQL with other parameters only", given: rds("mysql8.0", named("max_connections", "100")), want: "fail" },
  { it: "refuses MySQL that is told not to", given: rds("aurora-mysql8.0", named("require_secure_transport", "OFF")), want: "fail" },
  { it: "refuses MariaDB that is not told", given: rds("mariadb10.11"), want: "fail" },
  { it: "refuses SQL Server that is not told", given: rds("sqlserver-se-16.0"), want: "fail" },
  { it: "accepts DocumentDB, which does by itself", given: group("docdb/clusterParameterGroup", "docdb5.0"), want: "pass" },
  {
    it: "refuses DocumentDB that is told not to",
    given: group("docdb/clusterParameterGroup", "docdb5.0", [named("tls", "disabled")]),
    want: "fail",
  },
  {
    it: "accepts Redshift that is told to",
    given: group("redshift/parameterGroup", "redshift-1.0", [named("require_ssl", "true")]),
    want: "pass",
  },
  { it: "refuses Redshift that is not told", given: group("redshift/parameterGroup", "redshift-1.0"), want: "fail" },
  { it: "asks nothing of Oracle, whose way is an option group", given: rds("oracle-ee-19"), want: "not-applicable" },
  { it: "defers an unknown family", given: rds(UNKNOWN), want: "deferred" },
  { it: "defers an unknown list", given: group("rds/parameterGroup", "mysql8.0", UNKNOWN), want: "deferred" },
  { it: "defers an unknown name, which may be the one", given: rds("mysql8.0", named(UNKNOWN, "1")), want: "deferred" },
  { it: "defers an unknown value", given: rds("mysql8.0", named("require_secure_transport", UNKNOWN)), want: "deferred" },
  { it: "cannot read a hidden list", given: group("rds/parameterGroup", "mysql8.0", new Hidden("ciphertext")), want: "not-evaluated" },
]);

const properties = {
  "rds/instance": "password",
  "rds/cluster": "masterPassword",
  "docdb/cluster": "masterPassword",
  "redshift/cluster": "masterPassword",
  "redshiftserverless/namespace": "adminUserPassword",
  "elasticache/replicationGroup": "authToken",
  "dms/endpoint": "password",
};

for (const [short, property] of Object.entries(properties)) {
  const row = (it: string, value: Value, want: Case["want"], source: Case["source"] = "program"): Case => ({
    it: `${it} (${short})`,
    given: made(short, { [property]: value }),
    source,
    want,
  });
  cases("data-store-password-marked-secret", [
    row("accepts a secret", new Secret("words of mine"), "pass"),
    row("accepts one that a state keeps encrypted", new Hidden("ciphertext"), "pass"),
    row("refuses clear text", "words of mine", "fail"),
    row("defers an unknown one", UNKNOWN, "deferred"),
    row("cannot tell on the engine, which takes the mark away", "words of mine", "not-evaluated", "engine"),
    { it: `asks nothing of ${short} without one`, given: made(short), want: "not-applicable" },
  ]);
}
