# No container is a process of a Windows node: Pod Security Standards, baseline, "HostProcess".
package podnohostprocess

import data.lib.pods

violation contains {"msg": "the pod runs as a process of its node; leave securityContext.windowsOptions.hostProcess out"} if {
	pods.spec.securityContext.windowsOptions.hostProcess == true
}

violation contains {"msg": msg} if {
	some entry in pods.containers
	entry.container.securityContext.windowsOptions.hostProcess == true
	msg := sprintf("%s runs as a process of its node; leave securityContext.windowsOptions.hostProcess out", [pods.named(entry)])
}
