import assert from "node:assert/strict";
import { toDataAccess } from "../../../components/peers";
import type { Flow } from "../../../components/args";
import { accountsOf, authorizationPolicies } from "../../../components/namespaces/authorization";
import { flowName, networkPolicies } from "../../../components/namespaces/flows";

const flow = (changes: Partial<Flow> = {}): Flow => ({
  from: { namespace: "records", pods: { app: "patient-api" } },
  to: { namespace: "records", pods: { app: "database" } },
  port: 5432,
  protocol: "TCP",
  ...changes,
});
const everybody = { namespace: "records", pods: {} };

const settings = (name: string, podIdentity = false) => ({ name, podIdentity, guards: [] });

describe("a declared flow", () => {
  it("has a name that says it, and another one for each other flow", () => {
    const flows = [
      flow(),
      flow({ port: 5433 }),
      flow({ protocol: "UDP" }),
      flow({ from: everybody }),
      flow({ from: { namespace: "payments", pods: { app: "patient-api" } } }),
      flow({ from: { namespace: "records", pods: { tier: "patient-api" } } }),
      flow({ from: { namespace: "records", pods: { app: "Patient_api" } } }),
    ];
    const names = flows.map(flowName);
    assert.equal(names[0], "patient-api-to-database-5432");
    assert.equal(names[2], "patient-api-to-database-5432-udp");
    assert.equal(names[4], "payments-patient-api-to-database-5432");
    assert.equal(new Set(names).size, flows.length);
    for (const name of names) assert.match(name, /^[a-z0-9]([a-z0-9-]{0,251}[a-z0-9])?$/);
  });

  it("opens both of its ends, and in another namespace only its own end", () => {
    const between = flow({ from: { namespace: "payments", pods: { app: "ledger" } } });
    const names = (namespace: string) => Object.keys(networkPolicies(settings(namespace), [between]));
    assert.deepEqual(names("records"), ["deny-all", "mesh", "in-payments-ledger-to-database-5432"]);
    assert.deepEqual(names("payments"), ["deny-all", "mesh", "out-payments-ledger-to-database-5432"]);
    assert.deepEqual(names("others"), ["deny-all", "mesh"]);
  });

  it("opens the way to credentials for the namespaces that ask for it, and never the one to instance metadata", () => {
    assert.deepEqual(Object.keys(networkPolicies(settings("records", true), [])), ["deny-all", "mesh", "pod-identity"]);
    assert.ok(!JSON.stringify(networkPolicies(settings("records", true), [flow()])).includes("169.254.169.254"));
  });

  it("lets guarded pods ask who may be let in, and no other pod", () => {
    const guards = [{ app: "patient-api", port: 3000, routes: [] }];
    const policies = networkPolicies({ ...settings("records"), guards }, []);
    assert.deepEqual(policies["guard-patient-api"], {
      podSelector: { matchLabels: { app: "patient-api" } },
      policyTypes: ["Egress"],
      egress: [toDataAccess],
    });
  });

  it("is allowed by identity: the service account that is named, else that of the app, else the namespace", () => {
    const sources = (from: Flow["from"]) => authorizationPolicies("records", [flow({ from })])[0]?.spec.rules[0]?.from[0]?.source;
    assert.deepEqual(sources(flow().from), { principals: ["cluster.local/ns/records/sa/patient-api"] });
    assert.deepEqual(sources({ ...flow().from, serviceAccount: "api" }), { principals: ["cluster.local/ns/records/sa/api"] });
    assert.deepEqual(sources(everybody), { namespaces: ["records"] });
  });

  it("is allowed where it ends only, and over TCP only, which is what the mesh carries", () => {
    const between = flow({ from: { namespace: "payments", pods: { app: "ledger" } } });
    assert.equal(authorizationPolicies("payments", [between]).length, 0);
    assert.equal(authorizationPolicies("records", [flow({ protocol: "UDP" })]).length, 0);
    const [policy] = authorizationPolicies("records", [flow()]);
    assert.deepEqual(policy?.spec.selector, { matchLabels: { app: "database" } });
    assert.deepEqual(policy.spec.rules[0]?.to, [{ operation: { ports: ["5432"] } }]);
  });

  it("names the service accounts of its namespace, each once", () => {
    assert.deepEqual(accountsOf("records", [flow(), flow({ port: 1 }), flow({ from: everybody })]), ["database", "patient-api"]);
    assert.deepEqual(accountsOf("payments", [flow()]), []);
  });
});
