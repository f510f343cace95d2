# No container is root of its node: Pod Security Standards, baseline, "Privileged Containers".
package podnotprivileged

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	entry.container.securityContext.privileged == true
	msg := sprintf("%s is privileged; leave securityContext.privileged out", [pods.named(entry)])
}
