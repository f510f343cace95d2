import { recordPort } from "../peers";

/** What the agent reads, and where it goes. */
export interface Stream {
  readonly tag: string;
  /** Whether what waits on the node's disk may be dropped, the oldest first, to keep the disk from filling. */
  readonly droppable: boolean;
  readonly groupName: string;
  /** Properties of the input, in the agent's own words (Fluent Bit manual, "Tail" and "Systemd"). */
  readonly input: Readonly<Record<string, string>>;
}

/** Where the agent keeps on the node how far it has read, and what it could not deliver yet. */
export const bufferPath = "/var/fluent-bit/compliant-eks";

/** The port of its own health; only the kubelet asks there. */
export const healthPort = 2020;

export interface GroupNames {
  readonly containers: string;
  readonly host: string;
  /** Who asked for which record. */
  readonly dataAccess: string;
}

/** Seconds between the lines by which the group of records shows that it is written to, when nobody asks for a record. */
const heartbeat = 300;

export function streams(groups: GroupNames): readonly Stream[] {
  return [
    {
      tag: "containers.*",
      droppable: true,
      groupName: groups.containers,
      input: {
        Name: "tail",
        Path: "/var/log/containers/*.log",
        // Its own lines would feed on themselves.
        Exclude_Path: "/var/log/containers/log-agent-*",
        "multiline.parser": "cri",
        DB: `${bufferPath}/containers.db`,
        Mem_Buf_Limit: "50MB",
        Skip_Long_Lines: "On",
        Refresh_Interval: "10",
        Rotate_Wait: "30",
      },
    },
    {
      tag: "host.*",
      droppable: true,
      groupName: groups.host,
      input: { Name: "systemd", Path: "/var/log/journal", DB: `${bufferPath}/host.db`, Strip_Underscores: "On" },
    },
    {
      tag: "data-access",
      droppable: false,
      groupName: groups.dataAccess,
      // It answers when the record is in its buffer on disk; whoever asked for a record of a person waits for that.
      input: { Name: "http", Listen: "0.0.0.0", Port: String(recordPort), successful_response_code: "201", buffer_max_size: "64K" },
    },
  ];
}

const beat = (): Readonly<Record<string, string>> => ({
  Name: "dummy",
  Dummy: '{"event":"heartbeat"}',
  Interval_Sec: String(heartbeat),
  Tag: "data-access",
});

/**
 * The agent's configuration. Every input is buffered on the node's disk, so that nothing is lost at once while CloudWatch Logs cannot be reached; logs of
 * containers and nodes may hold a gigabyte there each, after which the oldest goes. Records of who asked for what are never dropped: whoever
 * asked was let in because the record was kept. Groups are never made by the agent: one that it made would have no key and no end.
 */
export function configurationOf(region: string, list: readonly Stream[]): string {
  const service = {
    Flush: "5",
    Grace: "30",
    Log_Level: "info",
    HTTP_Server: "On",
    HTTP_Listen: "0.0.0.0",
    HTTP_Port: String(healthPort),
    Health_Check: "On",
    "storage.path": `${bufferPath}/buffer`,
    "storage.sync": "full",
    "storage.checksum": "On",
  };
  const output = ({ tag, groupName, droppable }: Stream): Readonly<Record<string, string>> => ({
    Name: "cloudwatch_logs",
    Match: tag,
    region,
    log_group_name: groupName,
    // One stream for each source on each node, e.g. a container's file.
    log_stream_prefix: "${NODE_NAME}/",
    auto_create_group: "Off",
    Retry_Limit: "no_limits",
    ...(droppable ? { "storage.total_limit_size": "1G" } : {}),
  });
  return [
    section("SERVICE", service),
    ...list.map((stream) => section("INPUT", { ...stream.input, Tag: stream.tag, "storage.type": "filesystem" })),
    section("INPUT", beat()),
    ...list.map((stream) => section("OUTPUT", output(stream))),
  ].join("\n");
}

const section = (name: string, properties: Readonly<Record<string, string>>): string =>
  [`[${name}]`, ...Object.entries(properties).map(([key, value]) => `    ${key} ${value}`), ""].join("\n");
