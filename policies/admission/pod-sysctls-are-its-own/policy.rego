# A pod sets no kernel parameter of its node: Pod Security Standards, baseline, "Sysctls".
package podsysctlsareitsown

import data.lib.pods

# Those that a container has for itself, as the baseline names them.
own := {
	"kernel.shm_rmid_forced",
	"net.ipv4.ip_local_port_range",
	"net.ipv4.ip_local_reserved_ports",
	"net.ipv4.ip_unprivileged_port_start",
	"net.ipv4.ping_group_range",
	"net.ipv4.tcp_fin_timeout",
	"net.ipv4.tcp_keepalive_intvl",
	"net.ipv4.tcp_keepalive_probes",
	"net.ipv4.tcp_keepalive_time",
	"net.ipv4.tcp_rmem",
	"net.ipv4.tcp_syncookies",
	"net.ipv4.tcp_wmem",
}

violation contains {"msg": msg} if {
	some sysctl in pods.spec.securityContext.sysctls
	not sysctl.name in own
	msg := sprintf("the pod sets %s, which its node shares; leave it out of securityContext.sysctls", [sysctl.name])
}
