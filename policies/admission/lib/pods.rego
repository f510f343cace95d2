# The pods that an object is or makes, whatever its kind.
package lib.pods

# Kinds whose pods are made from `spec.template`.
templated := {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"}

reviewed := input.review.object

kind := input.review.kind.kind

# What is asked of the pod. A pod that exists may be changed in nothing that is looked at here, so that an update of one is let through: else
# nobody could take a finalizer from a pod that was there before a constraint. Subresources, such as ephemeral containers, are no such update.
spec := reviewed.spec if {
	kind == "Pod"
	not settled
}

spec := reviewed.spec.template.spec if kind in templated

spec := reviewed.spec.jobTemplate.spec.template.spec if kind == "CronJob"

spec := reviewed.template.spec if kind == "PodTemplate"

# What is said about the pod beside its spec.
metadata := reviewed.metadata if {
	kind == "Pod"
	not settled
}

metadata := reviewed.spec.template.metadata if kind in templated

metadata := reviewed.spec.jobTemplate.spec.template.metadata if kind == "CronJob"

metadata := reviewed.template.metadata if kind == "PodTemplate"

settled if {
	input.review.operation == "UPDATE"
	object.get(input.review, "subResource", "") == ""
}

# All containers, each with the list that it stands in.
containers contains {"list": list, "container": container} if {
	some list in ["initContainers", "containers", "ephemeralContainers"]
	some container in spec[list]
}

# How a message names a container.
named(entry) := sprintf("%s %q", [words[entry.list], object.get(entry.container, "name", "")])

words := {
	"initContainers": "init container",
	"containers": "container",
	"ephemeralContainers": "ephemeral container",
}
