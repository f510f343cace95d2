# What Envoy is told. No record, no access: the answer is yes only when the sink has said that it has the record.
package data_access

import data.data_access.audit
import data.data_access.authorisation

default decision := {"allowed": false, "http_status": 503, "body": "This request could not be recorded, so it is refused. Try again later."}

decision := {"allowed": true, "http_status": 200} if {
	audit.accepted
	authorisation.allowed
}

decision := {"allowed": false, "http_status": 403, "body": "This request is not allowed, and that it was made is recorded."} if {
	audit.accepted
	not authorisation.allowed
}
