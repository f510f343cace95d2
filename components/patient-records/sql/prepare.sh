# Makes the database when there is none, and brings roles and tables up to what schema.sql says. Nobody can connect meanwhile.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --pgdata "$PGDATA" --username postgres --auth-local=peer --auth-host=scram-sha-256 --data-checksums
fi
pg_ctl --pgdata "$PGDATA" --wait --timeout 120 --options "-c config_file=/configuration/postgresql.conf -c listen_addresses=''" start
psql --host /run/postgresql --username postgres --dbname postgres --quiet --no-psqlrc \
  --set "fresh=$(cat /credentials/password)" --file /configuration/schema.sql
pg_ctl --pgdata "$PGDATA" --wait --mode fast stop
