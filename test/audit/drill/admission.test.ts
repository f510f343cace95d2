import assert from "node:assert/strict";
import { admissionProbes } from "../../../audit/drill/admission";
import type { Cluster, Outcome, Probe } from "../../../audit/drill/probe";
import { admissionCheckIds } from "../../../policies/admission";

interface Asked {
  readonly path: string;
  readonly body: { readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } };
}

/** A cluster that answers every request alike. */
function answering(status: number, message = "") {
  const asked: Asked[] = [];
  const cluster: Cluster = {
    get: () => Promise.reject(new Error("nothing is read")),
    post: (path, body) => {
      asked.push({ path, body: body as Asked["body"] });
      return Promise.resolve({ status, text: JSON.stringify({ message }) });
    },
  };
  return { asked, cluster };
}

const probes = admissionProbes("records");
const nodePort = probes.find(({ id }) => id === "admission/service-no-node-port") as Probe;
const webhook = (text: string): string => `admission webhook "validation.gatekeeper.sh" denied the request: ${text}`;

const answers: readonly (readonly [it: string, status: number, message: string, outcome: Outcome["status"], says: RegExp])[] = [
  ["the check refuses", 403, webhook("[service-no-node-port] a port on every node"), "pass", /^\d+ refused$/],
  ["another check refuses before it", 403, webhook("[service-no-load-balancer] no"), "pass", /by another guard/],
  [
    "Pod Security refuses before it",
    403,
    'pods "x" is forbidden: violates PodSecurity "restricted:latest": no',
    "pass",
    /by another guard/,
  ],
  ["it is accepted", 201, "", "fail", /is accepted; see whether the constraint service-no-node-port is in force/],
  [
    "whoever asks may not make it",
    403,
    'services is forbidden: User "x" cannot create resource "services"',
    "error",
    /may not make a Service/,
  ],
  [
    "the kind or the namespace is not there",
    404,
    "the server could not find the requested resource",
    "not-evaluated",
    /does not know Service/,
  ],
  [
    "the webhook cannot be called",
    500,
    'Internal error occurred: failed calling webhook "validation.gatekeeper.sh"',
    "error",
    /answered 500/,
  ],
  ["the object is not valid", 422, "spec.ports: Required value", "error", /answered 422/],
  ["the answer is none", 502, "<html>", "error", /answered 502/],
];

describe("a drill of admission", () => {
  for (const [sentence, status, message, outcome, says] of answers)
    it(`is ${outcome} when ${sentence}`, async () => {
      const found = await nodePort.ask(answering(status, message).cluster);
      assert.equal(found.status, outcome);
      assert.match(found.message, says);
    });

  it("tries nearly every check at admission, by dry run, under names of its own, in the namespace that it was given", async () => {
    const untried = admissionCheckIds.filter((check) => !probes.some(({ id }) => id === `admission/${check}`));
    // These need others around them, or another person.
    assert.deepEqual(untried, ["data-workloads-guarded", "runtime-namespace-protected"]);
    const { asked, cluster } = answering(403, webhook("[none] no"));
    for (const probe of probes) await probe.ask(cluster);
    assert.ok(asked.length > 100, String(asked.length));
    for (const { path, body } of asked) {
      assert.match(path, /\?dryRun=All&/);
      assert.match(body.metadata.name, /^drill-/);
      assert.ok(body.metadata.namespace === undefined || body.metadata.namespace === "records");
      assert.equal(path.includes("/namespaces/records/"), body.metadata.namespace === "records", path);
    }
  });
});
