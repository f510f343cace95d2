# An Ingress takes traffic for hosts that it names.
package ingresshostnamed

violation contains {"msg": msg} if {
	some rule in input.review.object.spec.rules
	host := object.get(rule, "host", "")
	contains(host, "*")
	msg := sprintf("the Ingress takes every host of %s; name the host in full", [host])
}

violation contains {"msg": "the Ingress takes every host; name the host in full"} if {
	some rule in input.review.object.spec.rules
	object.get(rule, "host", "") == ""
}

violation contains {"msg": "the Ingress takes every host; name the host in full"} if {
	input.review.object.spec.defaultBackend
}
