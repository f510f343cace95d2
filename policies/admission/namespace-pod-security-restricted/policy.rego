# A namespace of tenants enforces the restricted profile.
package namespacepodsecurityrestricted

violation contains {"msg": "the namespace does not enforce the restricted profile; set the label pod-security.kubernetes.io/enforce: restricted"} if {
	object.get(input.review.object, ["metadata", "labels", "pod-security.kubernetes.io/enforce"], "") != "restricted"
}
