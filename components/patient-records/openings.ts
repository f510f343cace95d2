import * as apiextensions from "@pulumi/kubernetes/apiextensions/customResource";
import * as networking from "@pulumi/kubernetes/networking/v1";
import type * as pulumi from "@pulumi/pulumi";
import { dnsSuffix } from "../partition";
import { podsOf, ranges, tcp } from "../peers";
import type { PatientRecordsArgs } from "./args";
import { database, databasePort, passwordJob } from "./names";

/** What the job that changes the password needs beside the flows of the stack file: the database, and Secrets Manager by its endpoint in the VPC. */
export function createOpenings(name: string, args: PatientRecordsArgs, opts: pulumi.CustomResourceOptions): readonly pulumi.Resource[] {
  const { vpcCidr, namespace } = args;
  const at = (app: string) => ({ podSelector: { matchLabels: { app } } });
  const policies = {
    "password-out": {
      ...at(passwordJob),
      policyTypes: ["Egress"],
      egress: [
        { to: [podsOf(namespace.name, { app: database })], ports: tcp(databasePort) },
        { to: ranges(vpcCidr), ports: tcp(443) },
      ],
    },
    "password-in": {
      ...at(database),
      policyTypes: ["Ingress"],
      ingress: [{ from: [podsOf(namespace.name, { app: passwordJob })], ports: tcp(databasePort) }],
    },
  };
  return [
    ...Object.entries(policies).map(
      ([suffix, spec]) =>
        new networking.NetworkPolicy(`${name}-${suffix}`, { metadata: { name: suffix, namespace: namespace.name }, spec }, opts),
    ),
    ...Object.entries(meshObjects(args)).map(([suffix, object]) => new apiextensions.CustomResource(`${name}-${suffix}`, object, opts)),
  ];
}

const meshObjects = ({ site, namespace }: PatientRecordsArgs) => ({
  "secrets-manager": {
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: { name: "secrets-manager", namespace: namespace.name },
    spec: {
      hosts: [`secretsmanager.${site.region}.${dnsSuffix(site.partition)}`],
      location: "MESH_EXTERNAL",
      ports: [{ number: 443, name: "tls", protocol: "TLS" }],
      resolution: "DNS",
      exportTo: ["."],
    },
  },
  "allow-password": {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "database-password-to-database-5432", namespace: namespace.name },
    spec: {
      selector: { matchLabels: { app: database } },
      action: "ALLOW",
      rules: [
        {
          from: [{ source: { principals: [`cluster.local/ns/${namespace.name}/sa/${passwordJob}`] } }],
          to: [{ operation: { ports: [String(databasePort)] } }],
        },
      ],
    },
  },
});
