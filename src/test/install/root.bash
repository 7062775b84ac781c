# shellcheck shell=bash
# A folder that looks like a fresh server to the installer, and commands that only write down how they
# were called. Sourced by the tests.

project=$(cd "$BATS_TEST_DIRNAME/../../.." && pwd)
STUBBED=(systemctl ufw firewall-cmd id useradd userdel rpm dpkg-query apt-get dnf psql postgresql-setup
  redis-server nginx java runuser getenforce getsebool setsebool restorecon openssl certbot chown pg_dump)

# Fails if the command succeeds; a bare ! would not fail a test.
never() {
  if "$@"; then
    echo "this should have failed: $*" >&2
    return 1
  fi
}

# A server of that distribution, with a release to install from.
fresh_root() { # os-release id, version
  ROOT=$BATS_TEST_TMPDIR/root
  mkdir -p "$ROOT"/{etc/nginx,etc/systemd/system,opt,proc/self,run/systemd/system,var/log,usr/local/bin}
  printf 'ID=%s\nVERSION_ID="%s"\n' "$1" "$2" >"$ROOT/etc/os-release"
  echo 'MemTotal:        8000000 kB' >"$ROOT/proc/meminfo"
  touch "$ROOT/proc/self/mountinfo"
  printf 'events {\n    worker_connections 768;\n}\n' >"$ROOT/etc/nginx/nginx.conf"
  stub_commands
  fake_release
  answers=$BATS_TEST_TMPDIR/answers
  printf '%s\n' app_host=localhost.localdomain content_host=content.localdomain \
    certificate=self-signed web_workers=2 admin_password=a-password-for-tests >"$answers"
  export ROOT WORKER_PROVES=0
}

stub_commands() {
  local name
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  for name in "${STUBBED[@]}"; do
    ln -s "$BATS_TEST_DIRNAME/stubs/stub" "$BATS_TEST_TMPDIR/bin/$name"
  done
  export STUB_LOG=$BATS_TEST_TMPDIR/calls STUB_INPUT=$BATS_TEST_TMPDIR/piped-in
  touch "$STUB_LOG" "$STUB_INPUT"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# As scripts/lib/pack-release lays it out, with next to nothing for the program.
fake_release() {
  release=$BATS_TEST_TMPDIR/release
  mkdir -p "$release/app/WEB-INF/classes/db/migration" "$release/scripts/lib"
  cp "$project"/src/main/resources/db/rolling-from "$release/app/WEB-INF/classes/db"
  (cd "$release/app/WEB-INF/classes/db/migration" && touch V0{01..31}__tables.sql)
  echo 1.2.3 >"$release/VERSION"
  cp -R "$project/nginx" "$project/systemd" "$release"
  cp "$project"/scripts/{install.sh,upgrade.sh,examhall} "$release/scripts"
  cp -R "$project"/scripts/lib/{install,upgrade} "$project/scripts/lib/wait-until-ready" "$release/scripts/lib"
  seal_release
}

seal_release() {
  (cd "$release" && rm -f SHA256SUMS && find . -type f -exec sha256sum {} + >../sums && mv ../sums SHA256SUMS)
}

install_it() { run "$release/scripts/install.sh" --answers "$answers" --yes "$@"; }

# Every file below the root, with its content: what a dry run must leave alone.
snapshot() { (cd "$ROOT" && find . -printf '%p %m\n' | sort && find . -type f -exec sha256sum {} + | sort); }
