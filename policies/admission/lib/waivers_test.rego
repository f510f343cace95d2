package lib.waivers_test

import data.lib.waivers

review(metadata) := {"kind": {"kind": "Deployment"}, "object": {"metadata": metadata}}

legacy := {"until": "2027-01-31", "namespace": "records", "kind": "Deployment", "name": "legacy-*"}

excused(metadata, now) if waivers.excuses with input as {"review": review(metadata), "parameters": {"waived": [legacy]}}
	with time.now_ns as time.parse_rfc3339_ns(now)

test_excuses_what_it_names if excused({"namespace": "records", "name": "legacy-web"}, "2026-12-01T00:00:00Z")

test_excuses_a_name_to_be_generated if excused({"namespace": "records", "generateName": "legacy-"}, "2026-12-01T00:00:00Z")

test_holds_to_the_end_of_its_last_day if excused({"namespace": "records", "name": "legacy-web"}, "2027-01-31T23:59:59Z")

test_holds_on_the_first_day_of_a_year if excused({"namespace": "records", "name": "legacy-web"}, "2027-01-01T00:00:00Z")

test_ends_with_it if not excused({"namespace": "records", "name": "legacy-web"}, "2027-02-01T00:00:00Z")

test_excuses_no_other_name if not excused({"namespace": "records", "name": "web"}, "2026-12-01T00:00:00Z")

test_excuses_no_other_namespace if not excused({"namespace": "payments", "name": "legacy-web"}, "2026-12-01T00:00:00Z")

test_excuses_nothing_without_waivers if {
	not waivers.excuses with input as {"review": review({"name": "legacy-web"}), "parameters": {}}
}
