# Images come from registries that the stack allows.
package podimagesfromallowedregistries

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not allowed(entry.container.image)
	msg := sprintf("%s takes its image from a registry that is not allowed; take it from %s", [pods.named(entry), concat(" or ", input.parameters.registries)])
}

# With the slash: else registry.example.com.evil.test would do for registry.example.com.
allowed(image) if {
	some registry in input.parameters.registries
	startswith(image, sprintf("%s/", [trim_suffix(registry, "/")]))
}

# The image of the sidecar is the mesh's to choose, and injection puts it into every pod.
allowed(image) if image in input.parameters.injected
