import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import type * as pulumi from "@pulumi/pulumi";
import { imageOf } from "../versions";
import type { PatientRecordsArgs } from "./args";
import { databaseFiles } from "./files";
import { database, databasePort, labelsOf } from "./names";
import { container, credentials, files, inMemory, pod } from "./pods";

/** The user of the image, `postgres`. */
const user = 26;

const folders = {
  data: { name: "data", mountPath: "/var/lib/postgresql" },
  socket: inMemory("socket", "/run/postgresql"),
  shared: inMemory("shared-memory", "/dev/shm"),
  temporary: inMemory("temporary", "/tmp"),
};

/** PostgreSQL on an encrypted volume. It logs who connects and what is done to which table, and answers nobody but those whom a flow names. */
export function createDatabase(
  name: string,
  args: PatientRecordsArgs,
  secretClass: string,
  opts: pulumi.CustomResourceOptions,
  after: readonly pulumi.Resource[],
): pulumi.Resource {
  const namespace = args.namespace.name;
  const labels = labelsOf(database, args.namespace, args.environment);
  const metadata = { name: database, namespace, labels };
  const configuration = new core.ConfigMap(name, { metadata, data: { ...databaseFiles } }, opts);
  const service = new core.Service(
    name,
    { metadata, spec: { clusterIP: "None", selector: { app: database }, ports: [{ name: "tcp-postgres", port: databasePort }] } },
    opts,
  );
  return new apps.StatefulSet(
    name,
    {
      metadata,
      spec: {
        serviceName: database,
        replicas: 1,
        selector: { matchLabels: { app: database } },
        template: { metadata: { labels }, spec: podSpec(args, secretClass) },
        volumeClaimTemplates: [claim(args, labels)],
      },
    },
    { ...opts, dependsOn: [configuration, service, ...after] },
  );
}

const claim = ({ storageClass }: PatientRecordsArgs, labels: Record<string, string>) => ({
  metadata: { name: folders.data.name, labels },
  spec: { accessModes: ["ReadWriteOnce"], storageClassName: storageClass, resources: { requests: { storage: "10Gi" } } },
});

function podSpec({ registry, settings }: PatientRecordsArgs, secretClass: string) {
  const image = settings.databaseImage ?? imageOf("postgres", registry);
  const secret = credentials(secretClass);
  const configuration = files(database);
  const env = [{ name: "PGDATA", value: "/var/lib/postgresql/data" }];
  const volumeMounts = [folders.data, folders.socket.mount, folders.shared.mount, folders.temporary.mount, configuration.mount];
  const probe = { exec: { command: ["pg_isready", "--quiet", "--host=/run/postgresql", "--username=postgres"] }, periodSeconds: 10 };
  const command = ["postgres", "-c", "config_file=/configuration/postgresql.conf"];
  const limits = { cpu: "1000m", memory: "1Gi" };
  return pod(database, user, {
    terminationGracePeriodSeconds: 120,
    initContainers: [
      container(
        "prepare",
        image,
        { command: ["sh", "/configuration/prepare.sh"], env, volumeMounts: [...volumeMounts, secret.mount] },
        limits,
      ),
    ],
    containers: [
      container(
        database,
        image,
        {
          command,
          env,
          volumeMounts,
          ports: [{ name: "tcp-postgres", containerPort: databasePort }],
          startupProbe: { ...probe, failureThreshold: 30 },
          readinessProbe: probe,
          livenessProbe: { ...probe, failureThreshold: 6 },
        },
        limits,
      ),
    ],
    volumes: [folders.socket.volume, folders.shared.volume, folders.temporary.volume, configuration.volume, secret.volume],
  });
}
