package data_access_test

import data.data_access
import data.data_access.audit
import data.data_access.authorisation

configured := {
	"issuer": "https://identity.example.com",
	"audience": "patient-records",
	"jwks": "{\"keys\": []}",
	"workloads": {"spiffe://cluster.local/ns/patient-records/sa/patient-api": {
		"callers": ["spiffe://cluster.local/ns/istio-ingress/sa/istio-ingress"],
		"routes": [
			{"methods": ["GET"], "path": `^/patients\?id=eq\.([0-9]{1,18})$`, "action": "read"},
			{"methods": ["PATCH"], "path": `^/patients\?id=eq\.([0-9]{1,18})$`, "action": "change"},
		],
	}},
	"roles": {
		"clinician": {"purposes": ["treatment"], "actions": ["read", "change"]},
		"billing": {"purposes": ["payment"], "actions": ["read"]},
		"break-glass": {"purposes": ["emergency"], "actions": ["read"]},
	},
	"breakGlass": {"role": "break-glass", "minutes": 60},
	"sink": "http://sink.example.com:9880/data-access",
	"timeout": "500ms",
}

clinician := {"sub": "alice", "role": "clinician", "records": ["17"], "exp": 1795000600}

emergency := {
	"sub": "bob",
	"role": "break-glass",
	"records": [],
	"iat": 1795000000 - 60,
	"exp": 1795000600,
	"break_glass": {"reason": "unconscious patient", "ticket": "INC-7", "until": 1795000000 + 600},
}

wanted := {"attributes": {
	"source": {"principal": "spiffe://cluster.local/ns/istio-ingress/sa/istio-ingress"},
	"destination": {"principal": "spiffe://cluster.local/ns/patient-records/sa/patient-api"},
	"request": {"http": {
		"id": "1234",
		"method": "GET",
		"path": "/patients?id=eq.17",
		"headers": {"authorization": "Bearer aaa.bbb.ccc", "x-purpose-of-use": "treatment"},
	}},
}}

in_emergency := json.patch(wanted, [{"op": "replace", "path": "/attributes/request/http/headers/x-purpose-of-use", "value": "emergency"}])

but(path, value) := json.patch(wanted, [{"op": "add", "path": sprintf("/attributes/request/http/%s", [path]), "value": value}])

claim(name, value) := object.union(clinician, {name: value})

accepting := {"status_code": 201}

# What is decided on a request with a token that holds these claims, by a sink that answers so.
decided(request, claims, answer) := found if {
	found := data_access.decision with input as request
		with data.settings as configured
		with io.jwt.decode_verify as [true, {}, claims]
		with time.now_ns as 1795000000000000000
		with http.send as answer
}

reasons(request, claims) := found if {
	found := authorisation.reasons with input as request
		with data.settings as configured
		with io.jwt.decode_verify as [true, {}, claims]
		with time.now_ns as 1795000000000000000
}

test_verified_authorised_and_recorded if {
	decided(wanted, clinician, accepting) == {"allowed": true, "http_status": 200}
}

test_no_record_no_access if {
	some answer in [{"status_code": 0, "error": {}}, {"status_code": 500}, {"status_code": 200}, {"status_code": 429}, {}]
	decision := decided(wanted, clinician, answer)
	decision.allowed == false
	decision.http_status == 503
}

test_every_other_answer_of_the_sink_is_a_refusal if {
	every status in [0, 100, 200, 202, 204, 301, 400, 403, 429, 500, 503] {
		decided(wanted, clinician, {"status_code": status}).allowed == false
	}
}

test_a_refusal_is_recorded_too if {
	decision := decided(but("path", "/patients?id=eq.18"), clinician, accepting)
	decision.allowed == false
	decision.http_status == 403
}

