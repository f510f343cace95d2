# A role names what it allows.
package rbacrolenowildcard

import data.lib.cluster_objects

violation contains {"msg": msg} if {
	not cluster_objects.is_exempt
	some rule in input.review.object.rules
	some field, word in {"verbs": "verb", "resources": "resource", "apiGroups": "API group", "nonResourceURLs": "path"}
	"*" in rule[field]
	msg := sprintf("the role allows every %s; name those that are needed", [word])
}

violation contains {"msg": msg} if {
	not cluster_objects.is_exempt
	some rule in input.review.object.rules
	some resource in rule.resources
	endswith(resource, "/*")
	msg := sprintf("the role allows %s; name those that are needed", [resource])
}
