# No container listens on its node: Pod Security Standards, baseline, "Host Ports".
package podnohostports

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	some port in entry.container.ports
	object.get(port, "hostPort", 0) != 0
	msg := sprintf("%s takes port %d of its node; leave hostPort out", [pods.named(entry), port.hostPort])
}
