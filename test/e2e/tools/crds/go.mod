module compliant-eks/e2e/crds

go 1.26.0

require (
	github.com/kubernetes-csi/external-snapshotter/client/v8 v8.7.0 // indirect
	github.com/vmware-tanzu/velero v1.18.3 // indirect
)
