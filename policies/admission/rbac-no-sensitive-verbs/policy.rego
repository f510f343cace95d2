# No role allows what leads to everything else: RBAC good practices of the Kubernetes documentation, "privilege escalation risks".
package rbacnosensitiveverbs

import data.lib.cluster_objects

# Each leads to more than it says: other people's rights, secrets, nodes, or the rules themselves.
sensitive := [
	{"resources": {"roles", "clusterroles"}, "verbs": {"escalate", "bind"}},
	{"resources": {"users", "groups", "serviceaccounts", "uids", "userextras"}, "verbs": {"impersonate"}},
	{"resources": {"secrets"}, "verbs": {"get", "list", "watch"}},
	{"resources": {"pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers"}, "verbs": {"create", "get", "update", "patch"}},
	{"resources": {"nodes/proxy", "pods/proxy", "services/proxy"}, "verbs": {"get", "create", "update", "patch"}},
	{"resources": {"serviceaccounts/token"}, "verbs": {"create"}},
	{"resources": {"certificatesigningrequests/approval"}, "verbs": {"update", "patch"}},
	{"resources": {"signers"}, "verbs": {"approve", "sign"}},
	{"resources": {"validatingwebhookconfigurations", "mutatingwebhookconfigurations"}, "verbs": {"create", "update", "patch", "delete"}},
	{"resources": {"persistentvolumes"}, "verbs": {"create"}},
]

violation contains {"msg": msg} if {
	not cluster_objects.is_exempt
	some rule in input.review.object.rules
	some kind in sensitive
	some resource in kind.resources
	resource in rule.resources
	some verb in kind.verbs
	verb in rule.verbs
	msg := sprintf("the role lets %s %s, which leads to everything else; leave it to the platform", [verb, resource])
}
