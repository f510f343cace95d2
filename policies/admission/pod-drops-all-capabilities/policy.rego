# Containers have no capability but binding to low ports: Pod Security Standards, restricted, "Capabilities".
package poddropsallcapabilities

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not drops_all(entry.container)
	msg := sprintf("%s does not drop all capabilities; set securityContext.capabilities.drop: [ALL]", [pods.named(entry)])
}

violation contains {"msg": msg} if {
	some entry in pods.containers
	some capability in entry.container.securityContext.capabilities.add
	capability != "NET_BIND_SERVICE"
	msg := sprintf("%s adds the capability %s; leave it out of securityContext.capabilities.add, where only NET_BIND_SERVICE may stand", [pods.named(entry), capability])
}

drops_all(container) if "ALL" in container.securityContext.capabilities.drop
