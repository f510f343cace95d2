# No credential stands in the environment, where every reader of the pod sees it.
package podnocredentialsinenv

import data.lib.pods

violation contains {"msg": msg} if {
	some entry in pods.containers
	some variable in entry.container.env
	object.get(variable, "value", "") != ""
	is_credential(variable)
	msg := sprintf("%s has a credential in the environment variable %s; take it from a Secret (valueFrom.secretKeyRef) or mount it as a file", [pods.named(entry), variable.name])
}

# Names that say it, but for those that only say where it is.
is_credential(variable) if {
	regex.match(`(?i)(^|_)(passwd|password|passphrase|secret|token|api_?key|access_?key|private_?key|credentials?)(_|$)`, variable.name)
	not regex.match(`(?i)_(file|path|name|url|uri|arn|id|ttl|type|header)$`, variable.name)
}

# Values that are one whatever they are called: keys of AWS, tokens with a known beginning, private keys, passwords in an address.
is_credential(variable) if {
	regex.match(`(AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|xox[abprs]-[0-9A-Za-z-]{10}|-----BEGIN [A-Z ]*PRIVATE KEY-----|://[^/@:]+:[^/@]+@`, variable.value)
}
