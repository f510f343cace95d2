# Rights are given to somebody in particular.
package rbacnoanonymoussubject

import data.lib.cluster_objects

violation contains {"msg": msg} if {
	not cluster_objects.is_exempt
	some subject in input.review.object.subjects
	subject.kind in {"User", "Group"}
	subject.name in {"system:anonymous", "system:unauthenticated", "system:authenticated", "system:masters", "system:serviceaccounts"}
	msg := sprintf("the binding names %s, which is nobody in particular; bind a group or service account of your own", [subject.name])
}

violation contains {"msg": msg} if {
	not cluster_objects.is_exempt
	some subject in input.review.object.subjects
	subject.kind == "Group"
	startswith(subject.name, "system:serviceaccounts:")
	msg := sprintf("the binding names %s, which is nobody in particular; bind a group or service account of your own", [subject.name])
}

violation contains {"msg": msg} if {
	not cluster_objects.is_exempt
	some subject in input.review.object.subjects
	subject.kind == "ServiceAccount"
	subject.name == "default"
	msg := "the binding names a default service account, which is nobody in particular; bind a group or service account of your own"
}
