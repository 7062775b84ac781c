# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# Units, the nightly work and the command line. Sourced by others.

UNITS=/etc/systemd/system
FIRST_PORT=8701

write_units() {
  local unit
  for unit in "$TEMPLATES"/systemd/*; do
    put 0644 root:root "$UNITS/${unit##*/}" <"$unit"
  done
  if [ -n "$proxy" ]; then
    put 0644 root:root /etc/examhall/proxy.conf <<TEXT
# The way to the LMSs; Java does not read HTTP_PROXY.
JAVA_TOOL_OPTIONS=$(java_proxy)
TEXT
  elif [ -f "$ROOT/etc/examhall/proxy.conf" ]; then
    run rm "$ROOT/etc/examhall/proxy.conf"
  fi
  write_data_folder
}

# The units know /var/lib/examhall, which processes may write, and packages in it.
write_data_folder() {
  local kind folder
  folder=$(folder_of packages)
  for kind in web worker; do
    if [ "$folder" = /var/lib/examhall/packages ]; then
      remove "$UNITS/examhall-$kind@.service.d/packages.conf"
    else
      put 0644 root:root "$UNITS/examhall-$kind@.service.d/packages.conf" <<TEXT
# The packages are here (EXAMHALL_DATA_DIR, or a link in /var/lib/examhall).
[Unit]
RequiresMountsFor=$folder
[Service]
ReadWritePaths=$folder
TEXT
    fi
  done
}

write_command() {
  put 0755 root:root /usr/local/bin/examhall <<'TEXT'
#!/bin/sh
# The command line of this installation, as the user that Examhall runs as.
export EXAMHALL_CONF="${EXAMHALL_CONF:-/etc/examhall/examhall.conf}"
if [ "$(id -u)" = 0 ]; then
  exec runuser -u examhall -- /opt/examhall/current/scripts/examhall "$@"
fi
exec /opt/examhall/current/scripts/examhall "$@"
TEXT
}

write_nightly() {
  local backup='' folder='' remedy=''
  [ -n "$(setting EXAMHALL_BACKUP_DIR)" ] || folder=' --to /var/lib/examhall/backups'
  [ "$backups" = 0 ] || backup="
  /usr/local/bin/examhall backup --keep $backups$folder || echo 'examhall backup failed'"
  [ "$CERTIFICATE" != "$TLS/certificate.pem" ] || remedy=': scripts/install.sh, started again, makes a new one'
  put 0755 root:root /etc/cron.daily/examhall <<TEXT
#!/bin/sh
# Every night: what has had its time is deleted, a backup is taken unless others do that, and a
# certificate that ends soon is reported.
# What it says is in the journal: journalctl -t examhall-nightly
{
  /usr/local/bin/examhall sessions clear || echo 'examhall sessions clear failed'$backup
  openssl x509 -in '$CERTIFICATE' -noout -checkend 1209600 >/dev/null ||
    echo 'the certificate $CERTIFICATE expires within two weeks$remedy'
} 2>&1 | logger -t examhall-nightly
TEXT
  put 0644 root:root /etc/logrotate.d/examhall <<'TEXT'
# The installer's log. The program's own is in the journal, NGINX's in /var/log/nginx, which NGINX's
# package rotates.
/var/log/examhall/*.log {
    monthly
    rotate 12
    compress
    missingok
    notifempty
}
TEXT
}

# All instances that are wanted, and none that an earlier run wanted.
enable_units() {
  local unit wanted=" examhall.target " units=(examhall.target)
  for unit in $(instances); do
    units+=("$unit")
    wanted+=" $unit "
  done
  for unit in "$ROOT$UNITS"/examhall.target.wants/examhall-*; do
    unit=$(basename "$unit")
    [[ $unit = examhall-\* || $wanted = *" $unit "* ]] || run systemctl disable --now "$unit"
  done
  run systemctl daemon-reload
  run systemctl enable "${units[@]}"
  [ "$FAMILY" != rhel ] || run systemctl enable --now crond # its package does not start it
}

instances() {
  local port number
  for port in $(web_ports "$web_workers"); do
    echo "examhall-web@$port.service"
  done
  for ((number = 1; number <= job_workers; number++)); do
    echo "examhall-worker@$number.service"
  done
}

# One after another: each serves again before the next one goes. So somebody always serves.
restart_units() {
  local unit
  for unit in $(instances); do
    run systemctl restart "$unit"
  done
  run systemctl start examhall.target
}

# How long a worker has to stay up after its start; one that cannot work ends within seconds.
WORKER_PROVES=${WORKER_PROVES:-20}

check_workers() {
  local number unit
  [ "$DRY_RUN" = no ] || return 0
  sleep "$WORKER_PROVES"
  for ((number = 1; number <= job_workers; number++)); do
    unit=examhall-worker@$number.service
    if ! systemctl is-active -q "$unit" || systemctl show -p NRestarts --value "$unit" | grep -qx '[1-9][0-9]*'; then
      fail "$unit ends again and again: see journalctl -u $unit"
    fi
  done
}

check_served() {
  check_answers
  check_workers
  tell_health
}

# Told, and no failure: what is left is for people, such as a certificate that only its maker believes.
tell_health() {
  say "+ $(quoted "$ROOT/usr/local/bin/examhall" doctor)"
  [ "$DRY_RUN" = no ] || return 0
  "$ROOT/usr/local/bin/examhall" doctor 2>&1 | tee -a "$LOG" >&2 || true
}

# As a browser would see it, through NGINX.
check_answers() {
  [ "$DRY_RUN" = no ] || return 0
  local answer
  answer=$(printf 'GET /is_up HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$app_host" |
    openssl s_client -quiet -connect 127.0.0.1:443 -servername "$app_host" 2>>"$LOG" || true)
  [[ $answer = *"I'm up"* ]] || fail "https://$app_host does not answer through NGINX: see /var/log/nginx/examhall-error.log"
}
