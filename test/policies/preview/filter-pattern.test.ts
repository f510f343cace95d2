import assert from "node:assert/strict";
import { clusterEvents } from "../../../components/logging/cluster-events";
import { trailEvents } from "../../../components/logging/trail-events";
import type { Match } from "../../../policies/preview/event-pattern";
import { findsEvent } from "../../../policies/preview/filter-pattern";

const event = { eventName: "StopLogging", code: 403, user: { type: "Root", mfa: false, gone: null } };

const cases: readonly (readonly [Match, string])[] = [
  ["yes", '{ $.eventName = "StopLogging" }'],
  ["yes", "{ $.eventName = StopLogging }"],
  ["no", '{ $.eventName = "Stop" }'],
  ["yes", '{ $.eventName = "Stop*" }'],
  ["yes", '{ $.eventName = "*Log*" }'],
  ["no", '{ $.eventName != "Stop*" }'],
  ["yes", '{ $.eventName != "Start" }'],
  ["yes", "{ $.code = 403 }"],
  ["yes", "{ $.code >= 400 && $.code < 500 }"],
  ["no", "{ $.code < 400 }"],
  ["yes", '{ ($.eventName = "A") || ($.user.type = "Root") }'],
  ["no", '{ ($.eventName = "StopLogging") && ($.user.type = "Role") }'],
  ["yes", '{ (($.eventName = "A") || ($.eventName = "StopLogging")) && ($.code = 403) }'],
  ["yes", "{ $.user.other NOT EXISTS }"],
  ["no", "{ $.user.type NOT EXISTS }"],
  ["yes", "{ $.user.type EXISTS }"],
  ["yes", "{ $.user.mfa IS FALSE && $.user.gone IS NULL }"],
  ["no", '{ $.missing != "x" }'],
  ["yes", ""],
  ["unsure", "ERROR"],
  ["unsure", "[a, b]"],
  ["unsure", '{ $.eventName ~ "x" }'],
  ["unsure", '{ ($.eventName = "x" }'],
  ["unsure", '{ $.eventName = "x" && }'],
  ["unsure", "{ $.user.mfa IS MAYBE }"],
  ["unsure", "{ }"],
];

describe("a filter pattern of CloudWatch Logs", () => {
  for (const [expected, pattern] of cases) it(`${expected}: ${pattern}`, () => assert.equal(findsEvent(pattern, event), expected));
});

const audit = (more: object) => ({
  kind: "Event",
  stage: "ResponseComplete",
  verb: "create",
  user: { username: "developer" },
  objectRef: { resource: "pods" },
  responseStatus: { code: 201 },
  requestURI: "/api/v1/pods",
  ...more,
});

/** What the cluster's own filters find, and that they find nothing in ordinary work. */
const clusterCases: readonly (readonly [string, object])[] = [
  ["pod-entered", audit({ stage: "ResponseStarted", objectRef: { resource: "pods", subresource: "exec" } })],
  ["pod-entered", audit({ stage: "ResponseStarted", objectRef: { resource: "pods", subresource: "portforward" } })],
  ["anonymous-allowed", audit({ user: { username: "system:anonymous" }, responseStatus: { code: 200 } })],
  ["cluster-denied", audit({ responseStatus: { code: 403 } })],
  ["cluster-rights-changed", audit({ objectRef: { resource: "clusterroles", apiGroup: "rbac.authorization.k8s.io" } })],
];
const ordinary: readonly object[] = [
  audit({}),
  audit({ verb: "get", responseStatus: { code: 200 } }),
  audit({ user: { username: "system:anonymous" }, requestURI: "/livez?verbose", responseStatus: { code: 200 } }),
  audit({ verb: "get", objectRef: { resource: "roles", apiGroup: "rbac.authorization.k8s.io" }, responseStatus: { code: 200 } }),
];

describe("the platform's own patterns", () => {
  for (const [short, one] of clusterCases)
    it(`${short} is found, and nothing else is taken for it`, () => {
      const found = clusterEvents.filter(({ pattern }) => findsEvent(pattern, one as never) === "yes").map((rule) => rule.short);
      assert.deepEqual(found, [short]);
    });

  it("find nothing in ordinary work", () => {
    for (const one of ordinary)
      assert.deepEqual(
        clusterEvents.filter(({ pattern }) => findsEvent(pattern, one as never) !== "no"),
        [],
        JSON.stringify(one),
      );
  });

  it("are all understood", () => {
    for (const { short, pattern } of [...trailEvents, ...clusterEvents]) assert.notEqual(findsEvent(pattern, {}), "unsure", short);
  });
});
