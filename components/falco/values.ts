import { auditAccount, sidekickUrl } from "./names";

/** Files of rules by name. */
type Rules = Readonly<Record<string, string>>;

interface CommonArgs {
  readonly rules: Rules;
  readonly registryMirror?: string;
}

export interface NodeValuesArgs extends CommonArgs {
  readonly clusterName: string;
  readonly region: string;
  readonly logGroupName: string;
  readonly topicArn: string;
}

/** Where images are: the mirror keeps their own path below its prefix. */
const registry = (mirror: string | undefined): string => mirror ?? "docker.io";

/** Nothing is fetched while it starts: rules are those of the image, and of the program. */
const nothingFetched = { artifact: { install: { enabled: false }, follow: { enabled: false } } } as const;

const engine = {
  json_output: true,
  json_include_output_property: true,
  json_include_tags_property: true,
  // An event may break several rules, and each of them counts.
  rule_matching: "all",
  priority: "debug",
  stdout_output: { enabled: true },
  syslog_output: { enabled: false },
  watch_config_files: true,
} as const;

/**
 * Falco on every node, whatever its taints, on system calls by the modern probe, which needs no driver. It loads the stable rules of its
 * image as they are, and after them ours. With it comes the sender of alerts, which is told of every event of all releases.
 */
export function nodeValues({ rules, registryMirror, ...sender }: NodeValuesArgs) {
  return {
    image: { registry: registry(registryMirror) },
    controller: { kind: "daemonset" },
    tolerations: [{ operator: "Exists" }],
    podPriorityClassName: "system-node-critical",
    driver: { enabled: true, kind: "modern_ebpf", loader: { enabled: false } },
    collectors: { enabled: true, containerEngine: { engines: onlyCri } },
    falcoctl: nothingFetched,
    // A line every quarter of an hour, so that a log group without lines means that nothing watches.
    metrics: { enabled: true, interval: "15m", outputRule: true },
    customRules: { ...rules },
    falco: { ...engine, rules_files: ["/etc/falco/falco_rules.yaml", "/etc/falco/rules.d"] },
    falcosidekick: sidekickValues(sender, registryMirror),
  };
}

/** EKS nodes run containers by containerd, which answers as CRI. */
const onlyCri = {
  docker: { enabled: false },
  podman: { enabled: false },
  containerd: { enabled: false },
  cri: { enabled: true },
  lxc: { enabled: false },
  libvirt_lxc: { enabled: false },
  bpm: { enabled: false },
} as const;

/**
 * Every event goes to the log group, which is what the archive gets; what people should look at goes to the topic as well. The role comes by
 * Pod Identity, so that none is named here.
 */
function sidekickValues({ clusterName, region, logGroupName, topicArn }: Omit<NodeValuesArgs, "rules">, mirror: string | undefined) {
  return {
    enabled: true,
    fullfqdn: true,
    replicaCount: 2,
    image: { registry: registry(mirror) },
    podSecurityContext: { runAsNonRoot: true, runAsUser: 1234, fsGroup: 1234, seccompProfile: { type: "RuntimeDefault" } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    config: {
      customfields: `cluster:${clusterName}`,
      aws: {
        region,
        useirsa: true,
        rolearn: "",
        checkidentity: true,
        cloudwatchlogs: { loggroup: logGroupName, logstream: "", minimumpriority: "debug" },
        sns: { topicarn: topicArn, minimumpriority: "notice" },
      },
    },
    webui: { enabled: false },
  };
}

export interface AuditValuesArgs extends CommonArgs {
  readonly clusterName: string;
  readonly region: string;
}

/** Versions of the plugins, as falcoctl's index lists them for Falco 0.44. */
const pluginVersions = { "k8saudit-eks": "0.11.0", json: "0.7.3" } as const;

/**
 * Falco on the audit log of Kubernetes, which EKS writes to CloudWatch Logs. One replica: two would tell everything twice. It needs no right
 * on its node. Its plugins are no part of the image, so that these, and nothing else, are fetched when it starts.
 */
export function auditValues({ rules, registryMirror, clusterName, region }: AuditValuesArgs) {
  const from = `${registryMirror ?? "ghcr.io"}/falcosecurity/plugins/plugin`;
  const refs = Object.entries(pluginVersions).map(([name, version]) => `${from}/${name}:${version}`);
  return {
    image: { registry: registry(registryMirror) },
    controller: { kind: "deployment", deployment: { replicas: 1 } },
    serviceAccount: { name: auditAccount },
    driver: { enabled: false },
    collectors: { enabled: false },
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
    falcoctl: {
      image: { registry: registry(registryMirror) },
      artifact: { install: { enabled: true }, follow: { enabled: false } },
      config: { artifact: { allowedTypes: ["plugin"], install: { resolveDeps: false, refs } } },
    },
    customRules: { ...rules },
    falco: {
      ...engine,
      rules_files: ["/etc/falco/rules.d"],
      load_plugins: ["k8saudit-eks", "json"],
      plugins: [
        {
          name: "k8saudit-eks",
          library_path: "libk8saudit-eks.so",
          open_params: clusterName,
          init_config: { region, polling_interval: 10, shift: 10, use_async: false, buffer_size: 500 },
        },
        { name: "json", library_path: "libjson.so", init_config: "" },
      ],
      http_output: { enabled: true, url: sidekickUrl },
    },
    falcosidekick: { enabled: false },
  };
}
