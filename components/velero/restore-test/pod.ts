import type { types } from "@pulumi/kubernetes";
import { imageOf } from "../../versions";
import type { VeleroArgs } from "../args";
import { pods, restoreNamespace, testerAccount } from "../names";
import type { RestoreTest } from "./restore-test";

/** Every week; every day where the stack wants it more often than that. */
export const restoreCron = (days: number): string => (days >= 7 ? "43 3 * * 0" : "43 3 * * *");

/** What is tested, for the program. */
export function assignment({ backup, namespaces, storageClasses }: VeleroArgs): RestoreTest {
  const classes = [...new Set(namespaces.map(({ dataClass }) => dataClass))].sort().map((dataClass) => ({
    dataClass,
    namespaces: namespaces.filter((one) => one.dataClass === dataClass).map(({ name }) => name),
  }));
  return { namespace: restoreNamespace, classes, rpoHours: backup.rpoHours, rtoHours: backup.rtoHours, storageClasses };
}

/** The pod of the test: the program as it is in a stock image of Node.js, which needs nothing else. */
export const podSpec = ({ registryMirror }: Pick<VeleroArgs, "registryMirror">): types.input.core.v1.PodTemplateSpec => ({
  metadata: { labels: { ...pods.tester } },
  spec: {
    serviceAccountName: testerAccount,
    automountServiceAccountToken: true,
    restartPolicy: "Never",
    securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "restore-test",
        image: imageOf("node", registryMirror),
        command: ["node", "/program/restore-test.ts", "/program/test.json"],
        env: [{ name: "NODE_EXTRA_CA_CERTS", value: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" }],
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
        volumeMounts: [{ name: "program", mountPath: "/program", readOnly: true }],
      },
    ],
    volumes: [{ name: "program", configMap: { name: "restore-test" } }],
  },
});
