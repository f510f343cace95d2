# A namespace of tenants is part of the mesh.
package namespaceinmesh

violation contains {"msg": "the namespace is outside the mesh; set the label istio-injection: enabled"} if {
	not in_mesh
}

in_mesh if {
	input.review.object.metadata.labels["istio-injection"] == "enabled"
	object.get(input.review.object, ["metadata", "labels", "istio.io/dataplane-mode"], "") != "none"
}
