import { accepted, refused } from "./support";

const certificate = (region: string, account: string): string =>
  `arn:aws:acm:${region}:${account}:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`;
const entrance = { domain: "pay.example.com", certificateArn: certificate("eu-west-1", "111122223333") };

describe("operations of a stack", () => {
  accepted([
    ["may have no ingress", { ingress: "none" }],
    ["may have an internal one", { ingress: { internal: entrance } }],
    ["may have no mirror", { registryMirror: undefined }],
    ["may have a mirror with a port and without a prefix", { registryMirror: "registry.example.com:5000" }],
    ["may keep copies of backups in another of its regions", { "backup.copyRegion": "eu-central-1" }],
    [
      "may ask for more than the frameworks do",
      {
        logging: { retentionDays: 2557, hotDays: 365 },
        backup: { retentionDays: 60, lockDays: 60, maxRetentionDays: 90, rpoHours: 1, rtoHours: 4, restoreTestDays: 30 },
        acknowledgeIrrevocableLock: 2557,
      },
    ],
    ["may keep data without an end with hipaa alone", { frameworks: ["hipaa"], "namespaces.1.dataClass": "internal", backup: undefined }],
  ]);
  refused([
    [
      "needs an answer for every service",
      { "accountServices.inspector": undefined },
      "accountServices.inspector",
      "is missing; write create, or external:",
    ],
    ["names the choices of a service", { "accountServices.inspector": "skip" }, "accountServices.inspector", "write create, or external:"],
    [
      "needs the owner of an external service",
      { "accountServices.cloudtrail": { external: { reference: "LZ-1" } } },
      "accountServices.cloudtrail.external.owner",
      "is missing",
    ],
    ["refuses an unknown service", { "accountServices.guardDuty": "create" }, "accountServices.guardDuty", "did you mean guardduty?"],
    ["needs somebody to alert", { "alerts.emails": [] }, "alerts.emails", "at least 1"],
    ["refuses what is no address", { "alerts.emails": ["oncall"] }, "alerts.emails[0]", "write an e-mail address"],
    ["refuses an address twice", { "alerts.emails": ["a@example.com", "a@example.com"] }, "alerts.emails[1]", "repeats the address"],
    ["names the choices of ingress", { ingress: "public" }, "ingress", "write none, internal: or public:"],
    ["refuses two entrances", { ingress: { internal: entrance, public: entrance } }, "ingress", "not exactly one"],
    ["refuses an empty entrance", { ingress: {} }, "ingress", "not exactly one"],
    ["needs a domain", { "ingress.public.domain": undefined }, "ingress.public.domain", "is missing; write a domain"],
    [
      "refuses a certificate of another region",
      { "ingress.public.certificateArn": certificate("us-east-1", "111122223333") },
      "ingress.public.certificateArn",
      "is not a certificate of this stack's region and account",
    ],
    [
      "refuses a certificate of another account",
      { "ingress.public.certificateArn": certificate("eu-west-1", "999999999999") },
      "ingress.public.certificateArn",
      "is not a certificate of this stack's region and account",
    ],
    ["refuses a mirror with a scheme", { registryMirror: "https://registry.example.com" }, "registryMirror", "without scheme"],
    ["refuses a mirror with a closing slash", { registryMirror: "registry.example.com/mirror/" }, "registryMirror", "closing slash"],
    [
      "asks for the end of personal and account data",
      { backup: {} },
      "backup.maxRetentionDays",
      "is missing, and gdpr, pci-dss want an end",
    ],
    [
      "keeps copies of backups in an allowed region",
      { "backup.copyRegion": "us-east-1" },
      "backup.copyRegion",
      "is outside allowedRegions, which backups may not leave",
    ],
    [
      "needs no name for its own region",
      { "backup.copyRegion": "eu-west-1" },
      "backup.copyRegion",
      "is aws:region, where copies are anyway",
    ],
    [
      "takes no list of regions for copies",
      { "backup.copyRegion": ["eu-central-1"] },
      "backup.copyRegion",
      "write a region such as eu-west-1",
    ],
    ["refuses what is no region", { "backup.copyRegion": "Frankfurt" }, "backup.copyRegion", "write a region such as eu-west-1"],
  ]);
});

describe("retention of a stack", () => {
  refused([
    [
      "refuses fewer days of logs than HIPAA asks for",
      { "logging.retentionDays": 400 },
      "logging.retentionDays",
      "at least 2192 days are needed (HIPAA 164.316(b)(2)(i))",
    ],
    ["refuses less hot history than the default", { "logging.hotDays": 90 }, "logging.hotDays", "at least 120 days are needed"],
    [
      "refuses a longer maximum than the default",
      { "logging.maxRetentionDays": 3650 },
      "logging.maxRetentionDays",
      "at most 2557 days are accepted",
    ],
    [
      "refuses six years of logs over a shorter maximum, naming both sides",
      { "logging.maxRetentionDays": 1096 },
      "logging.maxRetentionDays",
      "log.retention.days is 2192 (HIPAA 164.316(b)(2)(i)), log.retention.max.days is 1096 (stack file, logging.maxRetentionDays)",
    ],
    [
      "refuses more days than CloudWatch keeps",
      { frameworks: ["hipaa", "pci-dss"], "logging.retentionDays": 4000 },
      "logging.retentionDays",
      "at most 3653",
    ],
    [
      "refuses backups that live longer than the data may",
      { "backup.retentionDays": 400 },
      "backup.maxRetentionDays",
      "backups cannot be kept that long",
    ],
    ["refuses a lock that outlives the backup", { "backup.lockDays": 60 }, "backup.lockDays", "cannot expire while it is locked"],
    ["refuses a rarer backup than once a day", { "backup.rpoHours": 48 }, "backup.rpoHours", "at most 24 hours are accepted"],
    ["refuses rarer restore tests", { "backup.restoreTestDays": 365 }, "backup.restoreTestDays", "at most 90 days are accepted"],
  ]);
});
