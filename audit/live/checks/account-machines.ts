import { numberOf } from "../../../policies/preview/tree";
import { all, demand, notApplicable, pass } from "../../../policies/preview/verdict";
import type { LiveCheck } from "../check";
import { daysSince, onEachLive } from "./each";

/** ACM renews what it can 60 days before the end (ACM user guide, "Managed certificate renewal"); whatever is left at 30 needs somebody. */
const renewalDays = 30;

const instanceType = "aws:ec2/instance:Instance";

export const accountMachineChecks = {
  "running-machine-metadata-closed": onEachLive(instanceType, (machine) => {
    if (machine.read("metadataOptions.httpEndpoint") === "disabled") return pass;
    return all(
      machine.expect(
        "metadataOptions.httpTokens",
        (mode) => mode === "required",
        "the metadata service answers without a session token; replace the machine by one of a launch template that requires tokens",
      ),
      machine.expect(
        "metadataOptions.httpPutResponseHopLimit",
        (limit) => numberOf(limit) === 1,
        "pods can reach the metadata service and take the machine's role; replace it by one with hop limit 1",
      ),
    );
  }),
  "certificate-not-ending": onEachLive("aws:acm/certificate:Certificate", (certificate, { readAt }) => {
    if (certificate.read("inUse") !== true) return notApplicable;
    const since = daysSince(certificate, "notAfter", readAt);
    return all(
      certificate.expect("status", (status) => status === "ISSUED", "a certificate in use is not valid; renew it"),
      demand(since !== undefined && since <= -renewalDays, "a certificate in use ends within 30 days; renew it"),
    );
  }),
} as const satisfies Record<string, LiveCheck>;
