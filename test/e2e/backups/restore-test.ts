import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusterRules, namespaceRules } from "../../../components/velero/restore-test/rights";
import type { RestoreTest } from "../../../components/velero/restore-test/restore-test";
import type { ControlPlane } from "../control-plane";
import { closeFolder, openFolder } from "../harness/cleanup";

export interface Told {
  readonly event: string;
  readonly result: string;
  readonly dataClass: string;
  readonly problems: readonly string[];
}

const program = join(__dirname, "../../../components/velero/restore-test/restore-test.ts");
const account = "restore-test";

/** Gives the account of the test the rights that the component gives it, and no other. */
export async function giveRights({ admin }: ControlPlane, namespace: string, tested: readonly string[]): Promise<void> {
  const group = "rbac.authorization.k8s.io";
  const subjects = [{ kind: "ServiceAccount", name: account, namespace }];
  await admin.apply({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: account, namespace } });
  await admin.apply({ apiVersion: `${group}/v1`, kind: "Role", metadata: { name: account, namespace }, rules: namespaceRules });
  await admin.apply({
    apiVersion: `${group}/v1`,
    kind: "ClusterRole",
    metadata: { name: "e2e-restore-test" },
    rules: clusterRules(tested),
  });
  await admin.apply({
    apiVersion: `${group}/v1`,
    kind: "RoleBinding",
    metadata: { name: account, namespace },
    roleRef: { apiGroup: group, kind: "Role", name: account },
    subjects,
  });
  await admin.apply({
    apiVersion: `${group}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name: "e2e-restore-test" },
    roleRef: { apiGroup: group, kind: "ClusterRole", name: "e2e-restore-test" },
    subjects,
  });
}

/** Runs the program of the restore test as its pod does, as its own account. */
export async function runRestoreTest(
  plane: ControlPlane,
  test: RestoreTest,
): Promise<{ readonly code: number | null; readonly told: readonly Told[] }> {
  const token = await plane.admin.ask({
    method: "POST",
    path: `/api/v1/namespaces/${test.namespace}/serviceaccounts/${account}/token`,
    body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { audiences: [], expirationSeconds: 3600 } },
  });
  const folder = openFolder();
  try {
    writeFileSync(join(folder, "test.json"), JSON.stringify(test));
    writeFileSync(join(folder, "token"), (JSON.parse(token) as { readonly status: { readonly token: string } }).status.token);
    const env = {
      PATH: process.env["PATH"],
      KUBERNETES_API: plane.url,
      KUBERNETES_TOKEN: join(folder, "token"),
      NODE_EXTRA_CA_CERTS: plane.authorityFile,
      RESTORE_TEST_PAUSE: "200",
    };
    const child = spawn(process.execPath, ["--import", "tsx", program, join(folder, "test.json")], {
      cwd: join(__dirname, "../../.."),
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (part: Buffer) => (text += part.toString()));
    const code = await new Promise<number | null>((done) => child.once("exit", done));
    return {
      code,
      told: text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Told),
    };
  } finally {
    closeFolder(folder);
  }
}
