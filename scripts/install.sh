#!/usr/bin/env bash
# Installs Examhall on this server, or takes it away.
# shellcheck disable=SC2034,SC2154 # its parts share their variables
set -euo pipefail
project=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
for part in common distribution answers checks release settings fill database web nginx services uninstall; do
  # shellcheck source=/dev/null
  . "$project/scripts/lib/install/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/install.sh [--answers FILE] [--yes] [--dry-run]
       scripts/install.sh uninstall [--data] [--yes] [--dry-run]

Installs Examhall with PostgreSQL, Redis (or Valkey), NGINX and Java from the distribution: Ubuntu 22.04
and 24.04, Debian 12 and 13, RHEL, Rocky Linux and AlmaLinux 9 and 10. Asks what it has to know, looks at
the server, says what it will do, and does it. It may be started again at any time: what is done stays
done. A new release comes by its scripts/upgrade.sh, which takes a backup first and knows the way back.

  --answers FILE   does not ask: lines name=value, see docs/how-to/install-on-ubuntu.md
  --yes            does not wait for a yes before it begins
  --dry-run        changes nothing, prints each command (+) and each file that would be written (>)
  uninstall        takes the program away; the database, packages, settings and servers stay
  --data           with uninstall: the database, the settings and all in /var/lib/examhall (packages, backups) go, too,
                   for good; what is mounted there, folders elsewhere, and a database of your own, stay: it names them

Everything it does is in /var/log/examhall/install.log, without secrets.
TEXT
}

bad_usage() {
  echo "install.sh: $1" >&2
  usage >&2
  exit 2
}

action=install answers='' confirmed=no data=no
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    uninstall) action=uninstall ;;
    --data) data=yes ;;
    --yes) confirmed=yes ;;
    --dry-run) DRY_RUN=yes ;;
    --answers)
      [ $# -ge 2 ] || bad_usage '--answers needs a file'
      answers=$2
      shift
      ;;
    *) bad_usage "there is no option $1" ;;
  esac
  shift
done
[ $action = uninstall ] || [ $data = no ] || bad_usage '--data belongs to uninstall'

plan() {
  local database='database examhall'
  database_is_ours || database='database as EXAMHALL_DATABASE_URL says'
  say ''
  say "It will install ${PACKAGES[*]} from the distribution, where they are missing, and"
  say "  Examhall in /opt/examhall, run by the user examhall:"
  say "  $web_workers web processes (ports $(web_ports "$web_workers" | tr '\n' ' ')on 127.0.0.1) and $job_workers worker(s), under systemd;"
  say "  settings and secrets in $SETTINGS, packages in /var/lib/examhall, $database;"
  say "  NGINX for https://$app_host and https://$content_host, certificate: $certificate."
  say ''
}

install_all() {
  install_packages
  [ "$DRY_RUN" = yes ] || [ -z "$(too_old)" ] || fail "$(too_old)"
  start_databases
  refuse_new_key
  create_user
  create_folders
  keep_answers
  copy_release
  switch_release "/opt/examhall/versions/$(release_name)"
  write_settings
  make_room_for_connections
  create_database
  write_command
  migrate
  create_admin
  choose_certificate
  make_own_certificate
  write_units
  write_nightly
  enable_units
  restart_units
  write_nginx
  allow_in_selinux
  start_nginx
  open_firewall
  write_certbot_hook
  obtain_certificate
  check_served
}

# What runs is upgraded, with a backup; an installation that never got so far goes on with any release.
refuse_other_release() {
  [ "$DRY_RUN" = no ] || return 0
  local installed
  installed=$(readlink "$ROOT/opt/examhall/current" 2>/dev/null || true)
  if [ -n "$installed" ] && [ "$installed" != "versions/$(release_name)" ] && systemctl is-active -q examhall.target; then
    fail "another release runs here (${installed#versions/}): sudo scripts/upgrade.sh takes a backup and brings this one"
  fi
}

finish() {
  say ''
  if [ "$DRY_RUN" = yes ]; then
    say 'Nothing was changed.'
    return
  fi
  say "Examhall serves: https://$app_host/admin/ (sign in as $admin_username)."
  [ ! -f "$ROOT$FIRST_PASSWORD" ] || say "The first password is in $FIRST_PASSWORD: sign in, then delete the file."
  [ "$certificate" != self-signed ] || say 'Browsers warn of the self-signed certificate; LMSs may refuse it.'
  [ "$backups" = 0 ] ||
    say "Every night a backup is put into /var/lib/examhall/backups (the last $backups are kept): copy them to another machine."
  tell_changes
  say 'examhall doctor says how it is.'
}

if ! detect_distribution; then
  fail "this is no distribution that it knows: $SUPPORTED"
fi
if [ -r "$ROOT/proc/net/if_inet6" ]; then IPV6=yes; else IPV6=no; fi
refuse_escapes

if [ $action = uninstall ]; then
  [ "$(id -u)" = 0 ] || [ "$DRY_RUN" = yes ] || fail 'this needs root'
  question='This stops Examhall and takes the program away; data stays.'
  [ $data = no ] || question='This deletes Examhall with all answers, grades, settings, and the packages and backups in /var/lib/examhall, for good.'
  confirm "$question"
  open_log
  uninstall $data
  exit 0
fi

asking=no
if [ -z "$answers" ] && [ -t 0 ]; then
  asking=yes
fi
collect_answers "$answers" $asking
check_host
if [ "$STOPS" -gt 0 ] && [ "$DRY_RUN" = no ]; then
  fail "$STOPS things above have to be mended first; nothing was changed"
fi
plan
confirm 'Begin?'
open_log
export_proxy
find_release "$project"
verify_release
TEMPLATES=$project
refuse_other_release
install_all
finish
[ "$STOPS" -eq 0 ]
