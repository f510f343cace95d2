import { settingsFrom } from "../../policies/settings";
import { manifestFile } from "../evidence/store";
import { archive } from "../live/aws/archive";
import type { AuditReport } from "../report/audit/document";
import { UserError } from "../user-error";
import type { Host } from "./host";

/** Puts kept evidence into a bucket, locked as the stack's parameters ask from the time at which it was read. */
export async function putIntoArchive(
  folder: string,
  bucket: string,
  { stack, time }: AuditReport,
  config: Readonly<Record<string, string>>,
  host: Host,
): Promise<void> {
  const region = config["aws:region"];
  if (region === undefined) throw new UserError(`Pulumi.${stack}.yaml does not say in which region the bucket is; set aws:region`);
  const { parameters } = settingsFrom({ config, today: host.today });
  const days = Math.min(parameters["lock.days"], parameters["evidence.retention.days"]);
  const lock = { mode: parameters["lock.mode"], until: new Date(Date.parse(time) + days * 86_400_000) };
  const prefix = `audits/${stack}/${time.replaceAll(":", "-")}`;
  const count = await archive(folder, manifestFile, { bucket, region, prefix, lock });
  host.stderr.write(
    `put ${String(count)} files into ${bucket}/${prefix}, locked (${lock.mode}) until ${lock.until.toISOString().slice(0, 10)}\n`,
  );
}
