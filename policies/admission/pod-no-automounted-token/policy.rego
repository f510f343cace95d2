# A pod that does not ask the Kubernetes API has no token for it.
package podnoautomountedtoken

import data.lib.pods

violation contains {"msg": "the pod gets a token for the Kubernetes API; set automountServiceAccountToken: false"} if {
	count(pods.containers) > 0
	not pods.spec.automountServiceAccountToken == false
}
