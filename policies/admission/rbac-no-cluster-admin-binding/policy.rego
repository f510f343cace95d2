# Nobody is given everything.
package rbacnoclusteradminbinding

import data.lib.cluster_objects

violation contains {"msg": "the binding hands out cluster-admin; bind a role that names what is needed"} if {
	not cluster_objects.is_exempt
	input.review.object.roleRef.name == "cluster-admin"
}
