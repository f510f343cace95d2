import { residencyChecks as checks } from "../../../policies/preview/residency";
import { Hidden, type Inputs, UNKNOWN } from "../../../policies/preview/tree";
import { type ResourceOptions, planned, table } from "./support";

const provider = (inputs: Inputs, name = "default") => planned("pulumi:providers:aws", name, inputs);
const topic = (inputs: Inputs) => planned("aws:sns/topic:Topic", "topic", inputs);
const anywhere = { parameters: { "residency.allowed.regions": [] } };

table("provider-region-allowed", checks["provider-region-allowed"], [
  { it: "accepts an allowed region", given: provider({ region: "eu-west-1" }), want: "pass" },
  { it: "refuses another region", given: provider({ region: "us-east-1" }), want: "fail" },
  {
    it: "judges each provider",
    given: [provider({ region: "eu-west-1" }), provider({ region: "us-east-1" }, "far")],
    want: { default: "pass", far: "fail" },
  },
  { it: "defers an unknown region", given: provider({ region: UNKNOWN }), want: "deferred" },
  { it: "cannot read a hidden region", given: provider({ region: new Hidden("ciphertext") }), want: "not-evaluated" },
  { it: "cannot see a region that comes from the environment", given: provider({}), want: "not-evaluated" },
  { it: "cannot judge where no region is excluded", given: provider({ region: "us-east-1" }), settings: anywhere, want: "not-evaluated" },
  { it: "cannot judge resources without their providers", given: topic({}), source: "preview-json", want: "not-evaluated" },
  { it: "has nothing to say without AWS resources", given: planned("kubernetes:core/v1:ConfigMap", "map"), want: {} },
]);

table("resource-region-allowed", checks["resource-region-allowed"], [
  { it: "accepts an allowed region", given: topic({ region: "eu-central-1" }), want: "pass" },
  { it: "refuses another region", given: topic({ region: "us-east-1" }), want: "fail" },
  { it: "leaves resources without a region to their provider", given: topic({}), want: {} },
  { it: "leaves providers to their own check", given: provider({ region: "us-east-1" }), want: {} },
  { it: "defers an unknown region", given: topic({ region: UNKNOWN }), want: "deferred" },
  { it: "cannot judge where no region is excluded", given: topic({ region: "us-east-1" }), settings: anywhere, want: "not-evaluated" },
]);

const key = (inputs: Inputs) => planned("aws:kms/key:Key", "key", inputs);
const multi = key({ multiRegion: true });
const replica = (inputs: Inputs, options: ResourceOptions = {}) =>
  planned("aws:kms/replicaKey:ReplicaKey", "replica", inputs, { from: { primaryKeyArn: [multi] }, ...options });
const far = provider({ region: "us-east-1" }, "far");

table("kms-key-stays-in-region", checks["kms-key-stays-in-region"], [
  { it: "accepts a key of one region", given: key({}), want: "pass" },
  { it: "accepts the default written out", given: key({ multiRegion: false }), want: "pass" },
  { it: "refuses a multi-region key without replicas", given: multi, want: "fail" },
  { it: "accepts a replica in an allowed region", given: [multi, replica({ region: "eu-central-1" })], want: "pass" },
  { it: "refuses a replica elsewhere", given: [multi, replica({ region: "us-east-1" })], want: "fail" },
  { it: "finds the region of a replica's provider", given: [multi, far, replica({}, { provider: `${far.urn}::id` })], want: "fail" },
  { it: "cannot place a replica without provider", given: [multi, replica({})], want: "not-evaluated" },
  { it: "defers a replica of unknown region", given: [multi, replica({ region: UNKNOWN })], want: "deferred" },
  { it: "defers when it is unknown whether a key is multi-region", given: key({ multiRegion: UNKNOWN }), want: "deferred" },
  { it: "cannot judge where no region is excluded", given: multi, settings: anywhere, want: "not-evaluated" },
]);

const control = (content: Inputs[string], name = "policy", type?: string) =>
  planned("aws:organizations/policy:Policy", name, { content, ...(type === undefined ? {} : { type }) });
const scp = (condition: object, more: object = {}): string =>
  JSON.stringify({ Statement: [{ Effect: "Deny", NotAction: ["iam:*"], Resource: "*", Condition: condition, ...more }] });
const requested = (...regions: readonly string[]) => ({ StringNotEquals: { "aws:RequestedRegion": regions } });

table("organisation-denies-other-regions", checks["organisation-denies-other-regions"], [
  { it: "accepts a refusal of all other regions", given: control(scp(requested("eu-west-1"))), want: "pass" },
  { it: "refuses one that lets another region in", given: control(scp(requested("eu-west-1", "us-east-1"))), want: "fail" },
  { it: "refuses a policy about something else", given: control(scp({})), want: "fail" },
  { it: "refuses an Allow", given: control(scp(requested("eu-west-1"), { Effect: "Allow" })), want: "fail" },
  {
    it: "asks for one among several",
    given: [control(scp({})), control(scp(requested("eu-west-1")), "guard")],
    want: { policy: "pass", guard: "pass" },
  },
  { it: "does not ask policies of another kind", given: control("{}", "policy", "TAG_POLICY"), want: {} },
  { it: "defers unknown content", given: control(UNKNOWN), want: "deferred" },
  { it: "cannot judge where no region is excluded", given: control(scp({})), settings: anywhere, want: "not-evaluated" },
]);
