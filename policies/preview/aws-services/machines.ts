import { type PreviewCheck, onEach, onEachInPlan } from "../check";
import { customerKey } from "../customer-key";
import type { Reader } from "../reader";
import { isTrue } from "../tree";
import { type Verdict, all, notApplicable } from "../verdict";
import { turnedOn } from "./ask";
import { tokensRequired } from "../nodes";

const machineType = "aws:ec2/instance:Instance";
const configurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";
const groupType = "aws:autoscaling/group:Group";
const desktopType = "aws:workspaces/workspace:Workspace";

/** What is made from a launch template is judged by the template, unless it says so itself. */
const tokens = (machine: Reader): Verdict =>
  machine.read("metadataOptions") === undefined && machine.read("launchTemplate") !== undefined ? notApplicable : tokensRequired(machine);

const desktopEncrypted = (desktop: Reader): Verdict =>
  all(
    ...["rootVolumeEncryptionEnabled", "userVolumeEncryptionEnabled"].map((property) =>
      desktop.expect(property, isTrue, `a disk of the desktop is not encrypted; set ${property} to true`),
    ),
    customerKey(
      desktop,
      "volumeEncryptionKey",
      "disks of the desktop are encrypted with a key of AWS; set volumeEncryptionKey to the ARN of a key",
    ),
  );

export const machineChecks = {
  "machine-requires-session-tokens": onEach([machineType, configurationType], tokens),
  "machine-has-role": onEach(machineType, (machine) =>
    machine.read("launchTemplate") !== undefined
      ? notApplicable
      : machine.expect(
          "iamInstanceProfile",
          (value) => value !== undefined,
          "programs on the machine need keys that never end; set iamInstanceProfile",
        ),
  ),
  "machine-no-ssh-key": onEach([machineType, configurationType], (machine) =>
    machine.expect(
      "keyName",
      (value) => value === undefined || value === "",
      "people get in by a key that nobody withdraws; leave keyName out, and use Session Manager",
    ),
  ),
  "machine-monitored": turnedOn(
    { [machineType]: "monitoring", [configurationType]: "enableMonitoring" },
    "what the machine does is measured every five minutes only; set monitoring (enableMonitoring of a launch configuration) to true",
  ),
  "machine-group-checked-by-balancer": onEach(groupType, (group) =>
    group.read("targetGroupArns") === undefined && group.read("loadBalancers") === undefined && group.read("trafficSources") === undefined
      ? notApplicable
      : group.expect("healthCheckType", (type) => type === "ELB", "a machine that answers nobody stays; set healthCheckType to ELB"),
  ),
  "desktop-encrypted-with-cmk": onEachInPlan(desktopType, desktopEncrypted),
} as const satisfies Record<string, PreviewCheck>;
