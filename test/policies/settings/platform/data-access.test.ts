import { type Changes, accepted, refused } from "./support";

const guard = (change: object = {}): object => ({
  app: "api",
  port: 3000,
  routes: [{ methods: ["GET"], path: "^/patients/([0-9]+)$", action: "read" }],
  ...change,
});
const flows = [
  { from: { pods: { app: "api" } }, to: { pods: { app: "database" } }, port: 5432 },
  { from: { pods: { app: "portal" } }, to: { pods: { app: "api" } }, port: 3000 },
];
const guarded = (change: object = {}): Changes => ({ "namespaces.0.flows": flows, "namespaces.0.guards": [guard(change)] });
const route = (change: object): Changes =>
  guarded({ routes: [{ methods: ["GET"], path: "^/patients/([0-9]+)$", action: "read", ...change }] });
const guards = "namespaces[0].guards[0]";

describe("guarded data of a stack", () => {
  accepted([
    ["may have a guard that a flow leads to", guarded()],
    ["may have RSA keys", { "dataAccess.jwks": '{"keys":[{"kty":"RSA","n":"n","e":"AQAB"}]}' }],
    ["may group what finds no record", route({ path: "^/(?:patients|persons)/([0-9]+)$" })],
    [
      "is not needed where no namespace has such data",
      { dataAccess: undefined, "namespaces.0.dataClass": "internal", "namespaces.1.dataClass": "internal" },
    ],
  ]);
  refused([
    ["refuse keys that are not JSON", { "dataAccess.jwks": "{keys}" }, "dataAccess.jwks", "is not JSON"],
    ["refuse a set without keys", { "dataAccess.jwks": '{"keys":[]}' }, "dataAccess.jwks", "has no keys"],
    [
      "refuse a private key, and say that it is to be replaced",
      { "dataAccess.jwks": '{"keys":[{"kty":"EC","crv":"P-256","x":"x","y":"y","d":"d"}]}' },
      "dataAccess.jwks",
      "replace that one",
    ],
    ["refuse a shared key", { "dataAccess.jwks": '{"keys":[{"kty":"oct","k":"k"}]}' }, "dataAccess.jwks", "private or shared key"],
    [
      "refuse a key of a kind that nothing verifies with",
      { "dataAccess.jwks": '{"keys":[{"kty":"OKP"}]}' },
      "dataAccess.jwks",
      "RSA or EC",
    ],
    ["refuse an issuer without TLS", { "dataAccess.issuer": "http://identity.example.com" }, "dataAccess.issuer", "https"],
    ["refuse a role twice", { "dataAccess.roles.0.name": "break-glass" }, "dataAccess.roles[1].name", "repeats"],
    [
      "refuse an emergency of a role that there is not",
      { "dataAccess.breakGlass.role": "boss" },
      "dataAccess.breakGlass.role",
      "is no role",
    ],
    ["refuse an emergency of a day", { "dataAccess.breakGlass.minutes": 1440 }, "dataAccess.breakGlass.minutes", "240"],
    ["refuse a guard that no flow leads to", guarded({ port: 3001 }), guards, "no flow leads to"],
    ["refuse a route that finds no record", route({ path: "^/patients$" }), `${guards}.routes[0].path`, "exactly one group"],
    ["refuse a route with two groups", route({ path: "^/(a|b)/([0-9]+)$" }), `${guards}.routes[0].path`, "exactly one group"],
    ["refuse a route that does not end", route({ path: "^/patients/([0-9]+)" }), `${guards}.routes[0].path`, "ends with $"],
    ["refuse an action that no role may do", route({ action: "erase" }), `${guards}.routes[0].action`, "no role may do"],
    ["refuse a method that HTTP has not", route({ methods: ["FETCH"] }), `${guards}.routes[0].methods[0]`, "one of GET"],
    [
      "refuse such data when nobody says whose tokens are taken",
      { dataAccess: undefined, "namespaces.1.dataClass": "internal" },
      "namespaces[0].dataClass",
      "write dataAccess",
    ],
  ]);
});

const records: Changes = {
  patientRecords: { namespace: "records" },
  "namespaces.0.podIdentity": true,
  "namespaces.0.flows": [
    { from: { pods: { app: "patient-api" } }, to: { pods: { app: "database" } }, port: 5432 },
    { from: { pods: { app: "portal" } }, to: { pods: { app: "patient-api" } }, port: 3000 },
  ],
  "namespaces.0.guards": [guard({ app: "patient-api" })],
};

describe("the healthcare example of a stack", () => {
  accepted([
    ["may run in a namespace that has what it needs", records],
    [
      "may have an image of one's own, with digest",
      { ...records, "patientRecords.apiImage": `registry.example.com/api:1@sha256:${"a".repeat(64)}` },
    ],
  ]);
  refused([
    [
      "needs a namespace of the file",
      { ...records, patientRecords: { namespace: "labs" } },
      "patientRecords.namespace",
      "is no namespace of this file",
    ],
    ["needs the class of its data", { ...records, "namespaces.0.dataClass": "cardholder" }, "namespaces[0].dataClass", "write phi"],
    ["needs an identity at AWS", { ...records, "namespaces.0.podIdentity": false }, "namespaces[0].podIdentity", "write true"],
    ["needs its guard", { ...records, "namespaces.0.guards": [] }, "namespaces[0].guards", "guards no patient-api"],
    [
      "needs the way to its database",
      { ...records, "namespaces.0.flows": [{ from: { pods: { app: "portal" } }, to: { pods: { app: "patient-api" } }, port: 3000 }] },
      "namespaces[0].flows",
      "add that flow",
    ],
    [
      "refuses an image without digest",
      { ...records, "patientRecords.apiImage": "registry.example.com/api:1" },
      "patientRecords.apiImage",
      "with its digest",
    ],
  ]);
});
