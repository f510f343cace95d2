import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import type * as pulumi from "@pulumi/pulumi";
import { spreadOverZones } from "../chart";
import { imageOf } from "../versions";
import type { PatientRecordsArgs } from "./args";
import { adminPort, apiFiles } from "./files";
import { api, labelsOf } from "./names";
import { container, credentials, files, inMemory, pod } from "./pods";

const user = 1000;

/** The API in front of the records: PostgREST, or an image of one's own that keeps the same agreement (docs/patient-records.md). */
export function createApi(
  name: string,
  args: PatientRecordsArgs,
  secretClass: string,
  opts: pulumi.CustomResourceOptions,
  after: readonly pulumi.Resource[],
): void {
  const port = args.namespace.guards.find(({ app }) => app === api)?.port ?? 3000;
  const labels = labelsOf(api, args.namespace, args.environment);
  const metadata = { name: api, namespace: args.namespace.name, labels };
  const configuration = new core.ConfigMap(name, { metadata, data: { ...apiFiles(port, args.tokens.audience, args.tokens.jwks) } }, opts);
  new core.Service(name, { metadata, spec: { selector: { app: api }, ports: [{ name: "http", port, targetPort: port }] } }, opts);
  new apps.Deployment(
    name,
    {
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: api } },
        template: { metadata: { labels }, spec: podSpec(args, secretClass, port) },
      },
    },
    { ...opts, dependsOn: [configuration, ...after] },
  );
}

function podSpec({ registry, settings }: PatientRecordsArgs, secretClass: string, port: number) {
  const secret = credentials(secretClass);
  const configuration = files(api);
  const temporary = inMemory("temporary", "/tmp");
  const probe = (path: string) => ({ httpGet: { path, port: adminPort }, periodSeconds: 10 });
  return pod(api, user, {
    topologySpreadConstraints: [spreadOverZones({ app: api })],
    containers: [
      container(
        api,
        settings.apiImage ?? imageOf("postgrest", registry),
        {
          args: ["/configuration/postgrest.conf"],
          ports: [{ name: "http", containerPort: port }],
          volumeMounts: [configuration.mount, secret.mount, temporary.mount],
          readinessProbe: probe("/ready"),
          // A password that was rotated is read when it starts again.
          livenessProbe: { ...probe("/ready"), initialDelaySeconds: 30, failureThreshold: 6 },
        },
        { cpu: "500m", memory: "256Mi" },
      ),
    ],
    volumes: [configuration.volume, secret.volume, temporary.volume],
  });
}
