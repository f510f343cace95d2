# Whether the request may be done. Every reason against it is named; it may when there is none.
package data_access.authorisation

import data.data_access.request
import data.data_access.token
import data.settings

allowed if count(reasons) == 0

reasons contains "caller-unknown" if not request.known_caller

reasons contains "token-missing" if not token.present

reasons contains "token-invalid" if {
	token.present
	not token.claims
}

reasons contains "request-unknown" if not request.target

reasons contains "purpose-missing" if not request.purpose

reasons contains "role-unknown" if {
	token.claims
	not role
}

reasons contains "purpose-not-allowed" if {
	role
	request.purpose
	not request.purpose in role.purposes
}

reasons contains "action-not-allowed" if {
	role
	request.target
	not request.target.action in role.actions
}

reasons contains "record-out-of-scope" if {
	token.claims
	request.target
	not in_scope
}

reasons contains "break-glass-not-valid" if {
	token.claims.role == settings.breakGlass.role
	not break_glass
}

role := settings.roles[token.claims.role]

# Records that the person is assigned to; in an emergency every one.
in_scope if request.target.record in token.claims.records

in_scope if break_glass

# An emergency: with a reason and a ticket, for a time that began with the token and is not longer than may be.
break_glass := found if {
	token.claims.role == settings.breakGlass.role
	found := token.claims.break_glass
	every field in ["reason", "ticket"] {
		is_string(found[field])
		trim_space(found[field]) != ""
	}
	is_number(found.until)
	is_number(token.claims.iat)
	found.until - token.claims.iat <= settings.breakGlass.minutes * 60
	found.until * 1000000000 > time.now_ns()
}
