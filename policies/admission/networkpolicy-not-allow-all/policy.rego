# No NetworkPolicy lets everything through.
package networkpolicynotallowall

directions := {"ingress": {"peer": "from", "word": "in"}, "egress": {"peer": "to", "word": "out"}}

violation contains {"msg": msg} if {
	some field, direction in directions
	some rule in input.review.object.spec[field]
	everybody(rule, direction.peer)
	msg := sprintf("the policy lets everything %s; name pods or namespaces in spec.%s", [direction.word, field])
}

# A rule without peers is one for all of them.
everybody(rule, peer) if count(object.get(rule, peer, [])) == 0

everybody(rule, peer) if {
	some one in rule[peer]
	one.ipBlock.cidr in {"0.0.0.0/0", "::/0"}
}

everybody(rule, peer) if {
	some one in rule[peer]
	not one.podSelector
	object.get(one, "namespaceSelector", null) == {}
}
