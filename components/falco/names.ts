/** Where Falco runs. Its pods see all of their node, which only the widest of the Pod Security Standards admits. */
export const falcoNamespace = "falco";

export const sidekickAccount = "falco-falcosidekick";
export const auditAccount = "falco-audit";

/** Where falcosidekick takes events (its documentation, "Usage"). */
export const sidekickPort = 2801;
export const sidekickUrl = `http://falco-falcosidekick.${falcoNamespace}.svc.cluster.local:${String(sidekickPort)}/`;

/** Labels that the charts give to the pods of each release. */
export const pods = {
  nodes: { "app.kubernetes.io/name": "falco", "app.kubernetes.io/instance": "falco" },
  audit: { "app.kubernetes.io/name": "falco", "app.kubernetes.io/instance": "falco-audit" },
  sidekick: { "app.kubernetes.io/name": "falcosidekick", "app.kubernetes.io/instance": "falco" },
} as const;
