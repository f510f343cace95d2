# Workloads come to health or card data only when what guards the data is there: Gatekeeper keeps a copy of these objects.
package dataworkloadsguarded

namespace := object.get(input.review.object.metadata, "namespace", object.get(input.review, "namespace", ""))

# Those of the whole mesh hold in every namespace.
here := [namespace, "istio-system"]

known if data.inventory.cluster.v1.Namespace[namespace]

guarded if data.inventory.cluster.v1.Namespace[namespace].metadata.labels["data-class"] in {"phi", "cardholder"}

found(group, kind, where) := [object |
	some place in where
	some object in data.inventory.namespace[place][group][kind]
]

violation contains {"msg": "the namespace is not known to Gatekeeper yet; try again in some seconds"} if not known

violation contains {"msg": "nothing makes the namespace speak mutual TLS only; add a PeerAuthentication with spec.mtls.mode: STRICT"} if {
	guarded
	every policy in found("security.istio.io/v1", "PeerAuthentication", here) {
		not strict(policy)
	}
}

strict(policy) if {
	policy.spec.mtls.mode == "STRICT"
	not policy.spec.selector
}

violation contains {"msg": "nothing refuses false tokens in the namespace; add a RequestAuthentication with spec.jwtRules"} if {
	guarded
	every authentication in found("security.istio.io/v1", "RequestAuthentication", here) {
		not verifies(authentication)
	}
}

verifies(authentication) if {
	count(authentication.spec.jwtRules) > 0
	not authentication.spec.selector
}

violation contains {"msg": "nobody is named who may call in the namespace; add an AuthorizationPolicy that names principals"} if {
	guarded
	every policy in found("security.istio.io/v1", "AuthorizationPolicy", [namespace]) {
		not names_callers(policy)
	}
}

names_callers(policy) if {
	object.get(policy.spec, "action", "ALLOW") == "ALLOW"
	count(policy.spec.rules) > 0
	every rule in policy.spec.rules {
		count(rule.from) > 0
		every from in rule.from {
			count(from.source.principals) > 0
			every principal in from.source.principals {
				not contains(principal, "*")
			}
		}
	}
}

violation contains {"msg": "requests in the namespace leave no line; add a Telemetry with spec.accessLogging"} if {
	guarded
	every telemetry in found("telemetry.istio.io/v1", "Telemetry", here) {
		not logs(telemetry)
	}
}

logs(telemetry) if {
	not telemetry.spec.selector
	count(telemetry.spec.accessLogging) > 0
	every entry in telemetry.spec.accessLogging {
		object.get(entry, "disabled", false) != true
		not entry.filter
	}
}
