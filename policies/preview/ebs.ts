import { type PreviewCheck, onEachInPlan } from "./check";
import { companions } from "./companions";
import { customerKey } from "./customer-key";
import type { Plan } from "./plan";
import type { Reader } from "./reader";
import { Hidden, UNKNOWN, isTrue } from "./tree";
import { type Verdict, deferred, demand, fail, notApplicable, notEvaluated, pass, worst } from "./verdict";

const clusterType = "aws:eks/cluster:Cluster";
const volumeType = "aws:ebs/volume:Volume";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const machineTypes = ["aws:ec2/instance:Instance", "aws:ec2/launchConfiguration:LaunchConfiguration"] as const;

/** Where EBS disks are described, each as a reader with `encrypted` and, launch configurations aside, `kmsKeyId`. */
function disks(resource: Reader, decide: (disk: Reader) => Verdict, noDisk: Verdict): Verdict {
  if (resource.type === volumeType) return decide(resource);
  if (resource.type === templateType) return worst(resource.every("blockDeviceMappings", (mapping) => mapped(mapping, decide), noDisk));
  return worst([...resource.every("rootBlockDevice", decide, noDisk), ...resource.every("ebsBlockDevices", decide)]);
}

/** The disks of the images that EKS offers: Bottlerocket has its system on the first and everything else on the second. */
const imageDisks: readonly (readonly [amiType: RegExp, devices: readonly string[]])[] = [
  [/^AL2023_/, ["/dev/xvda"]],
  [/^BOTTLEROCKET_/, ["/dev/xvda", "/dev/xvdb"]],
];

/** A disk of the image that the template does not describe stays as the image has it, which is unencrypted. */
function wholeImage(template: Reader, plan: Plan): Verdict {
  const names = template.items("blockDeviceMappings");
  if (names === UNKNOWN || names instanceof Hidden) return pass;
  const described = names.map((mapping) => mapping.read("deviceName"));
  if (described.includes(UNKNOWN)) return pass;
  const images = companions(plan, template, "launchTemplate", "aws:eks/nodeGroup:NodeGroup").map((group) => group.read("amiType"));
  const needed = imageDisks
    .filter(([type]) => images.some((image) => typeof image === "string" && type.test(image)))
    .flatMap(([, devices]) => devices);
  return demand(
    needed.every((device) => described.includes(device)),
    "a disk of the node image is not described and stays unencrypted; describe each, Bottlerocket's /dev/xvda and /dev/xvdb",
  );
}

/** The eks component makes a node group of its own, unless it is told not to or EKS makes the nodes. */
function componentNodes(cluster: Reader): Verdict {
  if (cluster.type === clusterType || isTrue(cluster.read("autoMode.enabled"))) return notApplicable;
  return cluster.expect(
    "skipDefaultNodeGroup",
    isTrue,
    "the eks component makes nodes with unencrypted disks; set skipDefaultNodeGroup: true and make node groups of your own",
  );
}

function encryption(resource: Reader, plan: Plan): Verdict {
  if (resource.type === clusterType || resource.type === "eks:index:Cluster") return componentNodes(resource);
  const each = disks(resource, encrypted, undeclared);
  return resource.type === templateType && each.status === "pass" ? wholeImage(resource, plan) : each;
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
  "ebs-volume-encrypted": onEachInPlan([volumeType, templateType, ...machineTypes, clusterType], encryption),
  "ebs-volume-customer-key": onEachInPlan([volumeType, templateType, machineTypes[0]], (resource) => disks(resource, key, notApplicable)),
} as const satisfies Record<string, PreviewCheck>;
