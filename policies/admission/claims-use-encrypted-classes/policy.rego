# Every claim asks for an encrypted volume.
package claimsuseencryptedclasses

import data.lib.pods

violation contains {"msg": msg} if {
	some name, spec in claims
	not object.get(spec, "storageClassName", "") in input.parameters.classes
	msg := sprintf("%s names no storage class that is encrypted; set storageClassName to %s", [name, concat(" or ", input.parameters.classes)])
}

# The default class is set before admission asks; an empty name asks for a volume without class.
claims["the claim"] := input.review.object.spec if input.review.kind.kind == "PersistentVolumeClaim"

claims[name] := template.spec if {
	input.review.kind.kind == "StatefulSet"
	some template in input.review.object.spec.volumeClaimTemplates
	object.get(template.spec, "storageClassName", null) != null
	name := sprintf("the claim template %q", [template.metadata.name])
}

claims[name] := volume.ephemeral.volumeClaimTemplate.spec if {
	some volume in pods.spec.volumes
	object.get(volume, ["ephemeral", "volumeClaimTemplate", "spec", "storageClassName"], null) != null
	name := sprintf("volume %q", [volume.name])
}
