# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# NGINX: its files, and its start. Sourced by others.

NGINX_SERVERS=/etc/nginx/conf.d/examhall.conf
NGINX_COMMON=/etc/nginx/examhall/examhall-server.conf
NGINX_NAMES=/etc/nginx/conf.d/examhall-names.conf
NGINX_WRITTEN=/etc/nginx/examhall/written.sha256
declare -A NGINX_BEFORE=()
CHANGED_BY_HAND=()

# The templates, filled in for this host.
write_nginx() {
  local APP_HOST=$app_host CONTENT_HOST=$content_host INCLUDES=/etc/nginx/examhall \
    LOG_DIR=/var/log/nginx PAGES=/opt/examhall/current/nginx/pages \
    LISTEN_TLS LISTEN_PLAIN UPSTREAMS UPLOAD_LIMIT
  LISTEN_TLS=$(listen 443 'ssl http2')
  LISTEN_PLAIN=$(listen 80 '')
  UPSTREAMS=$(upstreams "$web_workers")
  UPLOAD_LIMIT=$(upload_limit)
  keep_nginx
  save_changes "$TEMPLATES/nginx/examhall-server.conf" "$NGINX_COMMON"
  put_filled "$TEMPLATES/nginx/examhall-server.conf" "$NGINX_COMMON"
  save_changes "$TEMPLATES/nginx/examhall.conf" "$NGINX_SERVERS"
  put_filled "$TEMPLATES/nginx/examhall.conf" "$NGINX_SERVERS"
  write_nginx_names
  write_nginx_limits
}

# What somebody has changed in a file is kept beside it before it is written anew.
save_changes() { # template, file
  if [ ! -f "$ROOT$2" ] || [ "$(fill "$1")" = "$(<"$ROOT$2")" ] ||
    grep -qsxF "$(sum_of "$2")" "$ROOT$NGINX_WRITTEN"; then
    return
  fi
  local copy=/etc/nginx/examhall/${2##*/}.by-hand
  CHANGED_BY_HAND+=("$copy")
  cmp -s "$ROOT$2" "$ROOT$copy" || run cp -p --backup=numbered "$ROOT$2" "$ROOT$copy"
}

sum_of() { (cd "$ROOT/" && sha256sum "${1#/}"); }

tell_changes() {
  [ ${#CHANGED_BY_HAND[@]} -eq 0 ] ||
    say "NGINX's files were written anew. The former ones, which somebody may have changed, are kept: $(quoted "${CHANGED_BY_HAND[@]}"). Lines of your own belong into /etc/nginx/examhall/*.local, see the top of $NGINX_SERVERS."
}

# NGINX's table of names takes 46 characters unless told, by one file only.
write_nginx_names() {
  if [ ${#app_host} -le 46 ] && [ ${#content_host} -le 46 ] || others_set_names; then
    remove "$NGINX_NAMES"
  else
    put 0644 root:root "$NGINX_NAMES" <<'TEXT'
# Host names of any length. If another file sets this, too, delete this one: there it has to be 512 or more.
server_names_hash_bucket_size 512;
TEXT
  fi
}

others_set_names() {
  grep -qsRE --exclude="${NGINX_NAMES##*/}" '^[[:space:]]*server_names_hash_bucket_size' \
    "$ROOT"/etc/nginx/{nginx.conf,conf.d,sites-enabled}
}

keep_nginx() {
  local file
  NGINX_BEFORE=()
  for file in "$NGINX_SERVERS" "$NGINX_COMMON" "$NGINX_NAMES"; do
    [ ! -f "$ROOT$file" ] || NGINX_BEFORE[$file]=$(<"$ROOT$file")
  done
}

# What NGINX does not take would end the other sites of this server, too, at its next start.
test_nginx() {
  local file
  (run nginx -t) || {
    for file in "$NGINX_SERVERS" "$NGINX_COMMON" "$NGINX_NAMES"; do
      if [ -n "${NGINX_BEFORE[$file]+x}" ]; then
        put 0644 root:root "$file" <<<"${NGINX_BEFORE[$file]}"
      else
        remove "$file"
      fi
    done
    fail 'the files of NGINX are as they were before'
  }
  [ "$DRY_RUN" = yes ] || (sum_of "$NGINX_SERVERS" && sum_of "$NGINX_COMMON") | put 0644 root:root "$NGINX_WRITTEN"
}

# Each open exam is two connections of NGINX, and distributions allow it some hundred.
write_nginx_limits() {
  put 0644 root:root /etc/systemd/system/nginx.service.d/examhall.conf <<'TEXT'
# Each open exam is two connections, and each of them a file.
[Service]
LimitNOFILE=65536
TEXT
}

# The one number that no file beside nginx.conf can set.
raise_connections() {
  local file=$ROOT/etc/nginx/nginx.conf
  local now
  now=$(sed -n 's/^[[:space:]]*worker_connections[[:space:]]*\([0-9]*\);.*/\1/p' "$file" 2>/dev/null | head -n 1)
  if [ "${now:-0}" -lt 16384 ] && [ -f "$file" ]; then
    run sed -i.before-examhall 's/^\([[:space:]]*worker_connections\)[[:space:]]*[0-9]*;/\1 16384;/' "$file"
  fi
}

start_nginx() {
  raise_connections
  run systemctl daemon-reload
  test_nginx
  run systemctl enable nginx
  # A restart, once, for the new limit; reloads lose no connection.
  if [ "$DRY_RUN" = no ] && nginx_has_limit; then
    run systemctl reload nginx
  else
    run systemctl restart nginx
  fi
}

# Whether NGINX runs, and was started with the limit.
nginx_has_limit() {
  local process
  process=$(systemctl show -p MainPID --value nginx)
  grep -qE '^Max open files +65536 ' "/proc/$process/limits" 2>/dev/null
}
