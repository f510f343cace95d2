import type { ParameterName } from "../controls/parameters";
import type { Parameters } from "./model";
import type { Resolved } from "./strictest";

/** The parameters that checks and components use, with their types. */
export function parameterValues(resolved: ReadonlyMap<ParameterName, Resolved>): Parameters {
  const { text, list, number, numberOrNone, flagOrNone } = readers(resolved);
  return {
    "log.retention.days": number("log.retention.days"),
    "log.retention.max.days": numberOrNone("log.retention.max.days"),
    "log.hot.days": number("log.hot.days"),
    "evidence.retention.days": number("evidence.retention.days"),
    "kms.rotation.days": number("kms.rotation.days"),
    "kms.deletion.window.days": number("kms.deletion.window.days"),
    "patch.critical.days": number("patch.critical.days"),
    "session.idle.minutes": number("session.idle.minutes"),
    "session.max.seconds": number("session.max.seconds"),
    "secret.rotation.days": number("secret.rotation.days"),
    "password.min.length": number("password.min.length"),
    "password.history": number("password.history"),
    "password.max.age.days": number("password.max.age.days"),
    "tls.policy.allowlist": list("tls.policy.allowlist"),
    "certificate.renewal.days": number("certificate.renewal.days"),
    "data.retention.max.days": numberOrNone("data.retention.max.days"),
    "backup.rpo.hours": number("backup.rpo.hours"),
    "backup.rto.hours": number("backup.rto.hours"),
    "backup.retention.days": number("backup.retention.days"),
    "backup.lock.days": number("backup.lock.days"),
    "restore.test.days": number("restore.test.days"),
    "residency.allowed.regions": list("residency.allowed.regions"),
    "mesh.cert.ttl.hours": number("mesh.cert.ttl.hours"),
    "egress.allowlist": list("egress.allowlist"),
    "lock.mode": text("lock.mode") === "COMPLIANCE" ? "COMPLIANCE" : "GOVERNANCE",
    "lock.days": number("lock.days"),
    "protect.required": flagOrNone("protect.required"),
    "deletion.protection.required": flagOrNone("deletion.protection.required") ?? true,
  };
}

/** A value of another type than its name promises is a mistake in the catalogue, not of a user. */
function readers(resolved: ReadonlyMap<ParameterName, Resolved>) {
  const numberOrNone = (name: ParameterName): number | undefined => {
    const value = resolved.get(name)?.value;
    if (value === undefined || typeof value === "number") return value;
    throw new TypeError(`parameter ${name} is no number`);
  };
  return {
    numberOrNone,
    number: (name: ParameterName): number => {
      const value = numberOrNone(name);
      if (value === undefined) throw new TypeError(`parameter ${name} has no value`);
      return value;
    },
    list: (name: ParameterName): readonly string[] => {
      const value = resolved.get(name)?.value;
      return Array.isArray(value) ? value.map(String) : [];
    },
    text: (name: ParameterName): string => String(resolved.get(name)?.value),
    flagOrNone: (name: ParameterName): boolean | undefined => {
      const value = resolved.get(name)?.value;
      return typeof value === "boolean" ? value : undefined;
    },
  };
}
