import { accepted, refused } from "./support";

const flow = (from: object, to: object): object => ({ from, to, port: 8443 });

describe("namespaces of a stack", () => {
  accepted([
    ["may be none", { namespaces: undefined }],
    ["may let in what the ingress sends", { "namespaces.1.flows": [flow({ namespace: "istio-ingress" }, { pods: { app: "api" } })] }],
    ["may let in another namespace of the stack", { "namespaces.1.flows": [flow({ namespace: "records", pods: { app: "api" } }, {})] }],
    ["may hold personal data under GDPR", { "namespaces.1.dataClass": "personal" }],
  ]);
  refused([
    ["refuse a name twice", { "namespaces.1.name": "records" }, "namespaces[1].name", "repeats the name of entry [0]"],
    [
      "refuse a name that Kubernetes does not take",
      { "namespaces.0.name": "Records" },
      "namespaces[0].name",
      "small letters, digits and hyphens",
    ],
    ["refuse a namespace of Kubernetes", { "namespaces.0.name": "kube-system" }, "namespaces[0].name", "of Kubernetes or of the platform"],
    ["refuse a namespace of the platform", { "namespaces.0.name": "velero" }, "namespaces[0].name", "of Kubernetes or of the platform"],
    [
      "name the classes of data",
      { "namespaces.0.dataClass": "secret" },
      "namespaces[0].dataClass",
      "one of phi, cardholder, personal, internal",
    ],
    ["refuse health data without hipaa", { frameworks: ["gdpr", "pci-dss"] }, "namespaces[0].dataClass", "is governed by hipaa"],
    ["refuse card data without pci-dss", { frameworks: ["gdpr", "hipaa"] }, "namespaces[1].dataClass", "is governed by pci-dss"],
    ["need an owner", { "namespaces.0.owner": undefined }, "namespaces[0].owner", "is missing"],
    ["refuse an owner of nothing", { "namespaces.0.owner": " " }, "namespaces[0].owner", "has the wrong form"],
    ["need quotas", { "namespaces.0.quotas": undefined }, "namespaces[0].quotas", "is missing; write a mapping with cpu, memory, pods"],
    ["refuse a quantity without quotes", { "namespaces.0.quotas.cpu": 4 }, "namespaces[0].quotas.cpu", "put it in quotes"],
    [
      "refuse a flow from a namespace that is not declared",
      { "namespaces.0.flows": [flow({ namespace: "reports" }, {})] },
      "namespaces[0].flows[0].from.namespace",
      "is no namespace of this file",
    ],
    [
      "refuse a flow between two others",
      { "namespaces.0.flows": [flow({ namespace: "payments" }, { namespace: "istio-ingress" })] },
      "namespaces[0].flows[0]",
      "joins two other namespaces",
    ],
    [
      "refuse a flow twice, its namespace written out or not",
      {
        "namespaces.0.flows": [
          flow({ pods: { app: "api" } }, { pods: { app: "database" } }),
          flow({ namespace: "records", pods: { app: "api" } }, { pods: { app: "database" } }),
        ],
      },
      "namespaces[0].flows[1]",
      "repeats another flow",
    ],
    [
      "refuse a flow from the gateway when nothing comes in",
      { ingress: "none", "namespaces.0.flows": [flow({ namespace: "istio-ingress" }, { pods: { app: "api" } })] },
      "namespaces[0].flows[0].from.namespace",
      "ingress: none does not make",
    ],
    [
      "ask for the service account of pods whose label is no name of one",
      { "namespaces.0.flows": [flow({ pods: { app: "Patient_API" } }, { pods: { app: "database" } })] },
      "namespaces[0].flows[0].from",
      "write serviceAccount: beside it",
    ],
    [
      "refuse the account of every pod",
      { "namespaces.0.flows": [flow({ pods: { app: "api" } }, { serviceAccount: "default" })] },
      "namespaces[0].flows[0].to",
      "with a name of its own",
    ],
    ["refuse a port of nothing", { "namespaces.0.flows.0.port": 0 }, "namespaces[0].flows[0].port", "from 1 to 65535"],
    ["refuse yes for true", { "namespaces.0.podIdentity": "yes" }, "namespaces[0].podIdentity", "write true or false"],
    ["refuse true in quotes", { "namespaces.0.podIdentity": "true" }, "namespaces[0].podIdentity", "without them"],
    ["refuse a port that does not exist", { "namespaces.0.flows.0.port": 70000 }, "namespaces[0].flows[0].port", "from 1 to 65535"],
  ]);
});
