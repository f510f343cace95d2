# What watches the cluster is changed and deleted by the platform, and by what Kubernetes does by itself.
package runtimenamespaceprotected

violation contains {"msg": "only the platform changes what watches the cluster; change the stack file and update"} if {
	object.get(input.review.object, ["metadata", "namespace"], "") == "falco"

	# The audit asks about what is there, and nobody does anything then.
	asker != ""
	not expected
}

asker := object.get(input.review, ["userInfo", "username"], "")

expected if {
	some prefix in input.parameters.platformUsers
	startswith(asker, prefix)
}

expected if {
	some prefix in ["system:serviceaccount:kube-system:", "system:node:", "eks:"]
	startswith(asker, prefix)
}

expected if asker in {"system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"}
