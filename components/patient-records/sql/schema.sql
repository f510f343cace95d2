-- What the example keeps, and who may do what with it. It is run at every start of the database, and changes nothing that is there already.
\set ON_ERROR_STOP on

SELECT 'CREATE DATABASE records' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'records') \gexec
\connect records

CREATE EXTENSION IF NOT EXISTS pgaudit;

-- The way in: it may become `patient_api`, and nothing else. Its password is that of the secret.
SELECT 'CREATE ROLE authenticator LOGIN NOINHERIT' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticator') \gexec
SELECT 'CREATE ROLE patient_api NOLOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'patient_api') \gexec
GRANT patient_api TO authenticator;
ALTER ROLE authenticator PASSWORD :'fresh';

CREATE SCHEMA IF NOT EXISTS records;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE TABLE IF NOT EXISTS records.patients (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    born date NOT NULL,
    notes text NOT NULL DEFAULT '',
    changed timestamptz NOT NULL DEFAULT now()
);
GRANT USAGE ON SCHEMA records TO patient_api;
GRANT SELECT, UPDATE (name, notes) ON records.patients TO patient_api;
