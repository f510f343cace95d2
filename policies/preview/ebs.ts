import { type PreviewCheck, onEach, onEachInPlan } from "./check";
import { customerKey } from "./customer-key";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, fail, notApplicable, notEvaluated, worst } from "./verdict";

const volumeType = "aws:ebs/volume:Volume";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const machineTypes = ["aws:ec2/instance:Instance", "aws:ec2/launchConfiguration:LaunchConfiguration"] as const;

/** Where EBS disks are described, each as a reader with `encrypted` and, launch configurations aside, `kmsKeyId`. */
function disks(resource: Reader, decide: (disk: Reader) => Verdict, noDisk: Verdict): Verdict {
  if (resource.type === volumeType) return decide(resource);
  if (resource.type === templateType) return worst(resource.every("blockDeviceMappings", (mapping) => mapped(mapping, decide), noDisk));
  return worst([...resource.every("rootBlockDevice", decide, noDisk), ...resource.every("ebsBlockDevices", decide)]);
}

/** A mapping may also take a device away or name an instance store, whose disks the hardware encrypts. */
function mapped(mapping: Reader, decide: (disk: Reader) => Verdict): Verdict {
  const ebs = mapping.read("ebs");
  if (ebs === undefined && (mapping.read("noDevice") !== undefined || mapping.read("virtualName") !== undefined)) return notApplicable;
  if (ebs === UNKNOWN) return deferred("ebs");
  return ebs instanceof Hidden ? notEvaluated(ebs.reason) : decide(mapping.at("ebs"));
}

const encrypted = (disk: Reader): Verdict => disk.expect("encrypted", isTrue, "a disk is not encrypted; set encrypted on each of them");

/** A disk that is not encrypted has no key to ask for: the check on encryption speaks. */
function key(disk: Reader): Verdict {
  const value = disk.read("encrypted");
  if (value !== UNKNOWN && !(value instanceof Hidden) && !isTrue(value)) return notApplicable;
  return customerKey(disk, "kmsKeyId", "a disk is encrypted with the key that AWS manages; set kmsKeyId to a key of your own");
}

const undeclared = fail("the first disk comes unencrypted from the image; describe it, with encrypted set");

export const ebsChecks = {
  "ebs-volume-encrypted": onEach([volumeType, templateType, ...machineTypes], (resource) => disks(resource, encrypted, undeclared)),
  "ebs-volume-customer-key": onEachInPlan([volumeType, templateType, machineTypes[0]], (resource) => disks(resource, key, notApplicable)),
} as const satisfies Record<string, PreviewCheck>;
