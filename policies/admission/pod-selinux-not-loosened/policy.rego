# SELinux confines every container: Pod Security Standards, baseline, "SELinux".
package podselinuxnotloosened

import data.lib.pods

confined := {"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"}

violation contains {"msg": msg} if {
	some who, options in asked
	not object.get(options, "type", "") in confined
	msg := sprintf("%s asks for an SELinux type that loosens it; leave seLinuxOptions.type out, or take container_t, container_init_t, container_kvm_t or container_engine_t", [who])
}

violation contains {"msg": msg} if {
	some who, options in asked
	some field in ["user", "role"]
	object.get(options, field, "") != ""
	msg := sprintf("%s asks for an SELinux user or role of its own; leave user and role out of seLinuxOptions", [who])
}

asked["the pod"] := pods.spec.securityContext.seLinuxOptions

asked[name] := entry.container.securityContext.seLinuxOptions if {
	some entry in pods.containers
	name := pods.named(entry)
}
