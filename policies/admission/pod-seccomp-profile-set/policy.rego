# System calls are filtered: Pod Security Standards, restricted, "Seccomp".
package podseccompprofileset

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not type_of(entry.container) in {"RuntimeDefault", "Localhost"}
	msg := sprintf("%s has no seccomp profile; set securityContext.seccompProfile.type: RuntimeDefault on the pod or on the container", [pods.named(entry)])
}

# What a container says counts more than what its pod says.
type_of(container) := object.get(container, ["securityContext", "seccompProfile", "type"], of_pod)

default of_pod := "none"

of_pod := pods.spec.securityContext.seccompProfile.type
