# What a request wants: which action on which record, for what purpose, and which workload brings it.
package data_access.request

import data.settings

http := input.attributes.request.http

# Identities of who asks and of who is asked, from their certificates of the mesh. Envoy takes them from the connection; no header can say them.
caller := input.attributes.source.principal

workload := settings.workloads[input.attributes.destination.principal]

known_caller if caller in workload.callers

# The purpose of use that the person states, e.g. `treatment`.
purpose := http.headers["x-purpose-of-use"]

# Routes that the request fits, with the record that each finds in the path.
fitting contains {"action": route.action, "record": match[1]} if {
	some route in workload.routes
	http.method in route.methods
	some match in regex.find_all_string_submatch_n(route.path, http.path, 1)
	match[1] != ""
}

# One route, and no doubt about which record is meant.
target := found if {
	count(fitting) == 1
	some found in fitting
}
