# No StorageClass uses the provisioner that Kubernetes has removed.
package storageclasscsiprovisioner

violation contains {"msg": "the class uses the provisioner that Kubernetes has removed, which knows no key of ours; set provisioner: ebs.csi.aws.com"} if {
	input.review.object.provisioner == "kubernetes.io/aws-ebs"
}
