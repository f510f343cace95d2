import { Hidden, type Inputs } from "../../../../policies/preview/tree";
import { type Output, listed } from "../call";
import { type AwsResource, type Translation, at, camel, list, outputFor, tagsOf, text } from "../resource";

const instanceType = "aws:ec2/instance:Instance";
const volumeType = "aws:ebs/volume:Volume";

/** The first disk as a volume of its own tells it; one that is none belongs to the machine, which encrypts it. */
function rootDisk(instance: unknown, disks: ReadonlyMap<string, Output>): Inputs {
  const root = list(instance, "BlockDeviceMappings").find((mapping) => text(mapping, "DeviceName") === text(instance, "RootDeviceName"));
  const volume = disks.get(text(root, "Ebs", "VolumeId"));
  if (volume !== undefined) return { encrypted: volume["Encrypted"] === true, kmsKeyId: text(volume, "KmsKeyId") };
  return text(instance, "RootDeviceType") === "instance-store" ? { encrypted: true } : { encrypted: unlisted, kmsKeyId: unlisted };
}

const unlisted = new Hidden("the volume of the first disk was not in the list");

const instances: Translation = {
  types: [instanceType],
  from: ["ec2.DescribeInstances", "ec2.DescribeVolumes"],
  make: (answers) => {
    const disks = new Map(listed(answers("ec2.DescribeVolumes"), "Volumes").map((volume) => [text(volume, "VolumeId"), volume]));
    return listed(answers("ec2.DescribeInstances"), "Reservations")
      .flatMap((reservation) => list(reservation, "Instances"))
      .map((instance) => ({
        type: instanceType,
        name: text(instance, "InstanceId"),
        ids: [text(instance, "InstanceId")],
        inputs: {
          subnetId: text(instance, "SubnetId"),
          associatePublicIpAddress: text(instance, "PublicIpAddress") !== "",
          metadataOptions: camel(at(instance, "MetadataOptions") ?? {}),
          rootBlockDevice: rootDisk(instance, disks),
          tags: tagsOf(at(instance, "Tags")),
        },
      }));
  },
};

const volumes: Translation = {
  types: [volumeType],
  from: ["ec2.DescribeVolumes"],
  make: (answers) =>
    listed(answers("ec2.DescribeVolumes"), "Volumes").map((volume) => ({
      type: volumeType,
      name: text(volume, "VolumeId"),
      ids: [text(volume, "VolumeId")],
      inputs: {
        encrypted: volume["Encrypted"] === true,
        ...(text(volume, "KmsKeyId") === "" ? {} : { kmsKeyId: text(volume, "KmsKeyId") }),
        tags: tagsOf(volume["Tags"]),
      },
    })),
};

const snapshotType = "aws:ebs/snapshot:Snapshot";
const permissionType = "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission";

/** A snapshot that is shared with everybody has a group in the place of an account. */
const snapshots: Translation = {
  types: [snapshotType, permissionType],
  from: ["ec2.DescribeSnapshots", "ec2.DescribeSnapshotAttribute"],
  make: (answers) =>
    listed(answers("ec2.DescribeSnapshots"), "Snapshots").flatMap((snapshot): readonly AwsResource[] => {
      const id = text(snapshot, "SnapshotId");
      const shared = list(outputFor(answers("ec2.DescribeSnapshotAttribute"), "SnapshotId", id), "CreateVolumePermissions");
      return [
        {
          type: snapshotType,
          name: id,
          ids: [id],
          inputs: { encrypted: snapshot["Encrypted"] === true, kmsKeyId: text(snapshot, "KmsKeyId") },
        },
        ...shared.map((one) => {
          const accountId = text(one, "UserId") || text(one, "Group");
          return { type: permissionType, name: `${id}/${accountId}`, ids: [], inputs: { snapshotId: id, accountId } };
        }),
      ];
    }),
};

const single = (type: string, from: string, inputs: (output: unknown) => AwsResource["inputs"]): Translation => ({
  types: [type],
  from: [from],
  make: (answers) => answers(from).map(({ output }) => ({ type, name: "region", ids: [], inputs: inputs(output) })),
});

const defaults: readonly Translation[] = [
  single("aws:ebs/encryptionByDefault:EncryptionByDefault", "ec2.GetEbsEncryptionByDefault", (output) => ({
    enabled: at(output, "EbsEncryptionByDefault") === true,
  })),
  single("aws:ebs/defaultKmsKey:DefaultKmsKey", "ec2.GetEbsDefaultKmsKeyId", (output) => ({ keyArn: text(output, "KmsKeyId") })),
  single("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", "ec2.GetSnapshotBlockPublicAccessState", (output) => ({
    state: text(output, "State"),
  })),
];

const enablerType = "aws:inspector2/enabler:Enabler";
const findingType = "aws:inspector2/finding:Finding";

/** The provider's enabler stands for what is on; where nothing is, there is none. */
const inspector: Translation = {
  types: [enablerType],
  from: ["inspector.BatchGetAccountStatus"],
  make: (answers) =>
    listed(answers("inspector.BatchGetAccountStatus"), "accounts").flatMap((account) => {
      const state = camel(account["resourceState"] ?? {}) as Readonly<Record<string, unknown>>;
      const on = Object.keys(state).filter((resource) => text(state[resource], "status") === "ENABLED");
      if (on.length === 0) return [];
      return [
        {
          type: enablerType,
          name: text(account, "accountId"),
          ids: [],
          inputs: { resourceTypes: on.map((resource) => scanned[resource] ?? resource) },
        },
      ];
    }),
};

const scanned: Readonly<Record<string, string>> = { ec2: "EC2", ecr: "ECR", lambda: "LAMBDA", lambdaCode: "LAMBDA_CODE" };

const inspectorFindings: Translation = {
  types: [findingType],
  from: ["inspector.ListFindings"],
  make: (answers) =>
    listed(answers("inspector.ListFindings"), "findings").map((finding) => ({
      type: findingType,
      name: text(finding, "findingArn").split("/").at(-1) ?? "",
      ids: [text(finding, "findingArn")],
      inputs: { severity: text(finding, "severity"), firstObservedAt: text(finding, "firstObservedAt") },
    })),
};

const documentType = "aws:ssm/document:Document";

const sessionSettings: Translation = {
  types: [documentType],
  from: ["ssm.GetDocument"],
  make: (answers) =>
    answers("ssm.GetDocument").flatMap(({ output }) =>
      output === null
        ? []
        : [
            {
              type: documentType,
              name: text(output, "Name"),
              ids: [],
              inputs: { name: text(output, "Name"), content: `{"inputs":${text(output, "Content")}}` },
            },
          ],
    ),
};

export const machineTranslations: readonly Translation[] = [
  instances,
  volumes,
  snapshots,
  ...defaults,
  inspector,
  inspectorFindings,
  sessionSettings,
];
