import { type Diagnosis, type Patient, type Run, diagnosis, verdictOn } from "./model";

/** Asks the account, by the AWS CLI and with whatever credentials it finds; reads only. */
export async function account(patient: Patient, run: Run): Promise<readonly Diagnosis[]> {
  const { config } = patient;
  const { region, accountId } = config.site;
  const ask = asker(run, region);
  const identity = await ask("sts", "get-caller-identity");
  if (identity === undefined)
    return subjects(patient).map((subject) => diagnosis(subject, "not-evaluated", "no credentials, or no AWS CLI"));
  const own = textOf(identity, "Account");
  const caller = verdictOn(
    callerSubject,
    own === accountId,
    `${accountId}, as ${textOf(identity, "Arn")}`,
    `these credentials are of account ${own}; the stack is for ${accountId}`,
  );
  if (caller.status === "fail") {
    return [
      caller,
      ...subjects(patient)
        .slice(1)
        .map((subject) => diagnosis(subject, "not-evaluated", "asked of the stack's own account only")),
    ];
  }
  return [
    caller,
    ...(await Promise.all([
      ...roles(patient).map((role) => serviceRole(role, ask)),
      zones(patient, ask),
      types(patient, ask),
      secretsKey(patient, ask),
      upgrade(patient, ask),
      ...singletons(patient).map((one) => singleton(one, ask)),
      ...quotas(patient).map((one) => quota(one, ask)),
    ])),
  ];
}

type Answer = Readonly<Record<string, unknown>>;
type Ask = (...args: readonly string[]) => Promise<Answer | undefined>;

/** An answer is a JSON object; a call that fails, or answers anything else, has none. */
const asker =
  (run: Run, region: string): Ask =>
  async (...args) => {
    const text = await run("aws", ...args, "--region", region, "--output", "json");
    try {
      const value = JSON.parse(text ?? "") as unknown;
      return typeof value === "object" && value !== null ? (value as Answer) : undefined;
    } catch {
      return undefined;
    }
  };

const textOf = (answer: Answer, key: string): string => (typeof answer[key] === "string" ? answer[key] : "");
const listOf = (answer: Answer, key: string): readonly unknown[] => (Array.isArray(answer[key]) ? (answer[key] as unknown[]) : []);
const unanswered = (subject: string): Diagnosis =>
  diagnosis(subject, "error", "the call failed: the credentials may lack the right to read it");

const callerSubject = "account of the credentials";
const roleSubject = ({ name }: ServiceRole): string => `service-linked role ${name}`;
const zoneSubject = "zones";
const typeSubject = "instance types";
const keySubject = "key of the stack's secrets";
const upgradeSubject = "version of the running cluster";

const subjects = (patient: Patient): readonly string[] => [
  callerSubject,
  ...roles(patient).map(roleSubject),
  zoneSubject,
  typeSubject,
  keySubject,
  upgradeSubject,
  ...singletons(patient).map(({ subject }) => subject),
  ...quotas(patient).map(({ subject }) => subject),
];

interface ServiceRole {
  readonly name: string;
  readonly service: string;
}

/** Roles that key policies or services name, and that nobody makes on the way. */
const roles = ({ config }: Patient): readonly ServiceRole[] => [
  { name: "AWSServiceRoleForAutoScaling", service: "autoscaling.amazonaws.com" },
  ...(config.accountServices.config.by === "platform" ? [{ name: "AWSServiceRoleForConfig", service: "config.amazonaws.com" }] : []),
];

async function serviceRole(role: ServiceRole, ask: Ask): Promise<Diagnosis> {
  const found = await ask("iam", "get-role", "--role-name", role.name);
  const remedy = `was not found; run \`aws iam create-service-linked-role --aws-service-name ${role.service}\``;
  return verdictOn(roleSubject(role), found !== undefined, "is there", remedy);
}

async function zones({ config }: Patient, ask: Ask): Promise<Diagnosis> {
  const answer = await ask("ec2", "describe-availability-zones");
  if (answer === undefined) return unanswered(zoneSubject);
  const names = listOf(answer, "AvailabilityZones").map((zone) => textOf(zone as Answer, "ZoneName"));
  const missing = config.network.zones.filter((zone) => !names.includes(zone));
  return verdictOn(
    zoneSubject,
    missing.length === 0,
    config.network.zones.join(", "),
    `${missing.join(", ")} not open to this account; it has ${names.join(", ")}`,
  );
}

