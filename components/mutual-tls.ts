/** Every sidecar of a namespace takes mutual TLS only; said in the root namespace, every sidecar of the mesh. */
export const strictMutualTls = (namespace: string) => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace },
  spec: { mtls: { mode: "STRICT" } },
});
