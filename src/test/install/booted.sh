#!/usr/bin/env bash
# Installs a release on a fresh Debian 12 that real systemd has booted, launches into it, kills a web process.
set -euo pipefail
cd "$(dirname "$0")/../../.."
project=$PWD

usage() {
  cat <<'TEXT'
usage: src/test/install/booted.sh [--archive FILE] [--folder DIR]

Builds a release, lays Debian 12 in a folder with debootstrap, boots it with systemd-nspawn in a network
of its own (loopback only; packages are fetched before), runs scripts/install.sh from nothing with a
self-signed certificate, and checks: all units run, a signed LTI 1.1 launch arrives through NGINX over TLS,
a killed web process is back and no launch failed meanwhile, a second run changes nothing, an upgrade with a
migration while launches arrive, a restore of the backup that it took, uninstall.

  --archive FILE   a release that is there already
  --folder DIR     keeps the downloaded system in DIR between runs; otherwise all is deleted at the end

Exits with 3 where it can't be tried: not root, no debootstrap or systemd-nspawn, or nothing boots.
TEXT
}

archive='' folder=''
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --archive) archive=$2 ;;
    --folder) folder=$2 ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  shift 2
done

say() { echo "booted: $*" >&2; }
cannot() {
  say "can't be tried here: $*"
  exit 3
}
broken() {
  say "FAILED: $*"
  exit 1
}

[ "$(id -u)" = 0 ] || cannot 'this needs root'
if [ ! -x /usr/sbin/debootstrap ] || [ ! -x /usr/bin/systemd-nspawn ]; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap systemd-container \
    >/dev/null 2>&1 || cannot 'debootstrap and systemd-container are not to be had'
fi

work=$(mktemp -d /var/tmp/examhall-booted-XXXXXX)
container='' leader=''
clean_up() {
  [ -z "$leader" ] || kill -RTMIN+4 "$leader" 2>/dev/null || true
  [ -z "$container" ] || wait "$container" 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
root=$work/root
folder=${folder:-$work}

# A small Debian with the packages' files in its cache, for a machine without a network. Where packages
# come from is copied from this machine's own apt, at run time.
lay_system() {
  local suite=bookworm mirror packages
  [ ! -d "$folder/system" ] || return 0
  # shellcheck disable=SC2016 # apt's variable
  mirror=$(apt-get indextargets --format '$(SITE)' | grep -m1 '/debian/\?$') || cannot 'apt knows no mirror of Debian'
  say "debootstrap $suite"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates $suite "$folder/system.part" \
    "$mirror" >"$work/debootstrap.log" 2>&1 || cannot "debootstrap failed: $(tail -n 1 "$work/debootstrap.log")"
  cp -R /etc/apt/apt.conf.d/. "$folder/system.part/etc/apt/apt.conf.d"
  rm -f "$folder"/system.part/etc/apt/apt.conf.d/*clean*
  cp -L /etc/resolv.conf "$folder/system.part/etc/resolv.conf"
  packages=$(sed '/^#/d; /^certbot$/d' src/test/install/packages/debian-12.txt | tr '\n' ' ')
  # shellcheck disable=SC2086 # a list
  chroot "$folder/system.part" sh -c "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
    --no-install-recommends --download-only $packages" >"$work/download.log" 2>&1 ||
    cannot "packages could not be fetched: $(tail -n 1 "$work/download.log")"
  mv "$folder/system.part" "$folder/system"
}

boot() {
  cp -a "$folder/system" "$root"
  echo '127.0.0.1 localhost exams.example.test exams-content.example.test' >>"$root/etc/hosts"
  systemd-nspawn --quiet --register=no --keep-unit --private-network --console=pipe -D "$root" -b \
    </dev/null >"$work/console.log" 2>&1 &
  container=$!
  for _ in {1..120}; do
    leader=$(pgrep -P "$container" | head -n 1 || true)
    if [ -n "$leader" ] && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; then
      say 'booted'
      return
    fi
    kill -0 "$container" 2>/dev/null || break
    sleep 0.5
  done
  cannot "systemd did not come up: $(tail -n 3 "$work/console.log")"
}

# A command in the booted system, and one of this machine's in its network.
inside() { nsenter -t "$leader" -m -u -i -n -p -- env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin "$@"; }
beside() { nsenter -t "$leader" -n -- "$@"; }

install_release() {
  tar -xzf "$archive" -C "$root/srv"
  cat >"$root/srv/answers" <<'TEXT'
app_host=exams.example.test
content_host=exams-content.example.test
certificate=self-signed
web_workers=2
job_workers=1
admin_password=a-password-for-tests
TEXT
  say 'install.sh, from nothing'
  local before=$SECONDS
  inside sh -c '/srv/examhall-*/scripts/install.sh --answers /srv/answers --yes' >"$work/install.log" 2>&1 || {
    tail -n 40 "$work/install.log" >&2
    broken 'the installer failed'
  }
  say "installed in $((SECONDS - before)) s"
}

