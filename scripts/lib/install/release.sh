# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# The user, the folders and the program itself. Sourced by others.

# Sets RELEASE, the folder of an unpacked release: this one, or the one that this checkout builds.
find_release() { # folder of the running script's project
  if [ -d "$1/app/WEB-INF" ]; then
    RELEASE=$1
    return
  fi
  RELEASE=$1/target/release
  say "+ scripts/build release (this is a checkout)"
  if [ "$DRY_RUN" = no ]; then
    MAVEN_OPTS="${MAVEN_OPTS:-} $(java_proxy)" "$1/scripts/build" release >>"$LOG" 2>&1 ||
      fail "the build failed, see $LOG"
  fi
}

# What was downloaded is what was released.
verify_release() {
  [ "$DRY_RUN" = no ] || return 0
  (cd "$RELEASE" && sha256sum --check --quiet --strict SHA256SUMS) >>"$LOG" 2>&1 ||
    fail "files of $RELEASE are missing or were changed (see $LOG): unpack the archive again"
}

# A name of its own for each content, so that running processes keep the files that they opened.
release_name() {
  if [ -f "$RELEASE/SHA256SUMS" ]; then
    printf '%s-%.8s' "$(cat "$RELEASE/VERSION")" "$(sha256sum "$RELEASE/SHA256SUMS")"
  else
    printf 'VERSION'
  fi
}

create_user() {
  id examhall >/dev/null 2>&1 ||
    run useradd --system --user-group --home-dir /var/lib/examhall --no-create-home --shell /usr/sbin/nologin examhall
}

create_folders() {
  folder 0755 root:root /opt/examhall
  folder 0755 root:root /opt/examhall/versions
  folder 0750 root:examhall /etc/examhall
  folder 0700 examhall:examhall /var/lib/examhall
  folder 0755 root:root /var/www/examhall-acme
}

# Copies the release beside the earlier ones.
copy_release() {
  local target
  target=/opt/examhall/versions/$(release_name)
  if [ ! -d "$ROOT$target" ]; then
    run rm -rf "$ROOT$target.part"
    run cp -R "$RELEASE" "$ROOT$target.part"
    run chown -R root:root "$ROOT$target.part"
    run chmod -R u=rwX,go=rX "$ROOT$target.part"
    run mv -T "$ROOT$target.part" "$ROOT$target"
  fi
}

# Makes one the current release, in one step, by rename.
switch_release() { # folder
  if [ "$(readlink "$ROOT/opt/examhall/current" 2>/dev/null)" != "${1#/opt/examhall/}" ]; then
    run ln -sfn "${1#/opt/examhall/}" "$ROOT/opt/examhall/current.new"
    run mv -T "$ROOT/opt/examhall/current.new" "$ROOT/opt/examhall/current"
  fi
}

# What Java has to be told of the HTTP proxy; it does not read HTTP_PROXY.
java_proxy() {
  [ -n "$proxy" ] || return 0
  local address=${proxy#http://}
  address=${address%/}
  printf -- '-Dhttp.proxyHost=%s -Dhttp.proxyPort=%s ' "${address%:*}" "${address##*:}"
  printf -- '-Dhttps.proxyHost=%s -Dhttps.proxyPort=%s ' "${address%:*}" "${address##*:}"
  printf -- '-Dhttp.nonProxyHosts=%s\n' "$(unproxied)"
}

# Ourselves, and LMSs inside the house.
unproxied() {
  local host hosts='localhost|127.*|[::1]'
  for host in "$app_host" "$content_host" $(setting EXAMHALL_PRIVATE_HOSTS | tr ',' ' '); do
    hosts+="|$host"
  done
  printf '%s' "$hosts"
}

# Programs that this script starts do read it.
export_proxy() {
  [ -n "$proxy" ] || return 0
  export http_proxy=$proxy https_proxy=$proxy HTTP_PROXY=$proxy HTTPS_PROXY=$proxy
  export no_proxy=localhost,127.0.0.1,::1 NO_PROXY=localhost,127.0.0.1,::1
}
