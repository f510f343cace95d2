import type { PreviewCheckId } from "../controls";
import { accessChecks } from "./access";
import { addonChecks } from "./addons";
import { awsServiceChecks } from "./aws-services";
import type { PreviewCheck } from "./check";
import { credentialChecks } from "./credentials";
import { ebsChecks } from "./ebs";
import { eksChecks } from "./eks";
import { eksSecretsChecks } from "./eks-secrets";
import { flowLogChecks } from "./flow-logs";
import { iamChecks } from "./iam";
import { kmsChecks } from "./kms";
import { kmsIamChecks } from "./kms-iam";
import { kmsPolicyChecks } from "./kms-policies";
import { kmsPurposeChecks } from "./kms-purposes";
import { logChecks } from "./logs";
import { networkAclChecks } from "./network-acls";
import { nodeChecks } from "./nodes";
import { rbacChecks } from "./rbac";
import { residencyChecks } from "./residency";
import { securityGroupChecks } from "./security-groups";
import { storageChecks } from "./storage";
import { subnetChecks } from "./subnets";
import { vpcEndpointChecks } from "./vpc-endpoints";
import { alertCoverageChecks } from "./alert-coverage";
import { alertChecks } from "./alerts";
import { configRecorderChecks } from "./config-recorder";
import { guardDutyChecks } from "./guardduty";
import { trailChecks } from "./cloudtrail";
import { vulnerabilityScanningChecks } from "./vulnerability-scanning";
import { bucketChecks } from "./buckets";
import { bucketPolicyChecks } from "./bucket-policies";
import { logArchiveChecks } from "./log-archive";
import { ebsDefaultChecks } from "./ebs-defaults";
import { repositoryChecks } from "./repositories";
import { loadBalancerChecks } from "./load-balancers";
import { webAclChecks } from "./web-acls";
import { backupServiceChecks } from "./backup-service";
import { secretChecks } from "./secrets";
import { accountRuleChecks } from "./account-rules";
import { workloadIdentityChecks } from "./workload-identity";
import { topicChecks } from "./topics";
import { deliveryStreamChecks } from "./delivery-streams";
import { iamResourceChecks } from "./iam-resources";
import { dnsFirewallChecks } from "./dns-firewall";
import { replicationChecks } from "./replication";
import { backupBucketChecks } from "./backup-buckets";
import { tagChecks } from "./tags";
import { peopleChecks } from "./people";
import { nodeReleaseChecks } from "./node-release";
import { admissionChecks } from "./admission";
import { falcoChecks } from "./falco";
import { guardedDataChecks } from "./guarded-data";
import { istioChartChecks } from "./istio-charts";
import { meshChecks } from "./mesh";
import { podContentChecks } from "./pod-content";
import { podHostChecks } from "./pod-host";
import { podPrivilegeChecks } from "./pod-privileges";
import { serviceChecks } from "./services";
import { tenantChecks } from "./tenants";
import { prometheusChecks } from "./prometheus";
import { veleroChecks } from "./velero";

const all = {
  ...admissionChecks,
  ...falcoChecks,
  ...guardedDataChecks,
  ...istioChartChecks,
  ...prometheusChecks,
  ...veleroChecks,
  ...meshChecks,
  ...podContentChecks,
  ...podHostChecks,
  ...podPrivilegeChecks,
  ...serviceChecks,
  ...tenantChecks,
  ...securityGroupChecks,
  ...subnetChecks,
  ...networkAclChecks,
  ...flowLogChecks,
  ...vpcEndpointChecks,
  ...residencyChecks,
  ...kmsChecks,
  ...kmsPolicyChecks,
  ...kmsIamChecks,
  ...kmsPurposeChecks,
  ...ebsChecks,
  ...storageChecks,
  ...eksSecretsChecks,
  ...credentialChecks,
  ...eksChecks,
  ...nodeChecks,
  ...addonChecks,
  ...accessChecks,
  ...rbacChecks,
  ...workloadIdentityChecks,
  ...iamChecks,
  ...logChecks,
  ...accountRuleChecks,
  ...secretChecks,
  ...backupServiceChecks,
  ...webAclChecks,
  ...loadBalancerChecks,
  ...repositoryChecks,
  ...ebsDefaultChecks,
  ...logArchiveChecks,
  ...bucketPolicyChecks,
  ...bucketChecks,
  ...vulnerabilityScanningChecks,
  ...trailChecks,
  ...guardDutyChecks,
  ...configRecorderChecks,
  ...alertChecks,
  ...alertCoverageChecks,
  ...topicChecks,
  ...deliveryStreamChecks,
  ...iamResourceChecks,
  ...dnsFirewallChecks,
  ...replicationChecks,
  ...backupBucketChecks,
  ...tagChecks,
  ...peopleChecks,
  ...nodeReleaseChecks,
  ...awsServiceChecks,
} satisfies Record<PreviewCheckId, PreviewCheck>;

/** A check that is written and that the catalogue does not name is an error here. */
type Named<Ids extends PreviewCheckId> = Ids;

/** Every check of the moment `preview`: one that the catalogue names and nobody wrote does not compile. */
export const previewChecks: Readonly<Record<Named<keyof typeof all>, PreviewCheck>> = all;
