# A pod sees neither network nor processes nor memory of its node: Pod Security Standards, baseline, "Host Namespaces".
package podnohostnamespaces

import data.lib.pods

violation contains {"msg": msg} if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	pods.spec[field] == true
	msg := sprintf("the pod shares a namespace with its node; leave %s out", [field])
}
