# Waivers of the stack file, as far as they name objects of a cluster.
package lib.waivers

# Whether the object under review is excused, to the end of a waiver's last day, UTC. The clock decides: a waiver ends without an update.
excuses if {
	some waiver in input.parameters.waived
	today <= waiver.until
	glob.match(waiver.namespace, null, object.get(metadata, "namespace", ""))
	glob.match(waiver.kind, null, input.review.kind.kind)
	glob.match(waiver.name, null, object.get(metadata, "name", object.get(metadata, "generateName", "")))
}

metadata := input.review.object.metadata

# The day in UTC, as waivers write theirs, so that texts can be compared: a day beyond the year 2262 has no number of nanoseconds.
today := sprintf("%04d-%02d-%02d", time.date(time.now_ns()))
