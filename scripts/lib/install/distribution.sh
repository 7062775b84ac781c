# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# Which distribution this is, and what it calls things. Sourced by others.

# Sets DISTRIBUTION (such as debian-12), FAMILY (debian or rhel), PACKAGES, JAVA_PACKAGE, REDIS_SERVICE,
# POSTGRES_MODULE (empty where there are no modules).
detect_distribution() {
  local id version
  id=$(os_release ID)
  version=$(os_release VERSION_ID)
  case $id in
    rocky | almalinux | rhel) id=rhel version=${version%%.*} ;;
  esac
  DISTRIBUTION=$id-$version
  case $DISTRIBUTION in
    debian-12 | ubuntu-22.04 | ubuntu-24.04) debian_names openjdk-17-jre-headless ;;
    debian-13) debian_names openjdk-21-jre-headless ;;
    # The module: without it, RHEL 9 installs PostgreSQL 13, which is too old.
    rhel-9) rhel_names java-17-openjdk-headless redis postgresql:16 ;;
    rhel-10) rhel_names java-21-openjdk-headless valkey '' ;;
    *) return 1 ;;
  esac
}

SUPPORTED='Ubuntu 22.04 and 24.04, Debian 12 and 13, RHEL, Rocky Linux and AlmaLinux 9 and 10'

os_release() { # key
  sed -n "s/^$1=\"\\{0,1\\}\\([^\"]*\\)\"\\{0,1\\}\$/\\1/p" "$ROOT/etc/os-release" 2>/dev/null
}

debian_names() { # java
  FAMILY=debian
  POSTGRES_MODULE=
  REDIS_SERVICE=redis-server
  PACKAGES=("$(server_or_client postgresql postgresql-client)" redis-server nginx "$1" openssl ca-certificates cron logrotate)
  JAVA_PACKAGE=$1
}

rhel_names() { # java, redis, module
  FAMILY=rhel
  POSTGRES_MODULE=$3
  REDIS_SERVICE=$2
  PACKAGES=("$(server_or_client postgresql-server postgresql)" "$2" nginx "$1" openssl ca-certificates cronie logrotate policycoreutils)
  JAVA_PACKAGE=$1
}

# Of PostgreSQL, for a database of one's own: pg_dump takes the backups.
server_or_client() { # packages
  if database_is_ours; then echo "$1"; else echo "$2"; fi
}

# The commands that bring packages; certbot is among them if it makes the certificate.
install_packages() {
  local wanted=("${PACKAGES[@]}")
  [ "$certificate" != certbot ] || wanted+=(certbot)
  if all_installed "${wanted[@]}"; then
    return
  fi
  if [ "$FAMILY" = debian ]; then
    run apt-get update -q
    run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${wanted[@]}"
  else
    if [ -n "$POSTGRES_MODULE" ] && ! rpm -q --whatprovides "${PACKAGES[0]}" >/dev/null 2>&1; then
      run dnf -y -q module enable "$POSTGRES_MODULE"
    fi
    run dnf -y -q install "${wanted[@]}"
  fi
}

all_installed() { # packages
  local package
  for package in "$@"; do
    if [ "$FAMILY" = debian ]; then
      [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = 'install ok installed' ] || return 1
    else
      rpm -q --whatprovides "$package" >/dev/null 2>&1 || return 1
    fi
  done
}

# A server's version as it says it itself; nothing if it is not there.
version_of() { # postgresql, redis, nginx or java
  case $1 in
    postgresql) psql --version 2>/dev/null ;;
    redis) redis-server --version 2>/dev/null || valkey-server --version 2>/dev/null ;;
    nginx) ! has nginx || nginx -v 2>&1 ;;
    java) ! has java || java -version 2>&1 | grep ' version "' ;; # options that it picked up may stand before
  esac | sed -n '1s/^[^0-9]*\([0-9][0-9.]*\).*/\1/p'
}

# Ubuntu 22.04 has Redis 6.0: it knows all that Examhall uses, so that is what is asked for here.
declare -A LOWEST=([postgresql]=14 [redis]=6.0 [nginx]=1.18 [java]=17)

# One line for each server that is there and too old. An older Java beside ours does no harm, unless it is the one that is used.
too_old() {
  local server version remedy
  for server in postgresql redis nginx java; do
    version=$(version_of "$server" || true) remedy='upgrade it'
    if [ $server = java ]; then
      all_installed "$JAVA_PACKAGE" || continue
      remedy='sudo update-alternatives --config java chooses the newer one'
    fi
    if [ -n "$version" ] && ! at_least "$version" "${LOWEST[$server]}"; then
      printf '%s %s is older than %s: %s\n' "$server" "$version" "${LOWEST[$server]}" "$remedy"
    fi
  done
}
