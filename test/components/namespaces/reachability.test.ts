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

const ports = [53, 80, 443, 5432, 8080, 8443, 15012, 15017, 15021] as const;

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

const table: Readonly<Record<string, Reviewed>> = {
  dev: {
    vpc: "10.10",
    pods: [pod("patient-records", "patient-api"), pod("patient-records", "database"), pod("patient-records", "other")],
    reaches: [...["patient-api", "database", "other"].flatMap(meshed), "patient-api -> database 5432"],
  },
  staging: {
    vpc: "10.20",
    pods: [pod("patient-records", "patient-api"), pod("patient-records", "database"), pod("payments", "other")],
    reaches: [...["patient-api", "database", "other"].flatMap(meshed), "patient-api -> database 5432"],
  },
  prod: {
    vpc: "10.40",
    pods: [pod("patient-records", "patient-api"), pod("patient-records", "database"), pod("payments", "other"), gateway],
    reaches: [
      ...["patient-api", "database", "other"].flatMap(meshed),
      ...entrance,
      "patient-api -> database 5432",
      "gateway -> patient-api 8443",
    ],
  },
  "prod-za": {
    vpc: "100.64",
    services: "10.100.0",
    pods: [pod("card-payments", "payment-api"), pod("card-payments", "other"), gateway],
    reaches: [...["payment-api", "other"].flatMap(meshed), ...entrance, "gateway -> payment-api 8443"],
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
      const ends = [...system, ...reviewed.pods, ...outside(reviewed)];
      const inside = [...system, ...reviewed.pods];
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
