import type { PlannedCheck } from "./model";

/** What was researched and no check implements yet. A row leaves this list with the check that names it as an origin. */
export const planned: readonly PlannedCheck[] = [
  {
    origin: "data-residency-region/7",
    moment: "live",
    target: "ec2:DescribeRegions + per-region inventory (config:SelectResourceConfig or resource-explorer-2:Search)",
    property: "awsRegion",
    expect: "no resource outside the list (global services excepted)",
  },
  {
    origin: "iac-secrets-encrypted/5",
    moment: "live",
    target: "state backend: s3:GetBucketEncryption + bucket policy",
    property: "—",
    expect: "meets the bucket controls",
  },
  {
    origin: "node-hardened-configuration/4",
    moment: "live",
    target: "GET /api/v1/nodes/<n>/proxy/configz",
    property:
      "kubeletconfig.{authentication.anonymous.enabled,authorization.mode,readOnlyPort,rotateCertificates,serverTLSBootstrap,streamingConnectionIdleTimeout,makeIPTablesUtilChains,eventRecordQPS}",
    expect: "false, Webhook, 0, true, …",
  },
  {
    origin: "break-glass-access/3",
    moment: "live",
    target: "cloudtrail:LookupEvents AssumeRole",
    property: "uses since last audit",
    expect: "each use has a ticket (attestation)",
  },
  {
    origin: "mesh-mtls-strict/5",
    moment: "live",
    target: "GET peerauthentications, destinationrules -A; Prometheus istio_requests_total",
    property: "connection_security_policy",
    expect: 'STRICT present; no connection_security_policy="none" between mesh workloads',
  },
  {
    origin: "mesh-egress-registry-only/3",
    moment: "live",
    target: 'GET configmap istio-system/istio; GET serviceentries -A; istio_requests_total{destination_service_name="BlackHoleCluster"}',
    property: "mode, hosts",
    expect: "as above",
  },
  {
    origin: "mesh-ca-protected/3",
    moment: "live",
    target: "GET secret names in istio-system (metadata only); istiod metrics citadel_server_root_cert_expiry_timestamp",
    property: "presence; expiry",
    expect: "not within renewal limit",
  },
  {
    origin: "image-signature-verified/1",
    moment: "admission",
    target: "Gatekeeper external-data provider (ratify or cosign provider) with a constraint, or sigstore policy-controller",
    property: "Pod and pod templates",
    expect: "deny unsigned",
  },
  {
    origin: "image-signature-verified/2",
    moment: "live",
    target: "provider objects; ecr:DescribeImages (artifact type signature)",
    property: "presence",
    expect: "each running first-party digest",
  },
  {
    origin: "service-exposure-restricted/6",
    moment: "live",
    target: "GET services, ingresses; elasticloadbalancing:DescribeLoadBalancers",
    property: "Scheme",
    expect: "internet-facing only for registered",
  },
  {
    origin: "namespace-default-deny-ingress/2",
    moment: "admission",
    target: "own template / Gatekeeper sync of NetworkPolicy, or a generator",
    property: "Namespace",
    expect: "namespace without the policy is reported",
  },
  {
    origin: "file-integrity-monitoring/3",
    moment: "live",
    target: "GET configmap of Falco rules; canary write under /etc in the probe pod",
    property: "rule names present and enabled",
    expect: "event arrives; last comparison age < fim.interval.days",
  },
  {
    origin: "log-integrity-validation/2",
    moment: "live",
    target: "cloudtrail:DescribeTrails; digest verification (aws cloudtrail validate-logs logic over s3:GetObject)",
    property: "LogFileValidationEnabled; invalid count",
    expect: "true; 0",
  },
  {
    origin: "time-synchronisation/4",
    moment: "live",
    target: "node_timex_sync_status / node_timex_offset_seconds, or chronyc tracking through SSM",
    property: "sync; offset",
    expect: "1; < 0.5 s",
  },
  {
    origin: "asset-and-crypto-inventory/2",
    moment: "live",
    target:
      "pulumi stack export; kms:ListKeys; acm:ListCertificates; elasticloadbalancing:DescribeListeners; GET pods; GET secrets type helm.sh/release.v1 (metadata)",
    property: "items",
    expect: "complete against the cloud inventory (no unmanaged resource in the VPC/cluster)",
  },
  {
    origin: "drift-and-change-record/2",
    moment: "live",
    target: "pulumi preview --refresh --expect-no-changes --json; pulumi stack history --json",
    property: "change summary; environment git.head, policy packs",
    expect: "no change; each update has a commit",
  },
];
