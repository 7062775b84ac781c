# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# What is looked at before an upgrade. Sourced by others.

CURRENT=/opt/examhall/current

# Looks at everything, a line each; STOPS counts what has to be mended first. Sets FORMER and TARGET, the
# folders of both releases, BACKUPS, and ROLLING: whether both versions can work side by side.
check_upgrade() {
  FORMER=/opt/examhall/$(readlink "$ROOT$CURRENT")
  TARGET=/opt/examhall/versions/$(release_name)
  BACKUPS=$(setting EXAMHALL_BACKUP_DIR)
  BACKUPS=${BACKUPS:-/var/lib/examhall/backups}
  check_rights
  check_versions
  check_tables
  check_disk /opt 1
  check_backup_room
  check_programs
  check_connections
  check_health
}

check_versions() {
  local former new
  former=$(cat "$ROOT$FORMER/VERSION")
  new=$(cat "$RELEASE/VERSION" 2>/dev/null || echo "$former")
  if ! at_least "$new" "$former"; then
    check_stop "$new is older than $former, which is installed: tables are never taken back; docs/how-to/upgrade.md says how to return"
  elif [ "$TARGET" = "$FORMER" ]; then
    check_note "$new is installed already: its processes are restarted"
  else
    check_ok "$former is installed, this is $new"
  fi
}

# A release says from which tables on its migrations disturb nobody who still runs on the former ones.
check_tables() {
  ROLLING=yes
  if [ "$(newest_migration "$ROOT$FORMER")" -lt "$(cat "$RELEASE/app/WEB-INF/classes/db/rolling-from")" ]; then
    ROLLING=no
    check_note 'the installed version cannot work on the new tables: the site is stopped during the upgrade'
  elif [ "$web_workers" -lt 2 ]; then
    check_note 'there is one web process: pages are away while it restarts'
  else
    check_ok 'both versions can work side by side'
  fi
}

newest_migration() { # folder of a release
  local newest
  newest=$(find "$1/app/WEB-INF/classes/db/migration" -name 'V*__*.sql' -printf '%f\n' | sed 's/^V0*\([0-9]*\)__.*/\1/' |
    sort -n | tail -n 1)
  echo "${newest:-0}"
}

# As much as the database and the packages take now; dumps are smaller.
check_backup_room() {
  local folder=$BACKUPS database packages free
  while [ ! -d "$ROOT$folder" ]; do folder=$(dirname "$folder"); done
  ! database_is_ours ||
    database=$(as_postgres psql -XqAt -d postgres -c "select pg_database_size('examhall') / 1024" 2>/dev/null || true)
  packages=$(du -skL "$ROOT$(folder_of packages)" 2>/dev/null | cut -f 1 || true)
  free=$(df -kP "$ROOT$folder" | awk 'NR == 2 { print $4 }')
  if [ "$free" -lt $((${database:-0} + ${packages:-0})) ]; then
    check_stop "only $((free / 1024)) MB free for a backup in $BACKUPS; it may need $(((${database:-0} + ${packages:-0}) / 1024))"
  else
    check_ok "there is room for a backup in $BACKUPS"
  fi
}

check_programs() {
  if has pg_dump; then
    check_ok 'pg_dump is there'
  else
    check_stop 'pg_dump is missing: install the PostgreSQL client of the distribution'
  fi
}

# A restart of PostgreSQL is noticed, so when it happens is for people to say.
check_connections() {
  local wanted
  wanted=$(lacking_connections) || true
  if [ -n "$wanted" ]; then
    check_stop "PostgreSQL serves too few connections for $web_workers web processes and $job_workers worker(s) of this release. Outside exams: sudo -u postgres psql -c 'alter system set max_connections = $wanted'; sudo systemctl restart postgresql"
  fi
}

# Certificates are for people; and where an upgrade that failed has stopped all processes, none is there.
only_harmless() { # doctor's words
  local harmless='pages|player'
  ! is_stopped || harmless+='|worker'
  grep -q '^wrong' <<<"$1" && ! grep '^wrong' <<<"$1" | grep -qvE "^wrong +($harmless) "
}

is_stopped() {
  local unit
  for unit in $(instances); do
    ! systemctl is-active -q "$unit" || return 1
  done
}

# What is broken before is not to be blamed on the upgrade, and may break it; a certificate can't.
check_health() {
  local words
  if words=$("$ROOT/usr/local/bin/examhall" doctor 2>&1) || only_harmless "$words"; then
    check_ok 'examhall doctor finds nothing that is in the way'
  else
    say "$words"
    check_stop 'examhall doctor finds something wrong, see above: mend it; if it is the worker, which this release may mend, stop the site and start this again: systemctl stop "examhall-*"'
  fi
}
