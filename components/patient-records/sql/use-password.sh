# The second step: the database takes the new password from the role that has the old one.
set -eu
PGPASSWORD=$(cat /credentials/password) psql --host database --username authenticator --dbname records --quiet --no-psqlrc \
  --set ON_ERROR_STOP=1 --set "fresh=$(cat /handover/password)" <<'SQL'
ALTER ROLE authenticator PASSWORD :'fresh';
SQL
PGPASSWORD=$(cat /handover/password) psql --host database --username authenticator --dbname records --quiet --no-psqlrc --command 'SELECT 1' > /dev/null
