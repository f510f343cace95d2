# Every StorageClass of EBS makes encrypted volumes.
package storageclassencrypted

import data.lib.classes

violation contains {"msg": `the class makes unencrypted volumes; set parameters.encrypted: "true"`} if {
	classes.is_ebs
	lower(classes.parameter("encrypted")) != "true"
}
