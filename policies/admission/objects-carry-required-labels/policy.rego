# Everything says whose it is, what it holds and where it belongs.
package objectscarryrequiredlabels

violation contains {"msg": msg} if {
	some required in input.parameters.labels
	not regex.match(sprintf("^(%s)$", [required.pattern]), object.get(input.review.object, ["metadata", "labels", required.key], ""))
	msg := sprintf("the object does not say its %s; set the label %s to %s", [required.key, required.key, required.says])
}
