#!/bin/sh
# Makes the database of a desk and who logs in to it, once, as the server's superuser: the owner, who makes the tables and brings
# them up to date; officers, for serve and readers; workers. The passwords are those of owner.pgpass, officer.pgpass and
# worker.pgpass in the folder $1 (/run/secrets), each a line like *:*:desk:worker:PASSWORD without a colon in it. What each may
# do is said by harmattan data roles, which is run as the owner then.
set -eu
secrets=${1:-/run/secrets}
password() { cut -d : -f 5 "$secrets/$1.pgpass"; }
psql -v ON_ERROR_STOP=1 -v owner="$(password owner)" -v officer="$(password officer)" -v worker="$(password worker)" <<'SQL'
CREATE ROLE harmattan_worker NOLOGIN;
CREATE ROLE harmattan_officer NOLOGIN;
CREATE ROLE owner LOGIN PASSWORD :'owner';
CREATE ROLE officer LOGIN PASSWORD :'officer' IN ROLE harmattan_officer;
CREATE ROLE worker LOGIN PASSWORD :'worker' IN ROLE harmattan_worker;
CREATE DATABASE desk OWNER owner;
REVOKE CONNECT, TEMPORARY ON DATABASE desk FROM PUBLIC;
GRANT CONNECT ON DATABASE desk TO officer, worker;
SQL
