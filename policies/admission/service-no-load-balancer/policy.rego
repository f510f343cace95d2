# Load balancers are made where they can be seen and judged: by the program.
package servicenoloadbalancer

violation contains {"msg": "the Service makes a load balancer of its own; set spec.type: ClusterIP, and route through the ingress gateway"} if {
	input.review.object.spec.type == "LoadBalancer"
}
