import { type PreviewCheck, onEach } from "../check";
import type { Reader } from "../reader";
import { type Verdict, anyOf, notApplicable, worst } from "../verdict";
import { isFilled, setting } from "./ask";

const serverType = "aws:transfer/server:Server";

const noFtp = (server: Reader): Verdict =>
  worst(
    server.every(
      "protocols",
      (protocol) => protocol.expect("", (name) => name !== "FTP", "files and passwords travel in clear; take FTP out of protocols"),
      notApplicable,
    ),
  );

export const fileTransferChecks = {
  "transfer-server-encrypted": onEach(serverType, noFtp),
  "transfer-server-not-public": setting(
    { [serverType]: "endpointType" },
    (type) => type === "VPC" || type === "VPC_ENDPOINT",
    "the server answers on the internet past your network; set endpointType to VPC, and endpointDetails",
  ),
  "transfer-server-logged": onEach(serverType, (server) =>
    anyOf(
      [server.expect("structuredLogDestinations", isFilled, ""), server.expect("loggingRole", isFilled, "")],
      "who fetches which file is not recorded; set structuredLogDestinations to a log group",
    ),
  ),
  "transfer-server-tls-strong": setting(
    { [serverType]: "securityPolicyName" },
    (name) => typeof name === "string" && /^TransferSecurityPolicy-(Restricted-)?(FIPS-)?(202[2-9]|PQ-)/.test(name),
    "the server takes old algorithms; set securityPolicyName to TransferSecurityPolicy-2024-01 or newer",
  ),
} as const satisfies Record<string, PreviewCheck>;
