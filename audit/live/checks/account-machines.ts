import { numberOf } from "../../../policies/preview/tree";
import { all, demand, notApplicable, pass } from "../../../policies/preview/verdict";
import type { LiveCheck } from "../check";
import { daysSince, onEachLive } from "./each";

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
  "certificate-not-ending": onEachLive("aws:acm/certificate:Certificate", (certificate, { settings, readAt }) => {
    if (certificate.read("inUse") !== true) return notApplicable;
    const since = daysSince(certificate, "notAfter", readAt);
    return all(
      certificate.expect("status", (status) => status === "ISSUED", "a certificate in use is not valid; renew it"),
      demand(
        since !== undefined && since <= -settings.parameters["certificate.renewal.days"],
        "a certificate in use ends within certificate.renewal.days; renew it",
      ),
    );
  }),
} as const satisfies Record<string, LiveCheck>;
