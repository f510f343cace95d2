# Objects without a namespace that are the cluster's own, or the platform's. No tenant may make any.
package lib.cluster_objects

name := input.review.object.metadata.name

# Names that Kubernetes and EKS keep for themselves, and those that the stack lists.
is_exempt if {
	is_cluster_wide
	some prefix in ["system:", "eks:"]
	startswith(name, prefix)
}

is_exempt if {
	is_cluster_wide
	name in input.parameters.exempt
}

is_cluster_wide if object.get(input.review.object.metadata, "namespace", "") == ""
