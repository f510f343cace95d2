import assert from "node:assert/strict";
import { Provider } from "@pulumi/kubernetes/provider";
import type { NamespaceSettings } from "../../../components/args";
import { databaseFiles } from "../../../components/patient-records/files";
import { PatientRecords } from "../../../components/patient-records/patient-records";
import { clusterName, named, only, planComponent, site, tags, textOf } from "../support";

const namespace: NamespaceSettings = {
  name: "wards",
  owner: "team",
  dataClass: "phi",
  quotas: { cpu: "4", memory: "8Gi", pods: 20 },
  podIdentity: true,
  flows: [],
  guards: [{ app: "patient-api", port: 3100, routes: [] }],
};

const plan = (images: { readonly apiImage?: string } = {}) =>
  planComponent(
    () =>
      new PatientRecords("records", {
        site,
        clusterName,
        environment: "development",
        vpcCidr: "10.0.0.0/16",
        settings: { namespace: "wards", ...images },
        namespace,
        tokens: { audience: "records", jwks: '{"keys":[]}' },
        storageClass: "encrypted",
        credentialsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/credentials",
        registry: "registry.example.com",
        kubernetes: new Provider("cluster", { kubeconfig: "{}" }),
        identityAfter: [],
        tags,
      }),
  );

describe("the healthcare example", () => {
  it("listens where the guard of the stack file is", async () => {
    const api = only(await plan(), "kubernetes:apps/v1:Deployment");
    assert.equal(api.read("spec.template.spec.containers[0].ports[0].containerPort"), 3100);
  });

  it("runs an image of one's own in place of the example's", async () => {
    const own = `registry.example.com/own:1@sha256:${"a".repeat(64)}`;
    const api = only(await plan({ apiImage: own }), "kubernetes:apps/v1:Deployment");
    assert.equal(api.read("spec.template.spec.containers[0].image"), own);
  });

  it("keeps records on a volume of the encrypted class", async () => {
    const database = only(await plan(), "kubernetes:apps/v1:StatefulSet");
    assert.equal(database.read("spec.volumeClaimTemplates[0].spec.storageClassName"), "encrypted");
  });

  it("has its password in no variable and in no file of the program", async () => {
    const planned = await plan();
    assert.deepEqual(planned.ofType("aws:secretsmanager/secretVersion:SecretVersion"), []);
    assert.deepEqual(planned.ofType("kubernetes:core/v1:Secret"), []);
    const database = only(planned, "kubernetes:apps/v1:StatefulSet");
    assert.equal(database.read("spec.template.spec.containers[0].env[0].name"), "PGDATA");
    assert.equal(database.read("spec.template.spec.containers[0].env[1]"), undefined);
  });

  it("changes its password within every limit that a framework asks for", async () => {
    assert.equal(named(await plan(), "kubernetes:batch/v1:CronJob", "records-password-rotation").read("spec.schedule"), "23 2 1 * *");
  });

  it("lets its pods read one secret, and only the job write it", async () => {
    const planned = await plan();
    const policy = (name: string) => textOf(named(planned, "aws:iam/rolePolicy:RolePolicy", name), "policy");
    for (const name of ["records-password-api", "records-password-database"]) {
      assert.ok(!/Put|Update|Random/.test(policy(name)), name);
      assert.match(policy(name), /secret:ledger-dev\/wards\/database-\?{6}"/);
    }
    assert.match(policy("records-password-password"), /secretsmanager:PutSecretValue/);
  });

  it("logs who connects and which table is used, and nothing of what a statement carries", () => {
    const configuration = databaseFiles["postgresql.conf"] ?? "";
    const set = new Map(configuration.split("\n").map((line) => [line.split(" = ")[0], line.split(" = ")[1]]));
    assert.deepEqual(
      ["log_connections", "pgaudit.log", "pgaudit.log_parameter", "pgaudit.log_statement", "log_statement", "log_min_error_statement"].map(
        (one) => set.get(one),
      ),
      ["on", "'read, write, role, ddl'", "off", "off", "'none'", "panic"],
    );
  });
});
