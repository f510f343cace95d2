# Who is allowed is named.
package authorizationpolicynamessources

spec := object.get(input.review.object, "spec", {})

allows if object.get(spec, "action", "ALLOW") == "ALLOW"

violation contains {"msg": "the policy allows everybody; name principals or namespaces in rules[].from"} if {
	allows
	some rule in spec.rules
	count(object.get(rule, "from", [])) == 0
}

# Addresses can be taken by whoever gets them, and what is not named is allowed.
violation contains {"msg": "the policy allows everybody; name principals or namespaces in rules[].from"} if {
	allows
	some rule in spec.rules
	some from in rule.from
	named := [name | some field in ["principals", "namespaces", "requestPrincipals", "serviceAccounts"]; some name in from.source[field]]
	count(named) == 0
}

violation contains {"msg": "the policy allows any principal; name service accounts in rules[].from[].source.principals"} if {
	allows
	some rule in spec.rules
	some from in rule.from
	some field in ["principals", "namespaces", "serviceAccounts"]
	"*" in from.source[field]
}