units='examhall.target examhall-web@8701 examhall-web@8702 examhall-worker@1 nginx redis-server postgresql'
all_active() {
  # shellcheck disable=SC2086 # a list
  [ "$(inside systemctl is-active $units | sort -u)" = active ] || broken "not all of $units are active"
  say "active: $units"
}

escaped() { # text
  local i c
  for ((i = 0; i < ${#1}; i++)); do
    c=${1:i:1}
    case $c in
      [A-Za-z0-9._~-]) printf %s "$c" ;;
      *) printf '%%%02X' "'$c" ;;
    esac
  done
}

launch_url=https://exams.example.test/lti11/launch

# A launch of LTI 1.1, signed here with openssl: no code of the product's.
signed_form() { # nonce
  local parameters base signature
  parameters=$(printf '%s\n' "context_id=c1" "lti_message_type=basic-lti-launch-request" "lti_version=LTI-1p0" \
    "oauth_callback=about%3Ablank" "oauth_consumer_key=booted" "oauth_nonce=$1" \
    "oauth_signature_method=HMAC-SHA1" "oauth_timestamp=$(date +%s)" "oauth_version=1.0" \
    "resource_link_id=r1" "roles=Learner" "user_id=u$1" | LC_ALL=C sort | paste -sd '&')
  base="POST&$(escaped "$launch_url")&$(escaped "$parameters")"
  signature=$(printf %s "$base" | openssl dgst -sha1 -hmac 'a-shared-secret&' -binary | base64)
  printf '%s&oauth_signature=%s' "$parameters" "$(escaped "$signature")"
}

launch() { # nonce; prints the status
  beside curl -s -o /dev/null -w '%{http_code}' --max-time 20 --cacert "$root/etc/examhall/tls/certificate.pem" \
    --resolve exams.example.test:443:127.0.0.1 --data "$(signed_form "$1")" "$launch_url"
}

launches_arrive() {
  local secret=a-shared-secret status
  printf %s "$secret" | inside examhall consumer add --lti11 --title Booted --key booted --secret-stdin
  status=$(launch first)
  [ "$status" = 303 ] || broken "a signed launch was answered with $status"
  say 'a signed launch over TLS arrives (303)'
}

a_killed_process_is_missed_by_nobody() {
  local process number status bad=0
  process=$(inside systemctl show -p MainPID --value examhall-web@8701)
  for ((number = 1; number <= 60; number++)); do
    [ $number != 10 ] || inside sh -c "kill -9 $process"
    status=$(launch "$process-$number" || true)
    [ "$status" = 303 ] || {
      bad=$((bad + 1))
      say "launch $number: $status"
    }
  done
  for _ in {1..60}; do
    [ "$(inside systemctl is-active examhall-web@8701)" != active ] || break
    sleep 0.5
  done
  all_active
  [ "$(inside systemctl show -p NRestarts --value examhall-web@8701)" = 1 ] || broken 'systemd did not restart it'
  [ $bad = 0 ] || broken "$bad of 60 launches failed while a process was killed"
  say 'kill -9 of a web process: restarted, 60 of 60 launches arrived'
}

units_are_tight() {
  local unit
  for unit in examhall-web@8701 examhall-worker@1; do
    inside systemd-analyze security --no-pager "$unit" | tail -n 1 >&2
    inside systemd-analyze security --no-pager --threshold=30 "$unit" >/dev/null || broken "$unit exposes too much"
  done
  inside sh -c "systemctl show -p MainPID --value examhall-web@8701 | xargs -I{} stat -c %U /proc/{}" | grep -qx examhall ||
    broken 'a web process does not run as examhall'
}

nightly_work_runs() {
  inside /etc/cron.daily/examhall || broken 'the nightly work failed'
  inside journalctl -t examhall-nightly -o cat | grep -q 'expired rows deleted' || broken 'the nightly work said nothing'
  inside sh -c 'ls /var/lib/examhall/backups/*/manifest.json' >/dev/null || broken 'no backup was taken'
  say 'the nightly work runs, and has taken a backup'
}

a_second_run_changes_nothing() {
  inside sh -c '/srv/examhall-*/scripts/install.sh --answers /srv/answers --yes' >"$work/again.log" 2>&1 ||
    broken "the second run failed: $(tail -n 3 "$work/again.log")"
  ! grep -q '^> ' "$work/again.log" || broken "the second run wrote $(grep -m1 '^> ' "$work/again.log")"
  all_active
}

# The same code under another number, with a migration of its own, so that every process is another one.
newer_release() {
  local newer=$root/srv/newer
  cp -a "$root"/srv/examhall-* "$newer"
  echo 999.0 >"$newer/VERSION"
  echo 'alter table attempt add column newer integer; alter table attempt_token add column newer integer;' \
    >"$newer/app/WEB-INF/classes/db/migration/V999__newer.sql"
  sed -i '/ \.\/VERSION$/d' "$newer/SHA256SUMS"
  (cd "$newer" && sha256sum ./VERSION ./app/WEB-INF/classes/db/migration/V999__newer.sql >>SHA256SUMS)
}

an_upgrade_is_missed_by_nobody() {
  local upgrade number=0 status bad=0 before=$SECONDS
  newer_release
  inside /srv/newer/scripts/upgrade.sh --yes >"$work/upgrade.log" 2>&1 &
  upgrade=$!
  while kill -0 $upgrade 2>/dev/null; do
    number=$((number + 1))
    status=$(launch "upgrade-$number" || true)
    [ "$status" = 303 ] || {
      bad=$((bad + 1))
      say "launch $number: $status"
    }
  done
  wait $upgrade || {
    tail -n 40 "$work/upgrade.log" >&2
    broken 'the upgrade failed'
  }
  all_active
  inside readlink /opt/examhall/current | grep -q '^versions/999.0-' || broken 'the newer release is not the current one'
  [ $bad = 0 ] || broken "$bad of $number launches failed during the upgrade"
  say "upgraded in $((SECONDS - before)) s, $number of $number launches arrived meanwhile"
}

its_backup_is_restored() {
  local status
  inside sh -c "systemctl stop 'examhall-*' && examhall restore --replace \$(ls -d /var/lib/examhall/backups/2* | tail -n 1)" >"$work/restore.log" 2>&1 || {
    tail -n 20 "$work/restore.log" >&2
    broken 'the restore failed'
  }
  inside systemctl start examhall.target
  all_active
  status=$(launch restored)
  [ "$status" = 303 ] || broken "a launch after the restore was answered with $status"
  say "restored: $(grep '^restored' "$work/restore.log")"
}

it_goes_away() {
  inside sh -c '/srv/examhall-*/scripts/install.sh uninstall --data --yes' >"$work/uninstall.log" 2>&1 ||
    broken "uninstall failed: $(tail -n 3 "$work/uninstall.log")"
  [ -z "$(ls -d "$root"/{opt,var/lib,etc}/examhall 2>/dev/null)" ] || broken 'uninstall left something'
  [ "$(inside systemctl is-active nginx)" = active ] || broken 'NGINX does not run without us'
  say 'uninstalled'
}

if [ -z "$archive" ]; then
  scripts/build release
  archive=$(find "$project/target" -maxdepth 1 -name 'examhall-*.tar.gz' -newer pom.xml -printf '%T@ %p\n' |
    sort -rn | sed -n '1s/^[^ ]* //p')
fi
lay_system
boot
install_release
all_active
units_are_tight
launches_arrive
a_killed_process_is_missed_by_nobody
nightly_work_runs
a_second_run_changes_nothing
an_upgrade_is_missed_by_nobody
its_backup_is_restored
it_goes_away
say 'all of it passed'
