# The kernel's files stay masked: Pod Security Standards, baseline, "/proc Mount Type".
package podprocmountmasked

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	not object.get(entry.container, ["securityContext", "procMount"], "Default") in {"Default", ""}
	msg := sprintf("%s sees all of /proc; leave securityContext.procMount out", [pods.named(entry)])
}
