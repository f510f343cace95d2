# No container may run as root: Pod Security Standards, restricted, "Running as Non-root" and "Running as Non-root user".
package podrunsasnonroot

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not nonroot(entry.container)
	msg := sprintf("%s may run as root; set securityContext.runAsNonRoot: true on the pod or on the container", [pods.named(entry)])
}

violation contains {"msg": msg} if {
	some entry in pods.containers
	entry.container.securityContext.runAsUser == 0
	msg := sprintf("%s asks for user 0; set securityContext.runAsUser to another number, or leave it out", [pods.named(entry)])
}

violation contains {"msg": msg} if {
	pods.spec.securityContext.runAsUser == 0
	msg := "the pod asks for user 0; set its securityContext.runAsUser to another number, or leave it out"
}

# What a container says counts more than what its pod says.
nonroot(container) if container.securityContext.runAsNonRoot == true

nonroot(container) if {
	not says(container)
	pods.spec.securityContext.runAsNonRoot == true
}

# A null is what an API server takes for silence.
says(container) if is_boolean(container.securityContext.runAsNonRoot)
