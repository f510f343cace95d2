# No container takes from its neighbours: cpu and memory are limited, and with that requested.
package podresourcesbounded

import data.lib.pods

# The API server takes a limit for the request that is not said. Ephemeral containers may not ask for resources.
violation contains {"msg": msg} if {
	some entry in pods.containers
	entry.list != "ephemeralContainers"
	some resource in ["cpu", "memory"]
	object.get(entry.container, ["resources", "limits", resource], "") == ""
	msg := sprintf("%s has no limit of %s; set resources.limits.%s", [pods.named(entry), resource, resource])
}
