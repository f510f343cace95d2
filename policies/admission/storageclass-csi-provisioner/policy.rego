# No StorageClass uses the provisioner that Kubernetes has removed.
package storageclasscsiprovisioner

import data.lib.cluster_objects

violation contains {"msg": "the class uses the provisioner that Kubernetes has removed, which knows no key of ours; set provisioner: ebs.csi.aws.com"} if {
	not cluster_objects.is_exempt
	input.review.object.provisioner == "kubernetes.io/aws-ebs"
}
