import assert from "node:assert/strict";
import { type JsonWebKey, type KeyObject, createSign, generateKeyPairSync } from "node:crypto";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { policySettings } from "../../components/data-access/settings";
import type { NamespaceSettings } from "../../components/args";
import { PolicyServer } from "./data-access/server";
import { type Mood, Sink } from "./data-access/sink";
import { findKubernetes } from "./tools/kubernetes";

const policyFolder = join(__dirname, "../../components/data-access/policy");

function opa(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(findKubernetes("opa"), args, { encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

describe("the policy of data access", () => {
  it("is valid in strict mode, formatted, and passes its own tests with every line run", () => {
    assert.equal(opa("check", "--strict", policyFolder).output, "");
    assert.equal(opa("fmt", "--list", policyFolder).output, "");
    const tested = opa("test", policyFolder);
    assert.equal(tested.status, 0, tested.output);
    assert.match(tested.output, /^PASS: [1-9]/m);
    const { files } = JSON.parse(opa("test", "--coverage", policyFolder).output) as {
      readonly files: Readonly<Record<string, { readonly coverage: number }>>;
    };
    assert.ok(Object.keys(files).length > 5);
    for (const [file, { coverage }] of Object.entries(files)) assert.equal(coverage, 100, file);
  });
});

const namespace: NamespaceSettings = {
  name: "patient-records",
  owner: "records-team",
  dataClass: "phi",
  quotas: { cpu: "4", memory: "8Gi", pods: 20 },
  podIdentity: true,
  flows: [
    {
      from: { namespace: "istio-ingress", pods: {} },
      to: { namespace: "patient-records", pods: { app: "patient-api" } },
      port: 3000,
      protocol: "TCP",
    },
  ],
  guards: [
    {
      app: "patient-api",
      port: 3000,
      routes: [{ methods: ["GET"], path: String.raw`^/patients\?id=eq\.([0-9]{1,18})$`, action: "read" }],
    },
  ],
};

const issuer = "https://identity.example.com";
const audience = "patient-records";

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
function signed(claims: object, key: KeyObject): string {
  const body = `${encoded({ alg: "ES256", typ: "JWT", kid: "one" })}.${encoded(claims)}`;
  return `${body}.${createSign("SHA256").update(body).sign({ key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

const pair = (): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } => generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwks = (key: JsonWebKey): string => JSON.stringify({ keys: [{ ...key, kid: "one", use: "sig", alg: "ES256" }] });

describe("data access, decided by the server of OPA", () => {
  const own = pair();
  const foreign = pair();
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: audience,
    sub: "alice",
    role: "clinician",
    records: ["17"],
    iat: now,
    exp: now + 600,
    diagnosis: "a-thing-that-nobody-logs",
  };
  let sink: Sink;
  let server: PolicyServer;

  const request = (
    token: string | undefined,
    { path = "/patients?id=eq.17", purpose = "treatment", caller = "istio-ingress" } = {},
  ): object => ({
    attributes: {
      source: { principal: `spiffe://cluster.local/ns/${caller}/sa/istio-ingress` },
      destination: { principal: "spiffe://cluster.local/ns/patient-records/sa/patient-api" },
      request: {
        http: {
          id: "4711",
          method: "GET",
          path,
          host: "records.example.com",
          headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), "x-purpose-of-use": purpose },
        },
      },
    },
    parsed_path: ["patients"],
  });

  before(async () => {
    sink = await Sink.start();
    const settings = policySettings(
      {
        issuer,
        audience,
        jwks: jwks(own.publicKey.export({ format: "jwk" })),
        roles: [
          { name: "clinician", purposes: ["treatment"], actions: ["read"] },
          { name: "break-glass", purposes: ["emergency"], actions: ["read"] },
        ],
        breakGlass: { role: "break-glass", minutes: 60 },
      },
      [namespace],
    );
    server = await PolicyServer.start({ ...settings, sink: sink.url });
  });

  after(async () => {
    await server.stop();
    await sink.stop();
  });

  const good = (): string => signed(claims, own.privateKey);

  it("allows what is verified, authorised and recorded, and the record says who, what, why and which request", async () => {
    sink.records.length = 0;
    assert.equal((await server.decide(request(good()))).allowed, true);
    const [record, ...others] = sink.records;
    assert.deepEqual(others, []);
    const { subject, role, purpose, action, record: id, result, request: number } = record ?? {};
    assert.deepEqual(
      [subject, role, purpose, action, id, result, number],
      ["alice", "clinician", "treatment", "read", "17", "allow", "4711"],
    );
  });

  const refusals: readonly (readonly [string, () => object])[] = [
    ["no token", () => request(undefined)],
    ["a token of another issuer's key", () => request(signed(claims, foreign.privateKey))],
    ["a token that was changed", () => request(good().replace(/\.[^.]+\./, `.${encoded({ ...claims, records: ["18"] })}.`))],
    ["a token without a signature", () => request(`${encoded({ alg: "none" })}.${encoded(claims)}.`)],
    ["a token signed with the public key as a shared one", () => request(`${encoded({ alg: "HS256" })}.${encoded(claims)}.c2lnbmF0dXJl`)],
    ["a token that is over", () => request(signed({ ...claims, exp: now - 1 }, own.privateKey))],
    ["a token that is not yet", () => request(signed({ ...claims, nbf: now + 600 }, own.privateKey))],
    ["a token without an end", () => request(signed({ ...claims, exp: undefined }, own.privateKey))],
    ["a token of another issuer", () => request(signed({ ...claims, iss: "https://elsewhere.example.com" }, own.privateKey))],
    ["a token for somebody else", () => request(signed({ ...claims, aud: "billing" }, own.privateKey))],
    ["another record", () => request(good(), { path: "/patients?id=eq.18" })],
    ["every record", () => request(good(), { path: "/patients" })],
    ["another purpose", () => request(good(), { purpose: "curiosity" })],
    ["another workload that asks", () => request(good(), { caller: "elsewhere" })],
    ["another role", () => request(signed({ ...claims, role: "visitor" }, own.privateKey))],
  ];
  for (const [what, input] of refusals)
    it(`refuses ${what}, and records that`, async () => {
      sink.records.length = 0;
      assert.deepEqual([(await server.decide(input())).allowed, sink.records.map(({ result }) => result)], [false, ["deny"]]);
    });

  it("opens another record in an emergency with reason, ticket and end, and says so in the record", async () => {
    sink.records.length = 0;
    const emergency = { ...claims, role: "break-glass", records: [] };
    const excuse = { reason: "unconscious", ticket: "INC-7", until: now + 900 };
    const ask = (more: object): Promise<{ readonly allowed: boolean }> =>
      server.decide(request(signed({ ...emergency, ...more }, own.privateKey), { purpose: "emergency", path: "/patients?id=eq.99" }));
    assert.equal((await ask({ break_glass: excuse })).allowed, true);
    assert.equal(sink.records[0]?.["breakGlass"], true);
    assert.equal((await ask({ break_glass: { ...excuse, until: now + 36_000 } })).allowed, false);
    assert.equal((await ask({})).allowed, false);
  });

  const moods: readonly Mood[] = ["refuses", "is slow", "answers another way"];
  for (const mood of moods)
    it(`refuses when the sink ${mood}, and does not wait for it`, async () => {
      sink.mood = mood;
      const before = sink.answered;
      const { allowed, http_status } = await server.decide(request(good()));
      assert.deepEqual([allowed, http_status], [false, 503]);
      // Nobody waits for one that is slow: Envoy would have given up.
      assert.equal(sink.answered - before, mood === "is slow" ? 0 : 1);
      sink.mood = "takes";
    });

  it("prints how long decisions take", async () => {
    const times: number[] = [];
    for (let count = 0; count < 300; count++) {
      const start = process.hrtime.bigint();
      await server.decide(request(good()));
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
    times.sort((a, b) => a - b);
    const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
    console.log(`      decisions with record, over HTTP: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
    assert.equal(times.length, 300);
  });

  it("has neither token nor anything of a record in any record or log", async () => {
    const token = good();
    await server.decide(request(token));
    const everything = `${JSON.stringify(sink.records)}${server.log()}`;
    for (const secret of [token, token.split(".")[1] ?? "", token.split(".")[2] ?? "", "a-thing-that-nobody-logs"])
      assert.ok(!everything.includes(secret));
  });

  it("refuses when the sink is gone", async () => {
    await sink.stop();
    assert.deepEqual(await server.decide(request(good())).then(({ allowed, http_status }) => [allowed, http_status]), [false, 503]);
    sink = await Sink.start();
  });
});
