# Mutual TLS is not weakened.
package peerauthenticationstrict

spec := object.get(input.review.object, "spec", {})

violation contains {"msg": "the workloads take traffic in clear; set spec.mtls.mode: STRICT"} if {
	not object.get(spec, ["mtls", "mode"], "UNSET") in {"STRICT", "UNSET"}
}

violation contains {"msg": msg} if {
	some port, rule in spec.portLevelMtls
	not object.get(rule, "mode", "UNSET") in {"STRICT", "UNSET"}
	msg := sprintf("port %s takes traffic in clear; leave it out of spec.portLevelMtls, or set its mode: STRICT", [port])
}
