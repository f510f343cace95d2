# What runs is what was tested: an image is named by its digest.
package podimagespinnedbydigest

import data.lib.pods

# The image of the sidecar is the mesh's to choose, and injection puts it into every pod by its tag.
violation contains {"msg": msg} if {
	some entry in pods.containers
	not regex.match(`@sha256:[0-9a-f]{64}$`, entry.container.image)
	not entry.container.image in input.parameters.injected
	msg := sprintf("%s has an image without digest, which can change; write it as NAME@sha256:DIGEST", [pods.named(entry)])
}
