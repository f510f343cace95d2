# The record of a request: who, what, why, and what was said. It never has the token, the path as it came, or anything of a record itself.
package data_access.audit

import data.data_access.authorisation
import data.data_access.request
import data.data_access.token
import data.settings

record := object.union_n([
	{
		"event": "data-access",
		"time": time.format(time.now_ns()),
		"result": result,
		"reasons": sort([reason | some reason in authorisation.reasons]),
		"request": object.get(input, ["attributes", "request", "http", "id"], "unknown"),
		"method": object.get(input, ["attributes", "request", "http", "method"], "unknown"),
		"caller": object.get(input, ["attributes", "source", "principal"], "unknown"),
	},
	who,
	what,
	why,
	emergency,
])

result := "allow" if authorisation.allowed

result := "deny" if not authorisation.allowed

default who := {"subject": "unverified", "role": "unverified"}

who := {"subject": token.claims.sub, "role": object.get(token.claims, "role", "none")} if token.claims

default what := {"action": "unknown", "record": "unknown"}

what := request.target if request.target

default why := {"purpose": "none"}

why := {"purpose": request.purpose} if request.purpose

default emergency := {"breakGlass": false}

emergency := {
	"breakGlass": true,
	"reason": authorisation.break_glass.reason,
	"ticket": authorisation.break_glass.ticket,
} if {
	authorisation.break_glass
}

# Sent once for each request, whatever was decided. The sink answers 201 when it has the record on disk.
delivery := http.send({
	"method": "POST",
	"url": settings.sink,
	"headers": {"content-type": "application/json"},
	"body": record,
	"timeout": settings.timeout,
	"raise_error": false,
	"enable_redirect": false,
})

accepted if delivery.status_code == 201
