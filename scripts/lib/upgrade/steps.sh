# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# The steps of an upgrade, and the way back. Sourced by others.

LOG_NAME=upgrade.log
MIGRATED=no

plan_upgrade() {
  say ''
  say "It will take a backup in $BACKUPS, unpack the release to $TARGET,"
  if [ "$ROLLING" = yes ]; then
    say '  migrate the tables, and restart one process after another.'
  else
    say '  stop all processes, migrate the tables, and start them again.'
  fi
  say ''
}

# What runs is not touched before the switch; whatever fails after it leads back.
upgrade_all() {
  copy_release
  trap roll_back EXIT
  [ "$ROLLING" = yes ] || stop_site
  new_examhall backup --to "$BACKUPS" || [ $? = 3 ] # packages that are gone are gone with either version
  MIGRATED=yes
  new_examhall migrate
  switch_release "$TARGET"
  TEMPLATES=$RELEASE
  take_up
  check_answers
  check_workers
  trap - EXIT
  tell_health
}

# All that run, also those that the answers name no more.
stop_site() { run systemctl stop 'examhall-web@*' 'examhall-worker@*'; }

# What is written for a release, and its processes.
take_up() {
  write_command
  choose_certificate
  write_units
  write_nightly
  enable_units
  write_nginx
  test_nginx
  run systemctl reload nginx
  restart_units
}

# The new release's command line, before it is the current one.
new_examhall() { # command
  run runuser -u examhall -- env "EXAMHALL_CONF=$ROOT$SETTINGS" "$ROOT$TARGET/scripts/examhall" "$@"
}

# Runs as the script ends in failure. What it does is done in shells of their own, whose failures are told.
roll_back() {
  trap - EXIT
  if [ "$ROLLING" = no ] && [ "$MIGRATED" = yes ]; then
    (stop_site && switch_release "$FORMER") || true
    say 'The tables are new, and the former version cannot work on them. Either mend what failed and start this'
    say "again; or go back: examhall restore --replace $(newest_backup), then systemctl start examhall.target"
  elif [ "$(readlink "$ROOT$CURRENT")" = "${FORMER#/opt/examhall/}" ]; then
    [ "$ROLLING" = yes ] || (run systemctl start examhall.target) || true
    say 'Nothing that runs was changed.'
  elif (switch_release "$FORMER" && TEMPLATES=$ROOT$FORMER && take_up); then
    tell_changes
    say "Back at the former version, $FORMER. The tables are new; it works on them, too."
  else
    say "The way back failed, too: see $LOG, and systemctl status 'examhall-*'. The backup is $(newest_backup)."
  fi
  exit 1
}

newest_backup() {
  find "$ROOT$BACKUPS" -mindepth 1 -maxdepth 1 -name '2*' 2>/dev/null | sort | tail -n 1
}

finish_upgrade() {
  say ''
  if [ "$DRY_RUN" = yes ]; then
    say 'Nothing was changed.'
  else
    tell_changes
    say "Examhall $(cat "$ROOT$CURRENT/VERSION") serves. Delete old releases in /opt/examhall/versions when you will not go back."
  fi
}
