import assert from "node:assert/strict";
import { personaProbes } from "../../../audit/drill/personas";
import type { Cluster, Outcome, Probe } from "../../../audit/drill/probe";

interface Review {
  readonly spec: {
    readonly groups: readonly string[];
    readonly resourceAttributes: {
      readonly verb: string;
      readonly resource: string;
      readonly subresource?: string;
      readonly namespace: string;
    };
  };
}

type May = (asked: Review["spec"]["resourceAttributes"]) => boolean | undefined;

/** A cluster whose authoriser answers so; undefined is a refusal to say. */
const authoriser = (may: May): Cluster => ({
  get: () => Promise.reject(new Error("nothing is read")),
  post: (_path, body) => {
    const allowed = may((body as Review).spec.resourceAttributes);
    return Promise.resolve(
      allowed === undefined ? { status: 403, text: "{}" } : { status: 201, text: JSON.stringify({ status: { allowed } }) },
    );
  },
});

const [probe] = personaProbes([{ name: "developer", kubernetesGroups: ["developers"] }], ["records"]) as [Probe];
const lists: May = ({ verb, resource, namespace }) => verb === "list" && resource === "pods" && namespace === "records";

const cases: readonly (readonly [it: string, may: May, status: Outcome["status"], says: RegExp])[] = [
  ["may do its work and nothing else", lists, "pass", /14 rights refused in 2 namespaces/],
  [
    "may read secrets",
    (asked) => lists(asked) === true || (asked.verb === "get" && asked.resource === "secrets"),
    "fail",
    /may get secrets in records; take the binding away/,
  ],
  [
    "may exec where the system is",
    (asked) => lists(asked) === true || (asked.subresource === "exec" && asked.namespace === "kube-system"),
    "fail",
    /may create pods\/exec in kube-system/,
  ],
  ["may do nothing at all", () => false, "fail", /may not even list pods/],
  ["may do everything", () => true, "fail", /may create pods\/exec in records/],
  ["cannot be asked about", () => undefined, "error", /create subjectaccessreviews/],
];

describe("a drill of personas", () => {
  for (const [sentence, may, status, says] of cases)
    it(`is ${status} for one that ${sentence}`, async () => {
      const found = await probe.ask(authoriser(may));
      assert.equal(found.status, status);
      assert.match(found.message, says);
    });
});
