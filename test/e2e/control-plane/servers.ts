import { randomBytes } from "node:crypto";
import { stringify } from "yaml";
import type { Authority, User } from "./certificates";
import { type Layout, kubeconfig, writeIdentity } from "./layout";

/** How one server is called. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
}

const loopback = "127.0.0.1";
const url = (port: number): string => `https://${loopback}:${String(port)}`;

/** What a control plane writes for its servers before it starts them. */
export interface Prepared {
  readonly etcd: Call;
  readonly apiServer: Call;
  readonly controllerManager: Call;
  readonly scheduler: Call;
}

/** Files and arguments of the servers of Kubernetes itself. Nothing is started. */
export function prepareServers(layout: Layout, authority: Authority): Prepared {
  layout.write("ca.crt", authority.certificate);
  layout.write("tokens.key", authority.tokenKeys.privateKey);
  layout.write("tokens.pub", authority.tokenKeys.publicKey);
  return {
    etcd: etcd(layout, authority),
    apiServer: apiServer(layout, authority),
    controllerManager: controllerManager(layout, authority),
    scheduler: scheduler(layout, authority),
  };
}

function etcd(layout: Layout, authority: Authority): Call {
  const { certificate, key } = writeIdentity(layout, "etcd", authority.server("etcd", [loopback]));
  const { etcd: port, etcdPeer } = layout.ports;
  const tls = (prefix: string): readonly string[] => [
    `--${prefix}cert-file=${certificate}`,
    `--${prefix}key-file=${key}`,
    `--${prefix}trusted-ca-file=${layout.file("ca.crt")}`,
    `--${prefix}client-cert-auth`,
  ];
  return {
    name: "etcd",
    args: [
      "--name=e2e",
      `--data-dir=${layout.file("etcd")}`,
      `--listen-client-urls=${url(port)}`,
      `--advertise-client-urls=${url(port)}`,
      `--listen-peer-urls=${url(etcdPeer)}`,
      `--initial-advertise-peer-urls=${url(etcdPeer)}`,
      `--initial-cluster=e2e=${url(etcdPeer)}`,
      "--log-level=warn",
      // Nobody keeps what is in it.
      "--unsafe-no-fsync",
      ...tls(""),
      ...tls("peer-"),
    ],
  };
}

/** Who asked for what, and what came of it, once each. */
const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived", "ResponseStarted"],
  rules: [{ level: "Metadata" }],
};

function apiServer(layout: Layout, authority: Authority): Call {
  const own = writeIdentity(layout, "api-server", authority.server("kube-apiserver", [loopback, "localhost", "kubernetes.default.svc"]));
  const toEtcd = writeIdentity(layout, "api-server-etcd", authority.client({ name: "kube-apiserver" }));
  const encryption = {
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "EncryptionConfiguration",
    resources: [
      {
        resources: ["secrets"],
        providers: [{ secretbox: { keys: [{ name: "key1", secret: randomBytes(32).toString("base64") }] } }, { identity: {} }],
      },
    ],
  };
  return {
    name: "kube-apiserver",
    args: [
      `--etcd-servers=${url(layout.ports.etcd)}`,
      `--etcd-cafile=${layout.file("ca.crt")}`,
      `--etcd-certfile=${toEtcd.certificate}`,
      `--etcd-keyfile=${toEtcd.key}`,
      `--bind-address=${loopback}`,
      `--advertise-address=${loopback}`,
      `--secure-port=${String(layout.ports.apiServer)}`,
      "--endpoint-reconciler-type=none",
      `--tls-cert-file=${own.certificate}`,
      `--tls-private-key-file=${own.key}`,
      `--client-ca-file=${layout.file("ca.crt")}`,
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction,PodSecurity",
      "--allow-privileged=true",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-signing-key-file=${layout.file("tokens.key")}`,
      `--service-account-key-file=${layout.file("tokens.pub")}`,
      "--service-cluster-ip-range=172.20.0.0/16",
      `--encryption-provider-config=${layout.write("encryption.yaml", stringify(encryption))}`,
      `--audit-policy-file=${layout.write("audit-policy.yaml", stringify(auditPolicy))}`,
      `--audit-log-path=${layout.file("audit.jsonl")}`,
      "--profiling=false",
    ],
  };
}

/** Kubeconfig of a server that is a client of the API server. */
export function writeKubeconfig(layout: Layout, authority: Authority, user: User): string {
  return layout.write(`${user.name.replaceAll(":", "-")}.kubeconfig`, kubeconfig(layout, authority, authority.client(user)));
}

function controllerManager(layout: Layout, authority: Authority): Call {
  return {
    name: "kube-controller-manager",
    args: [
      ...asClient(layout, authority, { name: "system:kube-controller-manager" }, layout.ports.controllerManager),
      `--service-account-private-key-file=${layout.file("tokens.key")}`,
      `--root-ca-file=${layout.file("ca.crt")}`,
      "--use-service-account-credentials=true",
      // A test does not wait until a namespace that was just made has its service account.
      "--kube-api-qps=500",
      "--kube-api-burst=1000",
    ],
  };
}

function scheduler(layout: Layout, authority: Authority): Call {
  return { name: "kube-scheduler", args: asClient(layout, authority, { name: "system:kube-scheduler" }, layout.ports.scheduler) };
}

const asClient = (layout: Layout, authority: Authority, user: User, port: number): readonly string[] => [
  `--kubeconfig=${writeKubeconfig(layout, authority, user)}`,
  "--leader-elect=false",
  `--bind-address=${loopback}`,
  `--secure-port=${String(port)}`,
  `--cert-dir=${layout.file("serving")}`,
];
