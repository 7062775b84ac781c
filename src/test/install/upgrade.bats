#!/usr/bin/env bats
# The upgrade, in folders that look like servers with an installation; what a real one does is shown by booted.sh.
# shellcheck disable=SC2154 # set in root.bash

load root

# An installation of 1.2.3, and a release 1.2.4 beside it; what the stubs are asked is noted from here on.
installed() {
  fresh_root debian 12
  install_it
  [ "$status" -eq 0 ]
  former=$(readlink "$ROOT/opt/examhall/current")
  echo 1.2.4 >"$release/VERSION"
  seal_release
  : >"$STUB_LOG"
}

upgrade_it() { run "$release/scripts/upgrade.sh" --yes "$@"; echo "$output"; }

current() { readlink "$ROOT/opt/examhall/current"; }

# The line of the calls in which something was first done.
step() { grep -n -m1 -- "$1" "$STUB_LOG" | cut -d : -f 1; }

@test "every option is explained, and what it does not know is refused" {
  run "$project/scripts/upgrade.sh" --help
  [ "$status" -eq 0 ]
  [[ $output = *--dry-run* && $output = *--yes* ]]
  run "$project/scripts/upgrade.sh" --fast
  [ "$status" -eq 2 ]
}

@test "a dry run changes nothing" {
  installed
  before=$(snapshot)

  upgrade_it --dry-run

  [ "$status" -eq 0 ]
  [ "$before" = "$(snapshot)" ]
  [[ $output = *'Nothing was changed.'* && $output = *' backup --to /var/lib/examhall/backups'* ]]
  never grep -qE '^systemctl (restart|stop|reload)|backup|migrate' "$STUB_LOG"
}

@test "backup, tables, and then one process after another" {
  installed

  upgrade_it

  [ "$status" -eq 0 ]
  [[ $(current) = versions/1.2.4-* ]]
  [ -d "$ROOT/opt/examhall/$former" ]
  [ "$(step ' backup --to ')" -lt "$(step ' migrate$')" ]
  [ "$(step ' migrate$')" -lt "$(step '^systemctl restart examhall-web@8701')" ]
  [ "$(step '^systemctl restart examhall-web@8701')" -lt "$(step '^systemctl restart examhall-web@8702')" ]
  [ "$(step '^systemctl restart examhall-web@8702')" -lt "$(step '^systemctl restart examhall-worker@1')" ]
  never grep -q '^systemctl stop' "$STUB_LOG"
}

@test "a process that does not come up leads back to the former release" {
  installed

  STUB_FAIL_ONCE='systemctl restart examhall-web@8702.service' upgrade_it

  [ "$status" -eq 1 ]
  [ "$(current)" = "$former" ]
  [[ $output = *'Back at the former version'* ]]
  [ "$(grep -c '^systemctl restart examhall-web@8701' "$STUB_LOG")" = 2 ]
  upgrade_it
  [ "$status" -eq 0 ]
}

@test "a backup or a migration that fails changes nothing that runs" {
  installed

  for step in backup migrate; do
    STUB_FAIL_ONCE="$step" upgrade_it
    [ "$status" -eq 1 ]
    [[ $output = *'Nothing that runs was changed.'* ]]
    [ "$(current)" = "$former" ]
  done
  never grep -qE '^systemctl (restart|stop)' "$STUB_LOG"
}

@test "tables that the installed version cannot work on: the site is stopped meanwhile" {
  installed
  rm "$ROOT/opt/examhall/$former"/app/WEB-INF/classes/db/migration/V0{2..3}*.sql

  upgrade_it

  [ "$status" -eq 0 ]
  [[ $output = *'the site is stopped'* ]]
  [ "$(step '^systemctl stop examhall-web@\* examhall-worker@\*$')" -lt "$(step ' backup --to ')" ]
  [ "$(grep -c '^systemctl stop' "$STUB_LOG")" = 1 ]

  rm "$(readlink -f "$ROOT/opt/examhall/current")"/app/WEB-INF/classes/db/migration/V0{2..3}*.sql
  echo 1.2.5 >"$release/VERSION"
  seal_release
  STUB_FAIL_ONCE=backup upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'systemctl start examhall.target'*'Nothing that runs was changed'* ]]
  STUB_FAIL_ONCE='systemctl restart examhall-web@8701.service' upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'examhall restore --replace'* ]]
  [[ $(current) = versions/1.2.4-* ]]
  STUB_DOCTOR=worker upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'if it is the worker'*'systemctl stop "examhall-*"'* ]]
  STUB_DOCTOR=worker STUB_STOPPED=yes upgrade_it
  [[ $output = *'finds nothing that is in the way'* ]]
}

