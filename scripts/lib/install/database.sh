# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# PostgreSQL and Redis: started, and a database of our own. Sourced by others.

start_databases() {
  if ! database_is_ours; then
    run systemctl enable --now "$REDIS_SERVICE"
    return
  fi
  if [ "$FAMILY" = rhel ] && [ ! -f "$ROOT/var/lib/pgsql/data/PG_VERSION" ]; then
    run postgresql-setup --initdb
  fi
  run systemctl enable --now postgresql "$REDIS_SERVICE"
  wait_for_postgres
}

# Debian's unit is started before its clusters are.
wait_for_postgres() {
  [ "$DRY_RUN" = no ] || return 0
  local tries
  for ((tries = 0; tries < 120; tries++)); do
    if as_postgres pg_isready -q; then
      return
    fi
    sleep 0.5
  done
  fail 'PostgreSQL does not start: systemctl status "postgresql*" says why'
}

make_room_for_connections() {
  local wanted
  wanted=$(lacking_connections)
  [ -n "$wanted" ] || return 0
  sql "alter system set max_connections = $wanted" "alter system set max_connections = $wanted"
  run systemctl restart postgresql
  wait_for_postgres
}

# What max_connections should be, if PostgreSQL here has less. A process holds twenty at most
# (Pools.OF_A_PROCESS); one more of them is for the one that takes another's place.
lacking_connections() {
  local wanted=$((20 * (web_workers + job_workers + 1) + 10)) given
  database_is_ours || return 0
  given=$(query 'show max_connections') || return
  [ "${given:-$wanted}" -ge "$wanted" ] || echo "$wanted"
}

# Before anything is changed where PostgreSQL runs already; and again once it surely does.
check_key() {
  local problem
  problem=$(lost_key) || true
  [ -z "$problem" ] || check_stop "$problem"
}

refuse_new_key() {
  [ "$DRY_RUN" = no ] || return 0
  local problem
  problem=$(lost_key)
  [ -z "$problem" ] || fail "$problem"
}

# Why no new key may be made, if so: what an older one sealed, it does not open.
lost_key() {
  local database way='docs/how-to/back-up-and-restore.md, "The settings file is lost"'
  [ -z "$(setting EXAMHALL_SECRET_KEY)" ] || return 0
  if grep -qs EXAMHALL_SECRET_KEY "$ROOT$SETTINGS"; then
    echo "$SETTINGS names EXAMHALL_SECRET_KEY, but gives no key: put it there, or take the line out ($way)"
    return
  fi
  if ! database_is_ours; then
    echo "the database is one of your own (EXAMHALL_DATABASE_URL), so put its EXAMHALL_SECRET_KEY into $SETTINGS, too: that of the site that uses it already; for a new site: openssl rand -base64 48"
    return
  fi
  database=$(query "select 1 from pg_database where datname = 'examhall'") || return
  if [ -n "$database" ] && [ "$(count_tables)" != 0 ]; then
    echo "the database examhall is in use, but its EXAMHALL_SECRET_KEY is not in $SETTINGS: put back that file, or the key of a backup ($way)"
  fi
}

count_tables() {
  as_postgres psql -XqAt -d examhall -c "select count(*) from pg_tables where schemaname = 'public'"
}

# A role and a database of the name; the password travels on standard input only.
create_database() {
  local password
  database_is_ours || return 0
  password=$(setting EXAMHALL_DATABASE_PASSWORD)
  if ! query "select 1 from pg_roles where rolname = 'examhall'" | grep -q 1; then
    sql "create role examhall login" 'create role examhall login'
  fi
  if ! can_log_in; then
    sql "alter role examhall password '${password//\'/\'\'}'" "alter role examhall password '…'"
  fi
  if ! query "select 1 from pg_database where datname = 'examhall'" | grep -q 1; then
    sql "create database examhall owner examhall encoding 'UTF8' template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'" \
      'create database examhall'
  fi
  if [ "$DRY_RUN" = no ] && ! can_log_in; then
    let_in_by_password
    can_log_in || fail "PostgreSQL does not let examhall in by password from 127.0.0.1, see pg_hba.conf and $LOG"
  fi
}

# A dry run looks, too, where there is a server that answers.
query() { # SQL
  as_postgres psql -XqAt -d postgres -c "$1" 2>>"$LOG" || [ "$DRY_RUN" = yes ]
}

sql() { # SQL, how it is shown
  say "+ psql: $2"
  [ "$DRY_RUN" = no ] || return 0
  as_postgres psql -Xq -v ON_ERROR_STOP=1 -d postgres >>"$LOG" 2>&1 <<<"$1" ||
    fail "PostgreSQL refused this, see $LOG"
}

# As the application does it.
can_log_in() {
  [ "$DRY_RUN" = no ] || return 1
  PGPASSWORD=$(setting EXAMHALL_DATABASE_PASSWORD) \
    psql -XqAt -w -h 127.0.0.1 -U examhall -d examhall -c 'select 1' >>"$LOG" 2>&1
}

# RHEL asks for "ident" on TCP; a line in front of that, for this role and database only.
let_in_by_password() {
  local file line='host examhall examhall 127.0.0.1/32 scram-sha-256'
  file=$(query 'show hba_file')
  ! grep -qxF "$line" "$file" || return 0
  say "> $file (a first line for examhall)"
  sed -i "1i $line" "$file"
  run systemctl reload postgresql
}

migrate() { run "$ROOT/usr/local/bin/examhall" migrate; }

# Only if there is none yet: who is one can add others.
create_admin() {
  if ! database_is_ours; then
    say 'note  the database is one of your own, so it is not asked for administrators. If there is none: sudo examhall admin create --username NAME'
    return
  fi
  if [ "$DRY_RUN" = no ] &&
    [ "$(as_postgres psql -XqAt -d examhall -c 'select count(*) from staff_account')" != 0 ]; then
    return
  fi
  if [ -z "$admin_password" ]; then
    admin_password=$(random_secret 12)
    printf '%s\n' "$admin_password" | put 0600 root:root "$FIRST_PASSWORD"
  fi
  feed "$ROOT/usr/local/bin/examhall" admin create --username "$admin_username" --password-stdin <<<"$admin_password"
}

FIRST_PASSWORD=/etc/examhall/first-admin-password
