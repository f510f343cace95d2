import assert from "node:assert/strict";
import { checkPlatform } from "../../../../policies/settings/platform/check";
import { secretBelow } from "../../../../policies/settings/platform/issues";
import { unknownSecret } from "../../../../policies/settings/secrets";
import { accepted, changed, mistakesIn, refused, site } from "./support";

describe("a stack's platform", () => {
  accepted([
    ["is correct as the fixture has it", {}],
    ["acknowledges nothing outside production", { environment: "development", acknowledgeIrrevocableLock: undefined }],
    ["may have tags", { tags: { owner: "platform-team" } }],
  ]);
  refused([
    [
      "needs an environment",
      { environment: undefined, acknowledgeIrrevocableLock: undefined },
      "environment",
      "is missing; write one of development, staging, production",
    ],
    ["refuses an unknown environment", { environment: "prod" }, "environment", "one of development, staging, production"],
    ["needs a framework", { frameworks: [], backup: {} }, "frameworks", "at least 1"],
    [
      "refuses a framework twice",
      { frameworks: ["gdpr", "pci-dss", "hipaa", "gdpr"] },
      "frameworks[3]",
      "repeats the framework of entry [0]",
    ],
    ["refuses an unknown framework", { frameworks: ["pci-dss", "hipaa", "soc2"] }, "frameworks[2]", "one of pci-dss, hipaa, gdpr, popia"],
    ["refuses to run outside its regions", { allowedRegions: ["eu-central-1"] }, "allowedRegions", "does not hold aws:region, eu-west-1"],
    [
      "refuses a region that GDPR does not accept",
      { allowedRegions: ["eu-west-1", "us-east-1"] },
      "allowedRegions[1]",
      "outside the regions that GDPR 44 accepts",
    ],
    [
      "refuses a region that does not exist",
      { frameworks: ["pci-dss", "hipaa"], allowedRegions: ["eu-west-1", "eu-up-9"] },
      "allowedRegions[1]",
      "is no AWS region",
    ],
    ["refuses a region twice", { allowedRegions: ["eu-west-1", "eu-west-1"] }, "allowedRegions[1]", "repeats the region"],
    [
      "refuses GDPR and POPIA together, naming both sides",
      { frameworks: ["gdpr", "popia", "pci-dss", "hipaa"] },
      "frameworks",
      "GDPR 44 accepts eu-central-1, eu-west-1, eu-west-3, eu-north-1, eu-south-1, eu-south-2 but POPIA 72(1) accepts af-south-1, and no region is in both",
    ],
    [
      "names the days of the lock that production must acknowledge",
      { acknowledgeIrrevocableLock: undefined },
      "acknowledgeIrrevocableLock",
      "locks data for 2192 days, and nobody can undo it; write 2192",
    ],
    ["refuses another number of days", { acknowledgeIrrevocableLock: 30 }, "acknowledgeIrrevocableLock", "write 2192"],
    ["refuses to acknowledge a lock outside production", { environment: "staging" }, "acknowledgeIrrevocableLock", "leave it out"],
    ["refuses an unknown key", { zones: [] }, "zones", "is no key here; write one of environment, acknowledgeIrrevocableLock"],
    ["suggests the key that was meant", { namespace: [] }, "namespace", "did you mean namespaces?"],
    [
      "suggests it deep inside too",
      { "cluster.nodeGroups.0.instanceType": "m7i.large" },
      "cluster.nodeGroups[0].instanceType",
      "did you mean instanceTypes?",
    ],
    [
      "suggests it inside a choice",
      { "cluster.endpoint": { restricted: ["203.0.113.0/24"], restrict: [] } },
      "cluster.endpoint.restrict",
      "did you mean restricted?",
    ],
    [
      "refuses a secret in the place of a text",
      { "namespaces.0.owner": { secure: "v1:abc" } },
      "namespaces[0].owner",
      "compliant-eks:slackWebhook",
    ],
    [
      "refuses a secret of which the engine's mark is left",
      { "alerts.emails.0": unknownSecret },
      "alerts.emails[0]",
      "is a secret inside the structured key",
    ],
    ["refuses a secret under an unknown key", { slackWebhook: { secure: "v1:abc" } }, "slackWebhook", "pulumi config set --secret"],
  ]);

  it("does not also call the key missing that an unknown one stands for", () => {
    assert.deepEqual(mistakesIn({ ingress: undefined, ingres: "none" }), ["ingres: is no key here; did you mean ingress?"]);
    assert.deepEqual(mistakesIn({ "network.nat": undefined, "network.nats": "single" }), [
      "network.nats: is no key here; did you mean nat?",
    ]);
  });

  it("still refuses a wrong value beside the unknown key that resembles it", () => {
    const mistakes = mistakesIn({ "network.nat": "none", "network.nats": "single" });
    assert.deepEqual(
      mistakes.map((mistake) => mistake.split(":")[0]),
      ["network.nat", "network.nats"],
    );
  });

  it("is one mistake when it is no mapping", () => {
    for (const raw of ["text", 7, null, ["a"], true]) {
      const checked = checkPlatform(raw, site);
      assert.ok("issues" in checked);
      assert.deepEqual(
        checked.issues.map((issue) => issue.path),
        [[]],
      );
    }
  });

  it("is refused as a whole when the engine has decrypted a secret in it", () => {
    assert.deepEqual(checkPlatform(changed({}), site, true), { issues: [{ path: [], message: secretBelow }] });
  });

  it("shows every mistake at once, also those between values", () => {
    const mistakes = mistakesIn({
      "network.cidr": "10.20.0.0/8",
      "network.zones": ["eu-west-1a", "us-east-1a"],
      "cluster.version": 1.35,
      "cluster.endpoint": { restricted: ["0.0.0.0/0"] },
      "cluster.nodeGroups.0.minSize": 9,
      "logging.retentionDays": 90,
      "namespaces.1.name": "records",
      "waivers.0.expires": undefined,
      unknown: 1,
    });
    const paths = mistakes.map((mistake) => mistake.slice(0, mistake.indexOf(": "))).sort();
    assert.deepEqual(paths, [
      "cluster.endpoint.restricted[0]",
      "cluster.nodeGroups[0].desiredSize",
      "cluster.nodeGroups[0].minSize",
      "cluster.version",
      "logging.retentionDays",
      "namespaces[1].name",
      "network.cidr",
      "network.zones[1]",
      "unknown",
      "waivers[0].expires",
    ]);
  });
});
