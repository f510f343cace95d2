import assert from "node:assert/strict";
import { redact } from "../../../audit/evidence/redact";
import { evidenceOf, wellKept } from "../live/cluster";
import { audited, statuses } from "../live/support";

const planted = "zq9-planted-value";

/** Wherever people write words of their own. */
const places: Readonly<Record<string, object>> = {
  "a variable": { spec: { containers: [{ env: [{ name: "X", value: planted }] }] } },
  "a variable of an init container": { spec: { initContainers: [{ env: [{ name: "X", value: planted }] }] } },
  "an argument": { spec: { containers: [{ args: ["--token", planted] }] } },
  "a command": { spec: { containers: [{ command: ["sh", "-c", planted] }] } },
  "the command of a probe": { spec: { containers: [{ livenessProbe: { exec: { command: [planted] } } }] } },
  "a header of a probe": { spec: { containers: [{ livenessProbe: { httpGet: { httpHeaders: [{ name: "X", value: planted }] } } }] } },
  "a hook of a backup": { spec: { hooks: { resources: [{ pre: [{ exec: { command: [planted] } }] }] } } },
  "an annotation": { metadata: { annotations: { "kubectl.kubernetes.io/last-applied-configuration": planted } } },
  "data of a map": { data: { key: planted }, stringData: { key: planted }, binaryData: { key: planted } },
  "a message of a status": { status: { conditions: [{ type: "Ready", message: planted }] } },
  "managed fields": { metadata: { managedFields: [{ fieldsV1: { [planted]: {} } }] } },
};

describe("evidence", () => {
  for (const [place, object] of Object.entries(places))
    it(`does not keep what stands in ${place}`, () => {
      assert.ok(!JSON.stringify(redact(object)).includes(planted));
    });

  it("keeps that there was a credential, and not which", () => {
    const key = `AKIA${"B".repeat(16)}`;
    const kept = JSON.stringify(redact({ spec: { containers: [{ env: [{ name: "X", value: key }] }] } }));
    assert.ok(!kept.includes(key));
    assert.match(kept, /\[redacted: a credential\]/);
  });

  it("keeps all that checks look at: they say the same of what is kept as of the live objects", () => {
    const live = evidenceOf(wellKept);
    const kept = {
      ...live,
      answers: live.answers.map((answer) => ("items" in answer ? { ...answer, items: answer.items.map(redact) } : answer)),
    };
    assert.deepEqual(statuses(audited(kept)), statuses(audited(live)));
  });

  it("keeps an empty value empty", () => {
    assert.deepEqual(redact({ env: [{ name: "X", value: "" }] }), { env: [{ name: "X", value: "" }] });
  });
});
