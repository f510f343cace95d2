# Volumes come from storage classes: nobody makes one by hand.
package persistentvolumenotstatic

# Of a volume that is there the audit cannot tell who made it. The driver provisions volumes as its own service account; controllers keep them up to date.
violation contains {"msg": "the volume is made by hand, past the storage classes; leave it, and ask for one with a PersistentVolumeClaim"} if {
	input.review.operation == "CREATE"
	not object.get(input.review, ["userInfo", "username"], "") in {
		"system:serviceaccount:kube-system:ebs-csi-controller-sa",
		"system:serviceaccount:kube-system:persistent-volume-binder",
	}
}
