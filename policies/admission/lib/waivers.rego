# Waivers of the stack file, as far as they name objects of a cluster.
package lib.waivers

# Whether the object under review is excused, to the end of a waiver's last day, UTC. The clock decides: a waiver ends without an update.
excuses if {
	some waiver in input.parameters.waived
	time.now_ns() < time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [waiver.until])) + 86400000000000
	glob.match(waiver.namespace, null, object.get(metadata, "namespace", ""))
	glob.match(waiver.kind, null, input.review.kind.kind)
	glob.match(waiver.name, null, object.get(metadata, "name", object.get(metadata, "generateName", "")))
}

metadata := input.review.object.metadata
