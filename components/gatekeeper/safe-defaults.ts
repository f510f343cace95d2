/** Kinds that are or make pods, and where each keeps the pod. */
const places = [
  { name: "pod", at: "", applyTo: [{ groups: [""], versions: ["v1"], kinds: ["Pod"] }] },
  {
    name: "template",
    at: "spec.template.",
    applyTo: [
      { groups: ["apps"], versions: ["v1"], kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] },
      { groups: ["batch"], versions: ["v1"], kinds: ["Job"] },
      { groups: [""], versions: ["v1"], kinds: ["ReplicationController"] },
    ],
  },
  { name: "cronjob", at: "spec.jobTemplate.spec.template.", applyTo: [{ groups: ["batch"], versions: ["v1"], kinds: ["CronJob"] }] },
] as const;

/** What is filled in, and what must not be there for that: nothing that somebody wrote is changed. */
const fields = [
  {
    name: "seccomp",
    location: "spec.securityContext.seccompProfile.type",
    absent: "spec.securityContext.seccompProfile",
    value: "RuntimeDefault",
  },
  { name: "token", location: "spec.automountServiceAccountToken", absent: "spec.automountServiceAccountToken", value: false },
  ...["containers", "initContainers"].map((list) => {
    const location = `spec.${list}[name:*].securityContext.capabilities.drop`;
    return { name: `${list.toLowerCase()}-capabilities`, location, absent: location, value: ["ALL"] };
  }),
];

/**
 * Mutations of Gatekeeper (`mutations.gatekeeper.sh/v1`, Assign) that fill in what a pod leaves out and the rules ask for: a seccomp profile, no
 * token for the Kubernetes API, no capability. Who needs something else writes it; the rules judge what comes out.
 */
export function safeDefaults(excludedNamespaces: readonly string[]) {
  return places.flatMap(({ name: place, at, applyTo }) =>
    fields.map(({ name, location, absent, value }) => ({
      apiVersion: "mutations.gatekeeper.sh/v1",
      kind: "Assign",
      metadata: { name: `safe-default-${name}-${place}` },
      spec: {
        applyTo,
        match: { scope: "Namespaced", excludedNamespaces: [...excludedNamespaces] },
        location: `${at}${location}`,
        parameters: { assign: { value }, pathTests: [{ subPath: `${at}${absent}`, condition: "MustNotExist" }] },
      },
    })),
  );
}
