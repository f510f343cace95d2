# The token of a request: who asks, as the identity provider says. Nothing of it is believed that its signature does not prove.
package data_access.token

import data.settings

bearer := substring(header, count("Bearer "), -1) if {
	header := input.attributes.request.http.headers.authorization
	startswith(header, "Bearer ")
}

present if bearer

verified := [valid, claims] if {
	[valid, _, claims] := io.jwt.decode_verify(bearer, {
		"cert": settings.jwks,
		"iss": settings.issuer,
		"aud": settings.audience,
		"time": time.now_ns(),
	})
}

# Undefined unless signature, issuer, audience and times hold, and the token says whom it is for and until when.
claims := found if {
	[valid, found] := verified
	valid == true
	is_string(found.sub)
	found.sub != ""
	is_number(found.exp)
}
