# No Service is an alias by which traffic leaves the mesh unseen.
package servicenoexternalname

violation contains {"msg": "the Service is an alias of a name outside; leave ExternalName, and declare a ServiceEntry"} if {
	input.review.object.spec.type == "ExternalName"
}
