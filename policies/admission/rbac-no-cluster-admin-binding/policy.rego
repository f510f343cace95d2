# Nobody is given everything.
package rbacnoclusteradminbinding

violation contains {"msg": "the binding hands out cluster-admin; bind a role that names what is needed"} if {
	input.review.object.roleRef.name == "cluster-admin"
}
