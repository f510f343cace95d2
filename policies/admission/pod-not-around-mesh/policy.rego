# No pod leads traffic past its sidecar.
package podnotaroundmesh

import data.lib.pods

# Labels and annotations by which a pod keeps traffic, or itself, out of its sidecar, or says what the sidecar is.
bypasses := {
	"sidecar.istio.io/inject": {"false", "no", "n", "off", "0", "f", "False", "FALSE", "No", "Off"},
	"istio.io/dataplane-mode": {"none"},
	"sidecar.istio.io/interceptionMode": {"NONE"},
}

# None of them has a value that does no harm.
forbidden := {
	"inject.istio.io/templates",
	"proxy.istio.io/config",
	"sidecar.istio.io/bootstrapOverride",
	"sidecar.istio.io/discoveryAddress",
	"sidecar.istio.io/proxyImage",
	"sidecar.istio.io/userVolume",
	"sidecar.istio.io/userVolumeMount",
	"traffic.istio.io/excludeInboundPorts",
	"traffic.sidecar.istio.io/excludeInboundPorts",
	"traffic.sidecar.istio.io/excludeInterfaces",
	"traffic.sidecar.istio.io/excludeOutboundIPRanges",
	"traffic.sidecar.istio.io/excludeOutboundPorts",
	"traffic.sidecar.istio.io/includeInboundPorts",
	"traffic.sidecar.istio.io/includeOutboundIPRanges",
	"traffic.sidecar.istio.io/includeOutboundPorts",
	"traffic.sidecar.istio.io/kubevirtInterfaces",
}

violation contains {"msg": msg} if {
	some kind in ["labels", "annotations"]
	some key, value in pods.metadata[kind]
	harmful(key, value)
	msg := sprintf("%s takes traffic past the mesh; leave it out", [key])
}

harmful(key, value) if value in bypasses[key]

harmful(key, _) if key in forbidden