# Each missing piece, and the only reason that it gives.
refused := [
	[json.patch(wanted, [{"op": "remove", "path": "/attributes/source/principal"}]), clinician, {"caller-unknown"}],
	[json.patch(wanted, [{"op": "replace", "path": "/attributes/source/principal", "value": "spiffe://cluster.local/ns/other/sa/other"}]), clinician, {"caller-unknown"}],
	[json.patch(wanted, [{"op": "remove", "path": "/attributes/destination/principal"}]), clinician, {"caller-unknown", "request-unknown"}],
	[json.patch(wanted, [{"op": "replace", "path": "/attributes/destination/principal", "value": "spiffe://cluster.local/ns/other/sa/patient-api"}]), clinician, {"caller-unknown", "request-unknown"}],
	[but("headers", {"x-purpose-of-use": "treatment"}), clinician, {"token-missing"}],
	[but("headers", {"authorization": "Basic eHg6eXk=", "x-purpose-of-use": "treatment"}), clinician, {"token-missing"}],
	[wanted, object.remove(clinician, ["sub"]), {"token-invalid"}],
	[wanted, claim("sub", ""), {"token-invalid"}],
	[wanted, object.remove(clinician, ["exp"]), {"token-invalid"}],
	[wanted, claim("role", "visitor"), {"role-unknown"}],
	[wanted, object.remove(clinician, ["role"]), {"role-unknown"}],
	[but("headers", {"authorization": "Bearer a.b.c"}), clinician, {"purpose-missing"}],
	[but("headers/x-purpose-of-use", "payment"), clinician, {"purpose-not-allowed"}],
	[but("path", "/patients"), clinician, {"request-unknown"}],
	[but("path", "/patients?id=eq.17&or=(id.gt.0)"), clinician, {"request-unknown"}],
	[but("path", "/patients?id=eq.17&id=eq.18"), clinician, {"request-unknown"}],
	[but("path", "//patients?id=eq.17"), clinician, {"request-unknown"}],
	[but("method", "DELETE"), clinician, {"request-unknown"}],
	[but("path", "/patients?id=eq.18"), clinician, {"record-out-of-scope"}],
	[but("path", "/patients?id=eq.171"), clinician, {"record-out-of-scope"}],
	[wanted, object.remove(clinician, ["records"]), {"record-out-of-scope"}],
	[but("headers/x-purpose-of-use", "payment"), object.union(clinician, {"role": "billing", "records": ["18"]}), {"record-out-of-scope"}],
	[json.patch(but("headers/x-purpose-of-use", "payment"), [{"op": "replace", "path": "/attributes/request/http/method", "value": "PATCH"}]), claim("role", "billing"), {"action-not-allowed"}],
]

test_each_missing_piece_is_a_refusal_with_its_reason if {
	every case in refused {
		[request, claims, expected] := case
		reasons(request, claims) == expected
		decided(request, claims, accepting).allowed == false
	}
}

test_a_token_that_is_not_verified_is_invalid if {
	found := authorisation.reasons with input as wanted
		with data.settings as configured
		with io.jwt.decode_verify as [false, {}, {}]
		with time.now_ns as 1795000000000000000
	found == {"token-invalid"}
}

test_an_emergency_opens_every_record if {
	decided(in_emergency, emergency, accepting).allowed == true
}

test_an_emergency_needs_a_log_too if {
	decided(in_emergency, emergency, {"status_code": 500}).allowed == false
}

not_an_emergency := [
	object.remove(emergency, ["break_glass"]),
	object.union(emergency, {"break_glass": {"reason": " "}}),
	object.union(emergency, {"break_glass": {"ticket": ""}}),
	object.union(emergency, {"break_glass": {"ticket": 7}}),
	object.union(emergency, {"break_glass": {"until": 1795000000 - 1}}),
	object.union(emergency, {"break_glass": {"until": 1795000000 + 3600}}),
	object.union(emergency, {"break_glass": {"until": "later"}}),
	object.remove(emergency, ["iat"]),
]

test_an_emergency_without_reason_ticket_or_end_is_none if {
	every claims in not_an_emergency {
		reasons(in_emergency, claims) == {"break-glass-not-valid", "record-out-of-scope"}
	}
}

test_an_emergency_only_reads if {
	request := json.patch(in_emergency, [{"op": "replace", "path": "/attributes/request/http/method", "value": "PATCH"}])
	reasons(request, emergency) == {"action-not-allowed"}
}

test_an_emergency_is_of_its_role_only if {
	found := reasons(but("path", "/patients?id=eq.18"), object.union(emergency, {"role": "clinician"}))
	found == {"record-out-of-scope"}
}

recorded(request, claims) := found if {
	found := audit.record with input as request
		with data.settings as configured
		with io.jwt.decode_verify as [true, {}, claims]
		with time.now_ns as 1795000000000000000
}

test_the_record_says_who_what_why_and_the_answer if {
	recorded(wanted, clinician) == {
		"event": "data-access",
		"time": "2026-11-18T11:06:40Z",
		"result": "allow",
		"reasons": [],
		"request": "1234",
		"method": "GET",
		"caller": "spiffe://cluster.local/ns/istio-ingress/sa/istio-ingress",
		"subject": "alice",
		"role": "clinician",
		"action": "read",
		"record": "17",
		"purpose": "treatment",
		"breakGlass": false,
	}
}

test_the_record_of_an_emergency_says_so if {
	record := recorded(in_emergency, emergency)
	record.breakGlass == true
	record.ticket == "INC-7"
	record.reason == "unconscious patient"
}

test_the_record_of_an_empty_request_is_a_refusal if {
	record := recorded({}, clinician)
	record.result == "deny"
	record.subject == "unverified"
	record.record == "unknown"
	record.purpose == "none"
}

test_the_record_has_neither_token_nor_path if {
	text := json.marshal(recorded(but("path", "/patients?id=eq.17&secret=1"), clinician))
	not contains(text, "aaa.bbb.ccc")
	not contains(text, "secret")
}
