export const keyType = "aws:kms/key:Key";
export const replicaType = "aws:kms/replicaKey:ReplicaKey";

/** Everything that carries a key policy in `policy`. */
export const keyPolicyTypes = [keyType, "aws:kms/keyPolicy:KeyPolicy", replicaType, "aws:kms/externalKey:ExternalKey"] as const;
