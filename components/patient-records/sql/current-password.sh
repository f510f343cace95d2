# The third step: whoever asks for the secret gets the new password.
set -eu
old=$(aws secretsmanager describe-secret --secret-id "$STORED_AS" --query "VersionIdsToStages" --output json |
  tr -d '\n {}' | tr ']' '\n' | sed -n 's/^,\{0,1\}"\([^"]*\)":\[.*"AWSCURRENT".*/\1/p')
aws secretsmanager update-secret-version-stage --secret-id "$STORED_AS" --version-stage AWSCURRENT \
  --move-to-version-id "$(cat /handover/version)" --remove-from-version-id "$old"
echo "rotated"