@test "lines that somebody added to NGINX's files are kept and told" {
  installed
  nginx=$ROOT/etc/nginx
  for line in 'server 10.0.0.2:8701 max_fails=1;' 'server 10.0.0.3:8701 max_fails=1;'; do
    sed -i "/^    least_conn/a $line" "$nginx/conf.d/examhall.conf"
    echo "$line" >"$nginx/examhall/upstream.local"
    upgrade_it
    [ "$status" -eq 0 ]
    [[ $output = *'are kept: /etc/nginx/examhall/examhall.conf.by-hand. Lines of your own'* ]]
    grep -qx "$line" "$nginx/examhall/examhall.conf.by-hand"
    never grep -q 'server 10' "$nginx/conf.d/examhall.conf"
    grep -qx "$line" "$nginx/examhall/upstream.local"
  done
  grep -q 'server 10.0.0.2' "$nginx/examhall/examhall.conf.by-hand.~1~"

  echo '# newer' >>"$release/nginx/examhall.conf"
  seal_release
  upgrade_it
  [ "$status" -eq 0 ]
  [[ $output != *by-hand* ]]
  tail -n 1 "$nginx/conf.d/examhall.conf" | grep -qx '# newer'

  run "$release/scripts/install.sh" uninstall --yes
  [ -e "$nginx/examhall/upstream.local" ] && [ ! -e "$nginx/examhall/examhall-server.conf" ]
}

@test "what has to be mended first stops it: rights to nothing, older releases, changed files, a sick site" {
  installed
  STUB_DOCTOR=sick upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'stop  examhall doctor'* ]]

  echo 1.2.2 >"$release/VERSION"
  seal_release
  upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'1.2.2 is older than 1.2.3'* ]]

  echo 1.2.4 >"$release/VERSION"
  upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'were changed'* ]]
  [ "$(current)" = "$former" ]
}

@test "a PostgreSQL with too few connections for the new release is no place for it; one elsewhere is not ours to judge" {
  installed
  sed -i 's/^web_workers=.*/web_workers=8/' "$ROOT/etc/examhall/install.answers"
  before=$(snapshot)

  for how in --dry-run --yes; do
    upgrade_it "$how"
    [ "$status" -eq 1 ]
    [[ $output = *"stop  "*"'alter system set max_connections = 210'; sudo systemctl restart postgresql"* ]]
  done
  [ "$before" = "$(snapshot | grep -v /upgrade.log)" ]
  never grep -qE ' (backup|migrate)|^systemctl (restart|stop)' "$STUB_LOG"

  echo EXAMHALL_DATABASE_URL=jdbc:postgresql://db.example.edu/examhall >>"$ROOT/etc/examhall/examhall.conf"
  upgrade_it
  [ "$status" -eq 0 ]
}

@test "packages elsewhere count, too, when it looks for room for a backup" {
  installed
  mkdir -p "$ROOT/srv/exams" "$ROOT/var/lib/examhall"
  ln -s "$ROOT/srv/exams" "$ROOT/var/lib/examhall/link"
  sed -i 's:^EXAMHALL_DATA_DIR=.*:EXAMHALL_DATA_DIR = /var/lib/examhall/link:' "$ROOT/etc/examhall/examhall.conf"
  ln -sf "$BATS_TEST_DIRNAME/stubs/stub" "$BATS_TEST_TMPDIR/bin/df"
  head -c 3M /dev/urandom >"$ROOT/srv/exams/package.zip"

  STUB_FREE=2048 upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'only 2 MB free for a backup in /var/lib/examhall/backups; it may need 3'* ]]

  STUB_FREE=8000000 upgrade_it
  [ "$status" -eq 0 ]
}

@test "nothing is upgraded where nothing is installed, or where nobody says yes" {
  fresh_root debian 12
  upgrade_it
  [ "$status" -eq 1 ]
  [[ $output = *'not installed here'* ]]
  install_it
  former=$(current)
  echo 1.2.4 >"$release/VERSION"
  seal_release
  run "$release/scripts/upgrade.sh" </dev/null
  [ "$status" -eq 1 ]
  [ "$(current)" = "$former" ]
}
