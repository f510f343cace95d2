package podrunsasnonroot_test

import data.podrunsasnonroot

secure := {"runAsNonRoot": true}

review(kind, object) := {"review": {"kind": {"kind": kind}, "operation": "CREATE", "object": object}}

pod(spec) := review("Pod", {"spec": spec})

messages(input_document) := {violation.msg |
	some violation in podrunsasnonroot.violation with input as input_document
}

may_run_as_root(name) := {sprintf("%s may run as root; set securityContext.runAsNonRoot: true on the pod or on the container", [name])}

test_silence_may_mean_root if {
	messages(pod({"containers": [{"name": "web"}]})) == may_run_as_root(`container "web"`)
}

test_the_pod_speaks_for_its_containers if {
	messages(pod({"securityContext": secure, "containers": [{"name": "web"}]})) == set()
}

test_a_container_speaks_for_itself if {
	messages(pod({"containers": [{"name": "web", "securityContext": secure}]})) == set()
	messages(pod({
		"securityContext": secure,
		"containers": [{"name": "web", "securityContext": {"runAsNonRoot": false}}],
	})) == may_run_as_root(`container "web"`)
}

test_null_is_silence if {
	messages(pod({
		"securityContext": secure,
		"containers": [{"name": "web", "securityContext": {"runAsNonRoot": null}}],
	})) == set()
}

test_every_list_of_containers_counts if {
	messages(pod({"initContainers": [{"name": "setup"}]})) == may_run_as_root(`init container "setup"`)
	messages(pod({"ephemeralContainers": [{"name": "debug"}]})) == may_run_as_root(`ephemeral container "debug"`)
}

test_user_0_is_root_whatever_else_is_said if {
	messages(pod({"containers": [{"name": "web", "securityContext": {"runAsNonRoot": true, "runAsUser": 0}}]})) == {`container "web" asks for user 0; set securityContext.runAsUser to another number, or leave it out`}
	messages(pod({
		"securityContext": {"runAsNonRoot": true, "runAsUser": 0},
		"containers": [{"name": "web"}],
	})) == {"the pod asks for user 0; set its securityContext.runAsUser to another number, or leave it out"}
}

test_another_user_alone_does_not_suffice if {
	messages(pod({"containers": [{"name": "web", "securityContext": {"runAsUser": 1000}}]})) == may_run_as_root(`container "web"`)
}

test_every_kind_with_a_template_counts if {
	bad := {"containers": [{"name": "web"}]}
	every kind in ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"] {
		messages(review(kind, {"spec": {"template": {"spec": bad}}})) == may_run_as_root(`container "web"`)
	}
	messages(review("CronJob", {"spec": {"jobTemplate": {"spec": {"template": {"spec": bad}}}}})) == may_run_as_root(`container "web"`)
	messages(review("PodTemplate", {"template": {"spec": bad}})) == may_run_as_root(`container "web"`)
}

test_another_kind_has_no_pod if {
	messages(review("Service", {"spec": {"template": {"spec": {"containers": [{"name": "web"}]}}}})) == set()
}

test_an_update_of_a_pod_is_let_through_but_not_new_ephemeral_containers if {
	debugged := {"spec": {"ephemeralContainers": [{"name": "debug"}]}}
	update := {"kind": {"kind": "Pod"}, "operation": "UPDATE", "object": debugged}
	messages({"review": update}) == set()
	messages({"review": object.union(update, {"subResource": "ephemeralcontainers"})}) == may_run_as_root(`ephemeral container "debug"`)
}
