import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { ruleFiles } from "../../policies/runtime";
import { type AuditEvent as RecordedEvent, fieldsOfAudit } from "../falco/audit-event";
import { raisedBy } from "../falco/evaluate";
import { conditionText, fieldsOf, loadRules } from "../falco/rules";
import type { ControlPlane } from "./control-plane";
import type { Client } from "./kubernetes/client";
import { controlPlane } from "./shared-control-plane";
import { findPackaged, sysdig } from "./tools/debian";

const deployer = "arn:aws:sts::111122223333:assumed-role/platform-deployer/";
const decisions = {
  deployers: [deployer],
  waivers: [{ check: "exec-in-container-alerted", resource: "kubernetes:records/Pod/legacy-*", expires: "2027-01-31" }],
};

/** Fields of Falco 0.44 (its documentation, "Supported Fields for Conditions and Outputs") that Debian's older libsinsp does not know. */
const newerFields = ["proc.is_exe_from_memfd", "proc.is_exe_upper_layer"];

/** What libsinsp says of a condition; undefined when it compiles. */
function complaintAbout(condition: string): string | undefined {
  const { stderr } = spawnSync(findPackaged(sysdig), ["-r", "/nowhere", condition], { encoding: "utf8" });
  return /filter error.*?: (.*)/.exec(stderr)?.[1] ?? (/can't open file/.test(stderr) ? undefined : stderr);
}

describe("the conditions of Falco's rules on system calls", () => {
  const rules = loadRules(ruleFiles("syscall", decisions));

  for (const { rule, expanded } of rules) {
    const newer = newerFields.filter((field) => fieldsOf(expanded).includes(field));
    it(`"${rule}" ${newer.length === 0 ? "compiles in libsinsp" : `compiles in libsinsp but for ${newer.join(", ")}`}`, () => {
      // A field that is as old as libsinsp and of the same type takes the place of a newer one.
      const text = newer.reduce((condition, field) => condition.replaceAll(field, "evt.is_io"), conditionText(expanded));
      assert.equal(complaintAbout(text), undefined);
      for (const field of newer)
        assert.match(complaintAbout(conditionText(expanded)) ?? "", new RegExp(`unrecognized field ${field}|${field}`));
    });
  }

  it("do not compile with a field, a type of event or an operator that is none", () => {
    assert.match(complaintAbout("proc.nothing = 1") ?? "", /unrecognized field/);
    assert.match(complaintAbout("evt.type = nothing") ?? "", /unknown event type/);
    assert.notEqual(complaintAbout("proc.name resembles x"), undefined);
  });
});

describe("Falco's rules on audit events of a real API server", () => {
  const rules = loadRules(ruleFiles("k8s_audit", decisions));
  const namespace = "audit-events";
  const person = "arn:aws:sts::111122223333:assumed-role/operator/alice";
  let plane: ControlPlane;
  let seen = 0;

  before(async () => {
    plane = await controlPlane();
    await plane.namespace(namespace);
    const container = { name: "one", image: "registry.example.com/one:1" };
    await plane.admin.apply({ apiVersion: "v1", kind: "Pod", metadata: { name: "one", namespace }, spec: { containers: [container] } });
    await plane.admin.apply({ apiVersion: "v1", kind: "Secret", metadata: { name: "one", namespace } });
    await plane.admin.until({ apiVersion: "v1", kind: "Pod", name: "one", namespace }, "running", (found) =>
      JSON.stringify(found?.["status"] ?? {}).includes('"phase":"Running"'),
    );
  });

  /** Rules that the events of this user raise, by rule, of what is done now. */
  async function raised(user: string, groups: readonly string[], work: (client: Client) => Promise<unknown>): Promise<readonly string[]> {
    seen = plane.auditLog().length;
    // That it fails is part of it: nodes run nothing here, and some may not.
    await work(plane.as({ name: user, groups })).catch(() => undefined);
    await new Promise((done) => setTimeout(done, 300));
    const events = (plane.auditLog() as readonly RecordedEvent[]).slice(seen).filter(({ user: who }) => who.username === user);
    assert.ok(events.length > 0, "nothing was recorded");
    return [...new Set(events.flatMap((event) => raisedBy(fieldsOfAudit(event), rules)))];
  }

  const pod = `/api/v1/namespaces/${namespace}/pods/one`;
  const post = (path: string) => (client: Client) => client.ask({ method: "POST", path, query: { command: "sh", container: "one" } });
  const get = (path: string) => (client: Client) => client.ask({ method: "GET", path });
  const masters = ["system:masters"];
  const entered = ["Pod entered through the API"];
  const addContainer = (client: Client): Promise<unknown> =>
    client.patch(
      { apiVersion: "v1", kind: "Pod", name: "one", namespace },
      { spec: { ephemeralContainers: [{ name: "look", image: "registry.example.com/look:1" }] } },
      { subresource: "ephemeralcontainers" },
    );
  const role = (client: Client): Promise<unknown> =>
    client.apply({ apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "own", namespace }, rules: [] });

  const cases: readonly (readonly [string, string, readonly string[], (client: Client) => Promise<unknown>, readonly string[]])[] = [
    ["exec by a person", person, masters, post(`${pod}/exec`), entered],
    ["exec by a person who may not", person, [], post(`${pod}/exec`), entered],
    ["attach", person, masters, post(`${pod}/attach`), entered],
    ["port-forward", person, masters, post(`${pod}/portforward`), entered],
    ["an ephemeral container", person, masters, addContainer, ["Container added to a running pod"]],
    ["an ephemeral container by a person who may not", person, [], addContainer, ["Container added to a running pod"]],
    ["a Secret read by a person", person, masters, get(`/api/v1/namespaces/${namespace}/secrets/one`), ["Secret read by a person"]],
    ["Secrets listed by a person who may not", person, [], get(`/api/v1/namespaces/${namespace}/secrets`), ["Secret read by a person"]],
    ["a Secret read by the deployer", `${deployer}ci`, masters, get(`/api/v1/namespaces/${namespace}/secrets/one`), []],
    ["a role made by a person", person, masters, role, ["Rights in the cluster changed"]],
    ["a role changed by the deployer", `${deployer}ci`, masters, role, []],
    ["pods listed by a person", person, masters, get(`/api/v1/namespaces/${namespace}/pods`), []],
    [
      "a workload that tries what it may not",
      `system:serviceaccount:${namespace}:default`,
      [],
      get(`/api/v1/namespaces/${namespace}/pods`),
      ["Request of a workload refused"],
    ],
  ];
  for (const [what, user, groups, work, expected] of cases)
    it(`${what}: ${expected.join(", ") || "nothing"}`, async () => {
      assert.deepEqual(await raised(user, groups, work), expected);
    });

  it("raise nothing for all that the servers of the cluster and the deployer did meanwhile", () => {
    const ordinary = (plane.auditLog() as readonly RecordedEvent[]).filter(({ user: { username = "" } }) =>
      /^(system:(node|kube|apiserver|serviceaccount:(kube-system|gatekeeper-system):)|kwok)/.test(username),
    );
    assert.ok(ordinary.length > 100);
    const found = ordinary.flatMap((event) => raisedBy(fieldsOfAudit(event), rules).map((rule) => `${event.user.username ?? ""}: ${rule}`));
    assert.deepEqual([...new Set(found)], []);
  });
});
