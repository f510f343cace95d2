# AppArmor confines every container where the node has it: Pod Security Standards, baseline, "AppArmor".
package podapparmornotloosened

import data.lib.pods

violation contains {"msg": "the pod is not confined by AppArmor; leave appArmorProfile out, or take RuntimeDefault"} if {
	pods.spec.securityContext.appArmorProfile.type == "Unconfined"
}

violation contains {"msg": msg} if {
	some entry in pods.containers
	entry.container.securityContext.appArmorProfile.type == "Unconfined"
	msg := sprintf("%s is not confined by AppArmor; leave appArmorProfile out, or take RuntimeDefault", [pods.named(entry)])
}

# The annotation of before Kubernetes 1.30; nodes still read it. Of a pod the API server turns it into the field, of a template not.
violation contains {"msg": msg} if {
	some key, profile in pods.metadata.annotations
	startswith(key, prefix)
	not confined(profile)
	not trim_prefix(key, prefix) in with_field
	msg := sprintf("the annotation %s loosens AppArmor; leave it out", [key])
}

prefix := "container.apparmor.security.beta.kubernetes.io/"

with_field contains entry.container.name if {
	some entry in pods.containers
	entry.container.securityContext.appArmorProfile
}

confined(profile) if profile == "runtime/default"

confined(profile) if startswith(profile, "localhost/")
