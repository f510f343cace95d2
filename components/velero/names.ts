/** Where Velero runs, and as whom. */
export const veleroNamespace = "velero";
export const veleroAccount = "velero";

/** Where another one runs, which sees the copies only, and what tests with it. */
export const restoreNamespace = "restore-test";
export const restoreAccount = "restore-test-velero";
export const testerAccount = "restore-test";

/** Names of the two places of backups: where they are written, and the locked copies, from which nothing is ever deleted. */
export const liveLocation = "live";
export const copyLocation = "copy";

/** The label that the chart gives to the pods of each release, and the one of the test's own. */
export const pods = {
  velero: { "app.kubernetes.io/name": "velero" },
  standIn: { "app.kubernetes.io/name": "velero-settings" },
  tester: { "app.kubernetes.io/name": "restore-test" },
} as const;
