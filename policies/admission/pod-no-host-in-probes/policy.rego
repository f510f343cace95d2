# The node calls nobody but the container: Pod Security Standards, baseline, "Host Probes / Lifecycle Hooks" (Kubernetes 1.34).
package podnohostinprobes

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	some field in ["livenessProbe", "readinessProbe", "startupProbe"]
	some way in ["httpGet", "tcpSocket"]
	object.get(entry.container, [field, way, "host"], "") != ""
	msg := sprintf("%s lets the node call any host; leave host out of its %s", [pods.named(entry), field])
}

violation contains {"msg": msg} if {
	some entry in pods.containers
	some field in ["postStart", "preStop"]
	some way in ["httpGet", "tcpSocket"]
	object.get(entry.container, ["lifecycle", field, way, "host"], "") != ""
	msg := sprintf("%s lets the node call any host; leave host out of its lifecycle.%s", [pods.named(entry), field])
}
