import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../../../policies/controls";
import { type RuleDecisions, ruleFiles, runtimeCheckIds, runtimeChecks, sources } from "../../../policies/runtime";
import { type Event, raisedBy } from "../../falco/evaluate";
import { type AuditEvent, fieldsOfAudit } from "../../falco/audit-event";
import { definedIn, fieldsOf, loadRules } from "../../falco/rules";
import { ordinary, raising } from "./events";

const deployer = "arn:aws:sts::111122223333:assumed-role/platform-deployer/";
const decisions: RuleDecisions = { deployers: [deployer], waivers: [] };
const loaded = sources.flatMap((source) => loadRules(ruleFiles(source, decisions)));
const ofSyscalls = loaded.filter(({ source }) => source === "syscall");
const ofAudit = loaded.filter(({ source }) => source === "k8s_audit");

describe("the rules of Falco", () => {
  it("are a file for each check at runtime, each loaded for its source", () => {
    const written = readdirSync(join(__dirname, "../../../policies/runtime")).filter((file) => file.endsWith(".yaml"));
    assert.deepEqual(written.map((file) => file.replace(".yaml", "")).sort(), [...runtimeCheckIds].sort());
    for (const source of sources)
      for (const [file] of Object.entries(ruleFiles(source, decisions)).filter(([name]) => name.startsWith("10-")))
        assert.equal(Object.entries(runtimeChecks).find(([id]) => file === `10-${id}.yaml`)?.[1], source, file);
  });

  for (const { rule, file, tags, desc, output, source, priority, expanded } of loaded)
    it(`"${rule}" names its check, says what to do, and where it happened`, () => {
      const id = file.replace(/^10-(.*)\.yaml$/, "$1");
      assert.deepEqual(tags, [id, "compliance"]);
      assert.ok(id in checks);
      assert.equal(runtimeChecks[id as keyof typeof runtimeChecks], source);
      assert.ok(["CRITICAL", "ERROR", "WARNING", "NOTICE"].includes(priority), "the routes leave out what is below notice");
      assert.ok(desc.trim().length > 60);
      // Whoever is told has to know who and where.
      assert.match(output, source === "syscall" ? /%user\.name|%k8s\.pod\.name/ : /%ka\.user\.name|without identity/);
      assert.ok(fieldsOf(expanded).includes("evt.num"), "no waiver can excuse it");
    });

  it("use names of their own, each once, so that none of Falco's is replaced", () => {
    for (const source of sources) {
      const names = definedIn(ruleFiles(source, decisions));
      assert.equal(new Set(names).size, names.length);
      const rules = new Set(loaded.map(({ rule }) => rule));
      for (const name of names) assert.ok(rules.has(name) || name.startsWith("ce_"), name);
    }
  });

  it("refuse a macro or a list that is nowhere", () => {
    const rule = (condition: string) => ({
      "a.yaml": `- rule: x\n  desc: x\n  condition: ${condition}\n  output: x\n  priority: ERROR\n  source: syscall\n  tags: []\n`,
    });
    assert.throws(() => loadRules(rule("ce_nowhere and proc.name = x")), /no macro is named ce_nowhere/);
    assert.throws(() => loadRules(rule("proc.name in (ce_nowhere)")), /no list is named ce_nowhere/);
  });

  describe("on system calls", () => {
    it("are all in the table of events", () => {
      assert.deepEqual(Object.keys(raising).sort(), ofSyscalls.map(({ rule }) => rule).sort());
    });
    for (const [rule, events] of Object.entries(raising))
      for (const [what, event] of Object.entries(events))
        it(`"${rule}" is raised by: ${what}`, () => {
          assert.deepEqual(raisedBy(event, ofSyscalls), [rule]);
        });
    for (const [what, event] of Object.entries(ordinary))
      it(`nothing is raised when ${what}`, () => {
        assert.deepEqual(raisedBy(event, ofSyscalls), []);
      });
  });

  describe("on the audit log", () => {
    const person = { username: "arn:aws:sts::111122223333:assumed-role/operator/alice" };
    const asked: AuditEvent = { stage: "ResponseComplete", verb: "create", requestURI: "/", user: person, responseStatus: { code: 201 } };
    const pods = { resource: "pods", namespace: "patient-records", name: "database-0" };
    const cases: readonly (readonly [string, AuditEvent, readonly string[]])[] = [
      [
        "exec by websocket",
        { ...asked, verb: "get", stage: "ResponseStarted", responseStatus: { code: 101 }, objectRef: { ...pods, subresource: "exec" } },
        ["Pod entered through the API"],
      ],
      [
        "the end of the same exec",
        { ...asked, verb: "get", responseStatus: { code: 101 }, objectRef: { ...pods, subresource: "exec" } },
        [],
      ],
      [
        "a refused exec",
        { ...asked, responseStatus: { code: 403 }, objectRef: { ...pods, subresource: "exec" } },
        ["Pod entered through the API"],
      ],
      ["attach", { ...asked, stage: "ResponseStarted", objectRef: { ...pods, subresource: "attach" } }, ["Pod entered through the API"]],
      [
        "port-forward",
        { ...asked, stage: "ResponseStarted", objectRef: { ...pods, subresource: "portforward" } },
        ["Pod entered through the API"],
      ],
      [
        "an ephemeral container",
        { ...asked, verb: "patch", objectRef: { ...pods, subresource: "ephemeralcontainers" } },
        ["Container added to a running pod"],
      ],
      [
        "a secret read by a person",
        { ...asked, verb: "get", objectRef: { resource: "secrets", namespace: "patient-records", name: "x" } },
        ["Secret read by a person"],
      ],
      [
        "secrets read by a controller",
        { ...asked, verb: "list", user: { username: "system:serviceaccount:istio-system:istiod" }, objectRef: { resource: "secrets" } },
        [],
      ],
      [
        "a secret read by a node",
        { ...asked, verb: "get", user: { username: "system:node:ip-10-0-0-1" }, objectRef: { resource: "secrets" } },
        [],
      ],
      [
        "a secret read by the deployer",
        { ...asked, verb: "get", user: { username: `${deployer}ci` }, objectRef: { resource: "secrets" } },
        [],
      ],
      ["a role changed by a person", { ...asked, verb: "patch", objectRef: { resource: "roles" } }, ["Rights in the cluster changed"]],
      [
        "a role changed by the deployer",
        { ...asked, verb: "patch", user: { username: `${deployer}ci` }, objectRef: { resource: "roles" } },
        [],
      ],
      [
        "a role changed by one whose name begins like the deployer's",
        { ...asked, verb: "patch", user: { username: `${deployer.slice(0, -1)}2/x` }, objectRef: { resource: "roles" } },
        ["Rights in the cluster changed"],
      ],
      [
        "cluster-admin given by the deployer",
        {
          ...asked,
          user: { username: `${deployer}ci` },
          objectRef: { resource: "clusterrolebindings" },
          requestObject: { roleRef: { name: "cluster-admin" } },
        },
        ["Anything may be done"],
      ],
      [
        "Falco deleted",
        { ...asked, verb: "delete", objectRef: { resource: "daemonsets", namespace: "falco", name: "falco" } },
        ["Runtime detection changed"],
      ],
      [
        "an anonymous list",
        { ...asked, verb: "list", user: { username: "system:anonymous" }, requestURI: "/api/v1/pods", responseStatus: { code: 200 } },
        ["Request without identity"],
      ],
      [
        "an anonymous question about health",
        { ...asked, verb: "get", user: { username: "system:anonymous" }, requestURI: "/livez", responseStatus: { code: 200 } },
        [],
      ],
      [
        "a pod that tries more than it may",
        {
          ...asked,
          verb: "list",
          user: { username: "system:serviceaccount:patient-records:api" },
          objectRef: { resource: "pods" },
          responseStatus: { code: 403 },
          annotations: { "authorization.k8s.io/decision": "forbid" },
        },
        ["Request of a workload refused"],
      ],
    ];
    for (const [what, event, expected] of cases)
      it(`${what}: ${expected.join(", ") || "nothing"}`, () => {
        assert.deepEqual(raisedBy(fieldsOfAudit(event), ofAudit), expected);
      });
    it("are all in the table of events", () => {
      const seen = new Set(cases.flatMap(([, , expected]) => expected));
      assert.deepEqual([...seen].sort(), ofAudit.map(({ rule }) => rule).sort());
    });
  });

  describe("under a waiver", () => {
    const waivers = [
      { check: "exec-in-container-alerted", resource: "kubernetes:patient-records/Pod/patient-api-*", expires: "2026-12-31" },
    ];
    const waived = loadRules(ruleFiles("syscall", { deployers: [], waivers }));
    const event = raising["Monitor exec command"]?.["kubectl exec without a terminal"] as Event;
    const at = (time: string): Event => ({ ...event, "evt.rawtime": String(BigInt(Date.parse(time)) * 1_000_000n) });
    it("say nothing of the waived pod until its last day has ended", () => {
      assert.deepEqual(raisedBy(at("2026-12-31T23:59:59Z"), waived), []);
      assert.deepEqual(raisedBy(at("2027-01-01T00:00:00Z"), waived), ["Monitor exec command"]);
    });
    it("say what they said of every other pod", () => {
      assert.deepEqual(raisedBy({ ...at("2026-12-01T00:00:00Z"), "k8s.pod.name": "database-0" }, waived), ["Monitor exec command"]);
    });
    it("take a waiver without end for one that ends with the clock", () => {
      const far = loadRules(ruleFiles("syscall", { deployers: [], waivers: waivers.map((one) => ({ ...one, expires: "9999-12-31" })) }));
      assert.deepEqual(raisedBy(at("2026-12-31T23:59:59Z"), far), []);
    });
  });
});
