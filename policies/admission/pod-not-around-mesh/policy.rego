# No pod leads traffic past its sidecar.
package podnotaroundmesh

import data.lib.pods

# Labels and annotations by which a pod keeps traffic, or itself, out of its sidecar, or says what the sidecar is.
bypasses := {
	"sidecar.istio.io/inject": {"false", "no", "n", "off", "0", "f", "False", "FALSE", "No", "Off"},
	"istio.io/dataplane-mode": {"none"},
	"sidecar.istio.io/interceptionMode": {"NONE"},
}

# None of them has a value that does no harm, but for the one that injection itself writes.
steering := {
	"inject.istio.io/templates": set(),
	"proxy.istio.io/config": set(),
	"sidecar.istio.io/bootstrapOverride": set(),
	"sidecar.istio.io/discoveryAddress": set(),
	"sidecar.istio.io/proxyImage": set(),
	"sidecar.istio.io/userVolume": set(),
	"sidecar.istio.io/userVolumeMount": set(),
	"traffic.istio.io/excludeInboundPorts": set(),
	"traffic.sidecar.istio.io/excludeInboundPorts": {"15020"},
	"traffic.sidecar.istio.io/excludeInterfaces": set(),
	"traffic.sidecar.istio.io/excludeOutboundIPRanges": set(),
	"traffic.sidecar.istio.io/excludeOutboundPorts": set(),
	"traffic.sidecar.istio.io/includeInboundPorts": {"*"},
	"traffic.sidecar.istio.io/includeOutboundIPRanges": {"*"},
	"traffic.sidecar.istio.io/includeOutboundPorts": set(),
	"traffic.sidecar.istio.io/kubevirtInterfaces": set(),
}

violation contains {"msg": msg} if {
	some kind in ["labels", "annotations"]
	some key, value in pods.metadata[kind]
	harmful(key, value)
	msg := sprintf("%s takes traffic past the mesh; leave it out", [key])
}

harmful(key, value) if value in bypasses[key]

harmful(key, value) if not value in steering[key]
