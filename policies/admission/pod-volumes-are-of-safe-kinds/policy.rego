# No volume leads to the node or past the storage classes: Pod Security Standards, restricted, "Volume Types".
package podvolumesareofsafekinds

import data.lib.pods

safe := {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}

violation contains {"msg": msg} if {
	some volume in pods.spec.volumes
	kinds := {kind | some kind, _ in volume; kind != "name"}
	count(kinds - safe) > 0
	msg := sprintf("volume %q is of a kind that may not be used; take configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected or secret", [volume.name])
}