async function types({ config }: Patient, ask: Ask): Promise<Diagnosis> {
  const wanted = [...new Set(config.cluster.nodeGroups.flatMap(({ instanceTypes }) => instanceTypes))];
  const answer = await ask("ec2", "describe-instance-type-offerings", "--filters", `Name=instance-type,Values=${wanted.join(",")}`);
  if (answer === undefined) return unanswered(typeSubject);
  const offered = listOf(answer, "InstanceTypeOfferings").map((offer) => textOf(offer as Answer, "InstanceType"));
  const missing = wanted.filter((type) => !offered.includes(type));
  return verdictOn(
    typeSubject,
    missing.length === 0,
    wanted.join(", "),
    `${missing.join(", ")} not offered in ${config.site.region}; name others`,
  );
}

async function secretsKey({ stack }: Patient, ask: Ask): Promise<Diagnosis> {
  const [, key] = /^awskms:\/\/\/?([^?]+)/.exec(stack.secretsProvider ?? "") ?? [];
  if (key === undefined) return diagnosis(keySubject, "not-evaluated", "secretsprovider names none");
  const region = /[?&]region=([\w-]+)/.exec(stack.secretsProvider ?? "")?.[1];
  const answer = await ask("kms", "describe-key", "--key-id", key, ...(region === undefined ? [] : ["--region", region]));
  return verdictOn(keySubject, answer !== undefined, `${key} is there`, `${key} was not found; make it before the stack`);
}

/** The name that the program gives its cluster; a longer one is shortened with a digest. */
const longestPlainName = 48;

/** EKS upgrades by one minor at a time, and never back (EKS user guide, "Update existing cluster to new Kubernetes version"). */
async function upgrade({ config, stack }: Patient, ask: Ask): Promise<Diagnosis> {
  const name = `${stack.project}-${stack.stack}`.replace(/[^0-9A-Za-z]+/g, "-");
  if (name.length > longestPlainName) return diagnosis(upgradeSubject, "not-evaluated", "the cluster's name is shortened; compare by hand");
  const clusters = await ask("eks", "list-clusters");
  if (clusters === undefined) return unanswered(upgradeSubject);
  if (!listOf(clusters, "clusters").includes(name)) return diagnosis(upgradeSubject, "pass", "none yet");
  const answer = await ask("eks", "describe-cluster", "--name", name);
  const running = textOf((answer?.["cluster"] ?? {}) as Answer, "version");
  if (running === "") return unanswered(upgradeSubject);
  const step = minorOf(config.cluster.version) - minorOf(running);
  const said = `it runs ${running}, and the stack file asks for ${config.cluster.version}`;
  return verdictOn(
    upgradeSubject,
    step === 0 || step === 1,
    said,
    step > 1
      ? `${said}; write 1.${String(minorOf(running) + 1)} first, since EKS goes up by one minor at a time`
      : `${said}; EKS never goes back, so write ${running} or the next minor`,
  );
}

const minorOf = (version: string): number => Number(version.split(".")[1] ?? Number.NaN);

interface Singleton {
  readonly subject: string;
  readonly call: readonly string[];
  readonly list: string;
}

/** Services of which a region has one: where the stack makes it and it is there, the update fails at it. */
const singletons = ({ config }: Patient): readonly Singleton[] => {
  const all = {
    guardduty: ["guardduty", "list-detectors", "DetectorIds"],
    config: ["configservice", "describe-configuration-recorders", "ConfigurationRecorders"],
  } as const;
  return Object.entries(all).flatMap(([name, [service, call, list]]) =>
    config.accountServices[name as keyof typeof all].by === "platform" ? [{ subject: `service ${name}`, call: [service, call], list }] : [],
  );
};

async function singleton({ subject, call, list }: Singleton, ask: Ask): Promise<Diagnosis> {
  const answer = await ask(...call);
  if (answer === undefined) return unanswered(subject);
  return verdictOn(
    subject,
    listOf(answer, list).length === 0,
    "not there yet, so the stack makes it",
    "is there already; name who runs it in accountServices (external), or import it",
  );
}

interface Quota {
  readonly subject: string;
  readonly code: readonly [service: string, quota: string];
  readonly needed: number;
}

/** Quotas that a first stack meets; how much of them is used already is for people to see. */
const quotas = ({ config }: Patient): readonly Quota[] => [
  { subject: "quota of VPCs", code: ["vpc", "L-F678F1CE"], needed: 1 },
  {
    subject: "quota of Elastic IPs",
    code: ["ec2", "L-0263D0A3"],
    needed: config.network.nat === "single" ? 1 : config.network.zones.length,
  },
];

async function quota({ subject, code: [service, id], needed }: Quota, ask: Ask): Promise<Diagnosis> {
  const answer = await ask("service-quotas", "get-service-quota", "--service-code", service, "--quota-code", id);
  const value = (answer?.["Quota"] as Answer | undefined)?.["Value"];
  if (typeof value !== "number") return unanswered(subject);
  return verdictOn(
    subject,
    value >= needed,
    `${String(value)}, of which the stack needs ${String(needed)}`,
    `${String(value)}, and the stack needs ${String(needed)}; ask for more`,
  );
}
