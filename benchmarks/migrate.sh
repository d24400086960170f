#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# 50 pending migrations, side by side: Constable, psql with the same SQL, and Flask-Migrate (Alembic) with the same
# statements. Round trips are counted in the server's log, where every message stands.
#
#   bash benchmarks/migrate.sh [rounds]      (default: 7)
#
# BUILD_DIR is where the benchmarks were built (build); MIGRATE names the program alone. Starts a PostgreSQL of its own. Installs Debian's
# python3-flask-migrate and python3-psycopg2 when they are missing, as root or with sudo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-7}
python=/usr/bin/python3 # whom Debian's packages belong to, whatever else is called python3
program=$(realpath "${MIGRATE:-${BUILD_DIR:-build}/benchmarks/migrate}")
[ -x "$program" ] || { echo "migrate.sh: $program is not built; cmake --build build --target benchmark_migrate, or set BUILD_DIR" >&2; exit 2; }
if ! "$python" -c 'import flask_migrate, psycopg2' 2>/dev/null; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qy --no-install-recommends python3-flask-migrate python3-psycopg2 >/dev/null
fi

scratch=$(mktemp -d)
trap 'bash tests/support/cluster.sh stop "$scratch/cluster"; rm -rf "$scratch"' EXIT
eval "$(bash tests/support/cluster.sh start "$scratch/cluster" --owner $$)"
in_psql() { "$CLUSTER_CLIENTS/psql" -XqAt -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=$1" "${@:2}"; }

# The same statements as revisions of Alembic, each executed by itself, as its operations are.
"$program" --statements > "$scratch/statements"
mkdir "$scratch/flask"
cat > "$scratch/flask/app.py" <<'PY'
import os
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)
migrate = Migrate(app, db)
PY
export FLASK_APP=app.py DATABASE_URL="postgresql://$CLUSTER_USER@$CLUSTER_HOST:$CLUSTER_PORT/flask"
(cd "$scratch/flask" && "$python" -m flask db init >/dev/null 2>&1)
# A transaction for each migration, as ours are.
sed -i 's/target_metadata=get_metadata(),/target_metadata=get_metadata(), transaction_per_migration=True,/; s/target_metadata=target_metadata,/target_metadata=target_metadata, transaction_per_migration=True,/' \
  "$scratch/flask/migrations/env.py"
"$python" - "$scratch/statements" "$scratch/flask/migrations/versions" <<'PY'
import re, sys
parts = re.split(r"^-- (\d+)\n", open(sys.argv[1]).read(), flags=re.M)[1:]
migrations = {}
for version, statement in zip(parts[::2], parts[1::2]): migrations.setdefault(version, []).append(statement.strip())
before = None
for version, statements in migrations.items():
    body = "".join(f"    op.execute({each!r})\n" for each in statements)
    open(f"{sys.argv[2]}/{version}_.py", "w").write(
        f"from alembic import op\nrevision = {version!r}\ndown_revision = {before!r}\nbranch_labels = depends_on = None\n"
        f"def upgrade():\n{body}\ndef downgrade():\n    pass\n")
    before = version
PY

# round_trips_of LOG: what sessions of a database have sent; a message is one line `statement:`, whatever is in it.
round_trips_since() { tail -c "+$(($1 + 1))" "$CLUSTER_LOG" | grep -cE "db=$2 .*(statement|execute [^:]*):" || true; }
size_of_log() { stat -c %s "$CLUSTER_LOG"; }
declare -A times trips
measure() {
  local name=$1 database=$2 begin from
  shift 2
  in_psql postgres -c "DROP DATABASE IF EXISTS $database"
  in_psql postgres -c "CREATE DATABASE $database TEMPLATE template0"
  in_psql "$database" -c 'SELECT count(*) FROM pg_class' >/dev/null
  from=$(size_of_log)
  begin=$(date +%s%N)
  "$@" >/dev/null 2>"$scratch/errors" || { echo "$name fails:" >&2; cat "$scratch/errors" >&2; exit 1; }
  times[$name]+="$((($(date +%s%N) - begin) / 1000)) "
  trips[$name]=$(round_trips_since "$from" "$database")
}
with_flask() { (cd "$scratch/flask" && "$python" -m flask db "$@"); }
start_flask() { with_flask heads; }
with_psql() { "$CLUSTER_CLIENTS/psql" -Xq -v ON_ERROR_STOP=1 -d "$CLUSTER_CONNECTION dbname=flask" -f "$scratch/plain.sql"; }
awk '/^-- [0-9]+$/ { if ($2 != last) { if (last != "") print "COMMIT;"; print "BEGIN;"; last = $2 } next } { print } END { print "COMMIT;" }' \
  "$scratch/statements" > "$scratch/plain.sql"
for _ in $(seq "$rounds"); do
  measure constable constable "$program" --run "$CLUSTER_CONNECTION dbname=constable"
  measure flask-migrate flask with_flask upgrade
  measure 'flask, its start alone' flask start_flask
  measure 'psql, without a ledger' flask with_psql
done
median() { tr ' ' '\n' <<<"$1" | grep . | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
base=$(median "${times[constable]}")
printf '%-28s %12s %12s\n' '50 migrations' 'round trips' 'time, ratio'
for name in constable flask-migrate 'flask, its start alone' 'psql, without a ledger'; do
  printf '%-28s %12s %12s\n' "$name" "${trips[$name]}" "$(awk -v a="$(median "${times[$name]}")" -v b="$base" 'BEGIN { printf "%.2f", a / b }')"
done
[ "${trips[constable]}" -lt "${trips[flask-migrate]}" ]
