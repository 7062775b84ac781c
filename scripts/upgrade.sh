#!/usr/bin/env bash
# Brings an installation up to this release while it is used, or leaves it at the former one.
# shellcheck disable=SC2034,SC2154 # its parts share their variables
set -euo pipefail
project=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
for part in install/{common,distribution,answers,checks,release,settings,fill,database,web,nginx,services} \
  upgrade/{checks,steps}; do
  # shellcheck source=/dev/null
  . "$project/scripts/lib/$part.sh"
done

usage() {
  cat <<'TEXT'
usage: scripts/upgrade.sh [--yes] [--dry-run]

Upgrades the Examhall of this server to the release that this script is part of: looks at everything,
takes a backup, unpacks the release beside the old one, migrates the tables while the old version works on
them, and restarts one process after another, each when the one before serves again. Nobody who sits an
exam or launches one notices. If something fails, the old release is put back. It may be started again.

Where a release cannot work beside the one that is installed, it says so, and stops the site meanwhile.

  --yes       does not wait for a yes before it begins
  --dry-run   changes nothing, prints each command (+) and each file that would be written (>)

Everything it does is in /var/log/examhall/upgrade.log, without secrets.
TEXT
}

confirmed=no
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --yes) confirmed=yes ;;
    --dry-run) DRY_RUN=yes ;;
    *)
      echo "upgrade.sh: there is no option $1" >&2
      usage >&2
      exit 2
      ;;
  esac
  shift
done

detect_distribution || fail "this is no distribution that it knows: $SUPPORTED"
if [ -r "$ROOT/proc/net/if_inet6" ]; then IPV6=yes; else IPV6=no; fi
[ -e "$ROOT$KEPT_ANSWERS" ] || fail 'Examhall is not installed here: scripts/install.sh installs it'
refuse_escapes
collect_answers '' no
open_log
find_release "$project"
verify_release
check_upgrade
if [ "$STOPS" -gt 0 ] && [ "$DRY_RUN" = no ]; then
  fail "$STOPS things above have to be mended first; nothing was changed"
fi
plan_upgrade
confirm 'Begin?'
upgrade_all
finish_upgrade
[ "$STOPS" -eq 0 ]
