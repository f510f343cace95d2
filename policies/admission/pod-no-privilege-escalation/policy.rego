# No process may gain more privileges than its parent: Pod Security Standards, restricted, "Privilege Escalation".
package podnoprivilegeescalation

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not forbidden(entry.container)
	msg := sprintf("%s may gain privileges; set securityContext.allowPrivilegeEscalation: false", [pods.named(entry)])
}

forbidden(container) if container.securityContext.allowPrivilegeEscalation == false
