# No Service opens a port on every node.
package servicenonodeport

violation contains {"msg": "the Service opens a port on every node; set spec.type: ClusterIP, and route through the ingress gateway"} if {
	input.review.object.spec.type == "NodePort"
}
