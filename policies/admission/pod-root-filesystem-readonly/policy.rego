# A container cannot change what it was started from.
package podrootfilesystemreadonly

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not entry.container.securityContext.readOnlyRootFilesystem == true
	msg := sprintf("%s may change its own files; set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where it writes", [pods.named(entry)])
}
