import assert from "node:assert/strict";
import type { PlannedResource } from "../../../policies/preview/plan";
import { planForStack } from "../../policies/preview/own-plan";
import { type End, Reachability } from "./reachability";

const system: readonly End[] = [
  { name: "dns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  { name: "istiod", namespace: "istio-system", labels: { app: "istiod", istio: "pilot" } },
  { name: "gatekeeper", namespace: "gatekeeper-system", labels: { "gatekeeper.sh/system": "yes" } },
  {
    name: "log-agent",
    namespace: "log-agent",
    labels: { "app.kubernetes.io/name": "log-agent", "app.kubernetes.io/part-of": "compliant-eks" },
  },
];

const ofChart = (name: string, instance: string): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/instance": instance,
});

const watching: readonly End[] = [
  { name: "falco", namespace: "falco", labels: ofChart("falco", "falco") },
  { name: "falco on the audit log", namespace: "falco", labels: ofChart("falco", "falco-audit") },
  { name: "sidekick", namespace: "falco", labels: ofChart("falcosidekick", "falco") },
  { name: "velero", namespace: "velero", labels: ofChart("velero", "velero") },
  { name: "velero of the restore test", namespace: "restore-test", labels: ofChart("velero", "restore-test") },
  { name: "restore test", namespace: "restore-test", labels: { "app.kubernetes.io/name": "restore-test" } },
  {
    name: "data access",
    namespace: "data-access",
    labels: { "app.kubernetes.io/name": "data-access" },
    account: "data-access",
    meshed: true,
  },
];

const gateway: End = { name: "gateway", namespace: "istio-ingress", labels: { istio: "ingress" }, account: "istio-ingress", meshed: true };

const pod = (namespace: string, app: string): End => ({ name: app, namespace, labels: { app }, account: app, meshed: true });

const outside = ({ vpc, services = "172.20.0" }: Reviewed): readonly End[] => [
  { name: "vpc", address: `${vpc}.0.10` },
  { name: "service of the API server", address: `${services}.1` },
  { name: "internet", address: "203.0.113.9" },
  { name: "metadata", address: "169.254.169.254" },
  { name: "metadata over IPv6", address: "fd00:ec2::254" },
  { name: "pod identity", address: "169.254.170.23" },
];

const ports = [53, 80, 443, 2801, 3000, 5432, 8080, 8443, 9191, 9880, 15012, 15017, 15021] as const;

/** Every stack: what each end reaches of all ends and ports above. All that is not written here is refused. */
const shared = [
  "gatekeeper -> dns 53",
  "gatekeeper -> service of the API server 443",
  "gatekeeper -> vpc 443",
  "istiod -> dns 53",
  "istiod -> service of the API server 443",
  "istiod -> vpc 443",
  "log-agent -> dns 53",
  "log-agent -> pod identity 80",
  "log-agent -> vpc 443",
  "vpc -> gatekeeper 8443",
  "vpc -> istiod 15017",
  "falco -> dns 53",
  "falco -> sidekick 2801",
  "falco on the audit log -> dns 53",
  "falco on the audit log -> sidekick 2801",
  "falco on the audit log -> pod identity 80",
  // It fetches its plugin; what it reads is at an endpoint in the VPC.
  ...["vpc", "internet", "service of the API server", "pod identity"].map((to) => `falco on the audit log -> ${to} 443`),
  "sidekick -> dns 53",
  "sidekick -> pod identity 80",
  "sidekick -> vpc 443",
  // S3 is reached by a gateway whose addresses are public ones.
  ...["velero", "velero of the restore test"].flatMap((name) => [
    `${name} -> dns 53`,
    `${name} -> pod identity 80`,
    ...["vpc", "internet", "service of the API server", "pod identity"].map((to) => `${name} -> ${to} 443`),
  ]),
  "restore test -> dns 53",
  "restore test -> vpc 443",
  "restore test -> service of the API server 443",
  "data access -> dns 53",
  "data access -> istiod 15012",
  "data access -> log-agent 9880",
];

const meshed = (name: string): readonly string[] => [`${name} -> dns 53`, `${name} -> istiod 15012`];
const entrance = ["vpc -> gateway 15021", "vpc -> gateway 8443", ...meshed("gateway")];

interface Reviewed {
  readonly vpc: string;
  /** Where the stack says where Services are. */
  readonly services?: string;
  readonly pods: readonly End[];
  readonly reaches: readonly string[];
}

const apps = ["patient-api", "database", "portal", "database-password"] as const;
const example = apps.map((app) => pod("patient-records", app));

/** The database is reached by the API, and by the job that changes its password. */
const ofExample = [
  ...apps.flatMap((app) => [...meshed(app), `${app} -> pod identity 80`]),
  "patient-api -> database 5432",
  "database-password -> database 5432",
  "database-password -> vpc 443",
  "portal -> patient-api 3000",
  "patient-api -> data access 9191",
];

const table: Readonly<Record<string, Reviewed>> = {
  dev: {
    vpc: "10.10",
    pods: [...example, pod("patient-records", "other")],
    reaches: [...meshed("other"), "other -> pod identity 80", ...ofExample],
  },
  staging: {
    vpc: "10.20",
    pods: [...example, pod("payments", "other")],
    reaches: [...meshed("other"), ...ofExample],
  },
  prod: {
    vpc: "10.40",
    pods: [pod("patient-records", "patient-api"), pod("patient-records", "database"), pod("payments", "other"), gateway],
    reaches: [
      ...["patient-api", "database", "other"].flatMap(meshed),
      ...entrance,
      "patient-api -> database 5432",
      "patient-api -> data access 9191",
      "gateway -> patient-api 8443",
    ],
  },
  "prod-za": {
    vpc: "100.64",
    services: "10.100.0",
    pods: [pod("card-payments", "payment-api"), pod("card-payments", "other"), gateway],
    reaches: [...["payment-api", "other"].flatMap(meshed), ...entrance, "gateway -> payment-api 8443", "payment-api -> data access 9191"],
  },
};

for (const [stack, reviewed] of Object.entries(table)) {
  describe(`what reaches what in the stack ${stack}`, () => {
    let resources: readonly PlannedResource[] = [];

    before(async () => {
      ({ resources } = await planForStack(stack));
    });

    it("is what was reviewed, and nothing else", () => {
      const reachability = new Reachability(resources);
      const ends = [...system, ...watching, ...reviewed.pods, ...outside(reviewed)];
      const inside = [...system, ...watching, ...reviewed.pods];
      const found = ends.flatMap((from) =>
        ends
          .filter((to) => from !== to && (inside.includes(from) || inside.includes(to)))
          .flatMap((to) =>
            ports.filter((port) => reachability.reaches(from, to, port)).map((port) => `${from.name} -> ${to.name} ${String(port)}`),
          ),
      );
      // What runs in kube-system belongs to EKS: no policy of ours selects it, so that only the other end refuses.
      const judged = found.filter((line) => !line.startsWith("dns -> ") && !(/ -> dns /.test(line) && isOutside(line)));
      assert.deepEqual(judged.sort(), [...shared, ...reviewed.reaches].sort());
    });

    const isOutside = (line: string): boolean => outside(reviewed).some(({ name }) => line.startsWith(`${name} -> `));
  });
}
