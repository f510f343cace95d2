import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import type { Plan } from "../plan";
import type { Reader } from "../reader";
import { Hidden, Secret, UNKNOWN, type Value } from "../tree";
import { type Verdict, anyOf, deferred, fail, notApplicable, notEvaluated, pass, worst } from "../verdict";
import { textOf } from "./ask";
import { clusterType, instanceType } from "./databases";

/** What makes a family of engines refuse clients without TLS, and from which version of it on it does so unasked. */
const switches: readonly (readonly [family: RegExp, name: string, on: RegExp, sinceVersion: number])[] = [
  [/^postgres(\d+)/, "rds.force_ssl", /^1$/, 15],
  [/^aurora-postgresql(\d+)/, "rds.force_ssl", /^1$/, 17],
  [/^sqlserver-/, "rds.force_ssl", /^1$/, Infinity],
  [/^(?:aurora-)?mysql/, "require_secure_transport", /^(1|on)$/i, Infinity],
  [/^mariadb/, "require_secure_transport", /^(1|on)$/i, Infinity],
  [/^docdb/, "tls", /^(?!disabled$)/i, 0],
  [/^redshift-/, "require_ssl", /^(true|1|on)$/i, Infinity],
];

const groupTypes = [
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
  "aws:redshift/parameterGroup:ParameterGroup",
] as const;

const message = (name: string): string =>
  `clients may connect in clear; add the parameter ${name} to the group with the value that refuses them`;

function refusesClearText(group: Reader): Verdict {
  return group.inspect("family", (family) => {
    const found = switches.find(([pattern]) => typeof family === "string" && pattern.test(family));
    if (found === undefined || typeof family !== "string") return notApplicable;
    const [pattern, name, on, since] = found;
    const version = Number(pattern.exec(family)?.[1] ?? 0);
    const named = group.every(
      "parameters",
      (parameter) =>
        parameter.inspect("name", (value) =>
          value === name ? parameter.expect("value", (text) => on.test(textOf(text)), message(name)) : notApplicable,
        ),
      notApplicable,
    );
    const said = named.filter(({ status }) => status !== "not-applicable");
    if (said.length > 0) return worst(said);
    return version >= since && since !== Infinity ? pass : anyOf([], message(name));
  });
}

const passwords: Readonly<Record<string, string>> = {
  [instanceType]: "password",
  [clusterType]: "masterPassword",
  "aws:docdb/cluster:Cluster": "masterPassword",
  "aws:redshift/cluster:Cluster": "masterPassword",
  "aws:redshiftserverless/namespace:Namespace": "adminUserPassword",
  "aws:elasticache/replicationGroup:ReplicationGroup": "authToken",
  "aws:dms/endpoint:Endpoint": "password",
  "aws:directoryservice/directory:Directory": "password",
  "aws:fsx/ontapFileSystem:OntapFileSystem": "fsxAdminPassword",
};

/** The engine gives policies secrets without their mark, so only the program's own plan and its state can tell. */
function passwordMarked(store: Reader, plan: Plan): Verdict {
  const property = passwords[store.type] ?? "";
  const value: Value = store.resource.inputs[property];
  if (value === undefined || value === null) return notApplicable;
  if (plan.source === "engine") return notEvaluated("the engine hands secrets to policies without their mark");
  if (value === UNKNOWN) return deferred(property);
  if (value instanceof Secret || value instanceof Hidden) return pass;
  return fail(`the password is stored in clear in the program's state; let the service keep it, or wrap ${property} in pulumi.secret`);
}

export const databaseConnectionChecks = {
  "database-refuses-clear-text": onEach(groupTypes, refusesClearText),
  "data-store-password-marked-secret": onEachInPlan(Object.keys(passwords), passwordMarked),
} as const satisfies Record<string, PreviewCheck>;
