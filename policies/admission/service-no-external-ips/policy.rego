# No Service claims addresses that are not its own (CVE-2020-8554).
package servicenoexternalips

violation contains {"msg": "the Service claims addresses that are not its own (CVE-2020-8554); leave spec.externalIPs out"} if {
	count(input.review.object.spec.externalIPs) > 0
}
