# Every StorageClass of EBS encrypts with a customer-managed key.
package storageclasscustomerkey

import data.lib.classes

# A class that does not encrypt has no key to ask for: the check on encryption speaks.
violation contains {"msg": "the class uses the key that AWS manages; set parameters.kmsKeyId to the ARN of a key of your own"} if {
	classes.is_ebs
	lower(classes.parameter("encrypted")) == "true"
	not own(classes.parameter("kmsKeyId"))
}

own(key) if {
	key != ""
	not contains(key, "alias/aws/")
}
