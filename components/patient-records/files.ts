import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (name: string): string => readFileSync(join(__dirname, "sql", name), "utf8");

/**
 * How PostgreSQL is set up. Connections and statements are lines on standard output, which the log agent takes: who connected, which role read or
 * changed which table. What a statement carried is in none of them: parameters are not logged, and neither is a statement that failed.
 */
const server = {
  listen_addresses: "'*'",
  port: "5432",
  unix_socket_directories: "'/run/postgresql'",
  hba_file: "'/configuration/pg_hba.conf'",
  password_encryption: "'scram-sha-256'",
  max_connections: "100",
  shared_buffers: "'128MB'",
  logging_collector: "off",
  log_destination: "'stderr'",
  log_line_prefix: "'%m [%p] user=%u,db=%d,app=%a,client=%h '",
  log_connections: "on",
  log_disconnections: "on",
  log_statement: "'none'",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  shared_preload_libraries: "'pgaudit'",
  "pgaudit.log": "'read, write, role, ddl'",
  "pgaudit.log_parameter": "off",
  "pgaudit.log_relation": "on",
  "pgaudit.log_statement": "off",
} as const;

/** Who may connect: the API, from anywhere that the mesh lets in; the administrator from inside the pod only. */
const clients = ["local all postgres peer", "host records authenticator all scram-sha-256", ""].join("\n");

export const databaseFiles: Readonly<Record<string, string>> = {
  "postgresql.conf": Object.entries(server)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join(""),
  "pg_hba.conf": clients,
  "schema.sql": text("schema.sql"),
  "prepare.sh": text("prepare.sh"),
};

export const passwordFiles: Readonly<Record<string, string>> = Object.fromEntries(
  ["first-password.sh", "new-password.sh", "use-password.sh", "current-password.sh"].map((name) => [name, text(name)]),
);

/** What PostgREST is told. It verifies the token once more; what the person may do is decided before a request comes here. */
export const apiFiles = (port: number, audience: string, jwks: string): Readonly<Record<string, string>> => ({
  "postgrest.conf": Object.entries({
    "db-uri": "@/credentials/uri",
    "db-schemas": "records",
    "db-anon-role": "patient_api",
    "db-channel-enabled": "false",
    "jwt-secret": "@/configuration/jwks.json",
    "jwt-aud": audience,
    "jwt-role-claim-key": ".database_role",
    "server-host": "*4",
    "server-port": String(port),
    "admin-server-port": String(adminPort),
    "log-level": "warn",
  })
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
    .join(""),
  "jwks.json": jwks,
});

/** Where PostgREST says whether it lives and reaches its database. */
export const adminPort = 3001;
