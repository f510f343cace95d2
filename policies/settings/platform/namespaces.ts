import type { FrameworkId } from "../../controls/model";
import { dataClasses, platformNamespaces } from "../model";
import type { Issue } from "../problems";
import { guardSchema } from "./data-access";
import { choice, dnsLabel, flag, labels, list, section, text, whole, words } from "./fields";
import type { Draft, Rule } from "./rules";
import { unique } from "./unique";

/** Of Kubernetes, or of the platform's own products. */
const isReserved = (name: string): boolean => name === "default" || name.startsWith("kube-") || platformNamespaces.has(name);

/** Frameworks of which at least one must be chosen for a class of data. */
const governing: Readonly<Record<(typeof dataClasses)[number], readonly FrameworkId[]>> = {
  phi: ["hipaa"],
  cardholder: ["pci-dss"],
  personal: ["gdpr", "popia"],
  internal: [],
};

const peer = section({
  namespace: dnsLabel("a namespace of this file")
    .optional()
    .meta({ description: "Namespace of the pods.", why: "The namespace that declares the flow." }),
  pods: labels("labels such as {app: api}")
    .default({})
    .meta({ description: "Labels that the pods carry.", why: "Every pod of the namespace." }),
  serviceAccount: dnsLabel("the pods' service account").optional().meta({
    description: "Their service account, which is who they are in the mesh. It is made for pods of this namespace.",
    why: "The value of their label `app`; without one, any account of the namespace.",
  }),
});

const flow = section({
  from: peer.meta({ description: "Pods that open the connection." }),
  to: peer.meta({ description: "Pods that accept it." }),
  port: whole("a port", 1, 65535).meta({ description: "Port of the accepting pods." }),
  protocol: choice(["TCP", "UDP"]).default("TCP").meta({ description: "Protocol.", why: "All but DNS is TCP." }),
});

const quantity = (what: string) => text(what, /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/);

export const namespaceSchema = section({
  name: dnsLabel("a name").meta({ description: "Name, unique, none of Kubernetes or of the platform." }),
  owner: words("the team that answers for the data").meta({ description: "The team that answers for the data." }),
  dataClass: choice(dataClasses).meta({
    description: "The most sensitive data that its pods handle. `phi` needs hipaa, `cardholder` pci-dss, `personal` gdpr or popia.",
  }),
  quotas: section({
    cpu: quantity('a quantity such as "4" or "500m"').meta({
      description: "CPU that all pods together may request, in quotes.",
    }),
    memory: quantity('a quantity such as "8Gi"').meta({ description: "Memory that all pods together may request." }),
    pods: whole("the number of pods", 1, 5000).meta({ description: "Number of pods." }),
  }).meta({ description: "What the namespace may use.", why: "One that takes everything starves the security tools." }),
  podIdentity: flag("whether its pods ask AWS by EKS Pod Identity")
    .default(false)
    .meta({ description: "Opens the way to the agent of EKS Pod Identity.", why: "A pod that asks AWS nothing needs no credentials." }),
  flows: list("flows", flow, 0, 200)
    .default([])
    .meta({ description: "Openings in the default-deny network policies; nothing else may connect.", why: "No opening." }),
  guards: list("guards", guardSchema, 0, 20)
    .default([])
    .meta({ description: "Pods that get a request only when data access has verified, allowed and recorded it.", why: "None." }),
});

/** Names that are free and unique, data that a chosen framework governs, flows between namespaces that exist. */
export const namespaceRules: Rule = (platform) => {
  const names = (platform.namespaces ?? []).map((one) => one?.name);
  const issues = (platform.namespaces ?? []).flatMap((one, index) =>
    one === undefined
      ? []
      : [
          ...ownIssues(one, platform.frameworks),
          ...flowIssues(one, names),
          ...accountIssues(one),
          ...gatewayIssues(one, platform.ingress),
        ].map((issue) => ({
          ...issue,
          path: ["namespaces", index, ...issue.path],
        })),
  );
  return [...unique(names, ["namespaces"], "name", ["name"]), ...issues, ...repeated(platform.namespaces ?? [])];
};

/** Pods of an `app` run as the service account of its name, unless the flow names another; every pod may be the one that Kubernetes makes. */
function accountIssues({ flows }: Namespace): Issue[] {
  return (flows ?? []).flatMap((one, index) =>
    (["from", "to"] as const).flatMap((end) => {
      const peer = one?.[end];
      const account = peer?.serviceAccount ?? peer?.pods?.["app"];
      if (account === undefined || (account !== "default" && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(account))) return [];
      const message =
        account === "default"
          ? "is the account of every pod that names none; write serviceAccount: with a name of its own"
          : "has a label app that is no name of a service account; write serviceAccount: beside it";
      return [{ path: ["flows", index, end], message }];
    }),
  );
}

/** Where the gateway runs that requests from outside come through. */
const gateway = "istio-ingress";

function gatewayIssues({ flows }: Namespace, ingress: Draft["ingress"]): Issue[] {
  if (ingress !== "none") return [];
  return (flows ?? []).flatMap((one, index) =>
    one?.from?.namespace === gateway
      ? [
          {
            path: ["flows", index, "from", "namespace"],
            message: "is the gateway's, which ingress: none does not make; write ingress, or take the flow out",
          },
        ]
      : [],
  );
}

/** The same opening twice, in one namespace or under both ends. */
function repeated(namespaces: readonly (Namespace | undefined)[]): Issue[] {
  const seen = new Set<string>();
  return namespaces.flatMap((one, at) =>
    (one?.flows ?? []).flatMap((flow, index) => {
      const end = (peer: NonNullable<typeof flow>["from"]) => [peer?.namespace ?? one?.name, Object.entries(peer?.pods ?? {}).sort()];
      const key = JSON.stringify([end(flow?.from), end(flow?.to), flow?.port, flow?.protocol ?? "TCP"]);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew || flow === undefined
        ? []
        : [{ path: ["namespaces", at, "flows", index], message: "repeats another flow; write each once" }];
    }),
  );
}

type Namespace = NonNullable<NonNullable<Draft["namespaces"]>[number]>;

function ownIssues({ name, dataClass }: Namespace, frameworks: Draft["frameworks"]): Issue[] {
  const issues: Issue[] = [];
  if (name !== undefined && isReserved(name))
    issues.push({ path: ["name"], message: "is a namespace of Kubernetes or of the platform; write a name of your own" });
  const needed = dataClass === undefined ? [] : governing[dataClass];
  if (frameworks !== undefined && needed.length > 0 && !needed.some((framework) => frameworks.includes(framework))) {
    issues.push({
      path: ["dataClass"],
      message: `is governed by ${needed.join(" or ")}, which this stack has not chosen; add it to frameworks, or write another class`,
    });
  }
  return issues;
}

function flowIssues({ name, flows }: Namespace, names: readonly (string | undefined)[]): Issue[] {
  return (flows ?? []).flatMap((one, index) => {
    const ends = (["from", "to"] as const).map((end) => ({ end, namespace: one?.[end]?.namespace }));
    const unknown = ends.flatMap(({ end, namespace }) =>
      namespace === undefined || names.includes(namespace) || isReserved(namespace)
        ? []
        : [{ path: ["flows", index, end, "namespace"], message: "is no namespace of this file; write the name of one" }],
    );
    const foreign = name !== undefined && ends.every(({ namespace }) => namespace !== undefined && namespace !== name);
    return foreign ? [...unknown, { path: ["flows", index], message: "joins two other namespaces; write it under one of them" }] : unknown;
  });
}
