import { standardSupportEnds } from "../../policies/settings/kubernetes-versions";
import { type Diagnosis, type Patient, diagnosis, verdictOn } from "./model";

/** Accounts of AWS's documentation, and those of the stack files that come with the program. */
const placeholderAccounts = /^(\d)\1{3}(\d)\2{3}(\d)\3{3}$|^123456789012$/;

/** Less than this and the cluster needs its next version before it is half a year old. */
const shortSupportDays = 90;

/** What the stack file alone shows. That it has no mistake is known: a file with one never gets here. */
export function stackFile({ stack, config, today }: Patient): readonly Diagnosis[] {
  return [
    placeholders(stack.file, config),
    secrets(stack.secretsProvider, config.environment),
    support(config.cluster.version, today),
    endpoint(config),
    ...external(config),
    mailboxes(config),
  ];
}

type Config = Patient["config"];

function placeholders(file: string, { site, alerts }: Config): Diagnosis {
  const account = placeholderAccounts.test(site.accountId) ? [`account ${site.accountId}`] : [];
  const addresses = alerts.emails.filter((email) => /@example\.(com|org|net)$/.test(email));
  const found = [...account, ...addresses];
  return verdictOn(
    "values of the example",
    found.length === 0,
    `none left in ${file}`,
    `${file} still has ${found.join(", ")}; write your own`,
  );
}

function secrets(provider: string | undefined, environment: string): Diagnosis {
  const subject = "secrets of the stack";
  if (provider?.startsWith("awskms://") === true) return diagnosis(subject, "pass", "encrypted by a key of KMS (secretsprovider)");
  const message =
    "secretsprovider names no key of KMS; make one and run `pulumi stack change-secrets-provider awskms://alias/...?region=...`";
  return diagnosis(subject, environment === "production" ? "fail" : "left-to-people", message);
}

function support(version: string, today: string): Diagnosis {
  const end = Object.hasOwn(standardSupportEnds, version) ? standardSupportEnds[version] : undefined;
  const subject = `Kubernetes ${version}`;
  if (end === undefined) return diagnosis(subject, "not-evaluated", "is in no calendar that this version of the program knows");
  const left = Math.floor((Date.parse(end) - Date.parse(today)) / 86_400_000);
  return verdictOn(
    subject,
    left >= shortSupportDays,
    `standard support until ${end}, ${String(left)} days`,
    `standard support ends on ${end}, in ${String(left)} days; begin with a newer one`,
  );
}

function endpoint({ cluster }: Config): Diagnosis {
  const subject = "endpoint of the cluster";
  return cluster.endpoint.access === "private"
    ? diagnosis(subject, "left-to-people", 'private: the update has to run inside the VPC; see docs/first-deployment.md, "Who runs it"')
    : diagnosis(subject, "left-to-people", `reachable from ${cluster.endpoint.cidrs.join(", ")} only: run the update from there`);
}

const external = ({ accountServices }: Config): readonly Diagnosis[] =>
  Object.entries(accountServices).flatMap(([name, service]) =>
    service.by === "external" ? [diagnosis(`service ${name}`, "left-to-people", `run by ${service.owner} (${service.reference})`)] : [],
  );

const mailboxes = ({ alerts }: Config): Diagnosis =>
  diagnosis("mailboxes of alerts", "left-to-people", `each confirms once, or is told nothing: ${alerts.emails.join(", ")}`);
