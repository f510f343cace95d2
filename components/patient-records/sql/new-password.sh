# The first step of a rotation: a new password, which nobody uses yet.
set -eu
password=$(aws secretsmanager get-random-password --password-length 48 --exclude-punctuation --query RandomPassword --output text)
printf '{"password":"%s","uri":"postgresql://authenticator:%s@database:5432/records"}' "$password" "$password" > /handover/value
printf '%s' "$password" > /handover/password
aws secretsmanager put-secret-value --secret-id "$STORED_AS" --secret-string file:///handover/value --version-stages AWSPENDING \
  --query VersionId --output text > /handover/version
