# What comes in comes in encrypted.
package ingresstlsonly

violation contains {"msg": msg} if {
	not secure
	msg := `the Ingress takes traffic in clear; set spec.tls, and the annotation kubernetes.io/ingress.allow-http: "false"`
}

secure if {
	count(input.review.object.spec.tls) > 0
	input.review.object.metadata.annotations["kubernetes.io/ingress.allow-http"] == "false"
}
