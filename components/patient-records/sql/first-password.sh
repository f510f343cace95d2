# The first password of the database, unless there is one. Secrets Manager makes it; nobody sees it, and no state has it.
set -eu
if found=$(aws secretsmanager get-secret-value --secret-id "$STORED_AS" --query VersionId --output text 2>&1); then
  echo "there is a password, version $found"
  exit 0
fi
case "$found" in *ResourceNotFoundException*) ;; *) echo "$found" >&2; exit 1 ;; esac
password=$(aws secretsmanager get-random-password --password-length 48 --exclude-punctuation --query RandomPassword --output text)
printf '{"password":"%s","uri":"postgresql://authenticator:%s@database:5432/records"}' "$password" "$password" > /handover/value
aws secretsmanager put-secret-value --secret-id "$STORED_AS" --secret-string file:///handover/value --query VersionId --output text
