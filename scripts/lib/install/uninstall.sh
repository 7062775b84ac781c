# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# Takes an installation away; what people made is kept unless somebody says otherwise. Sourced by others.

uninstall() { # whether the data goes, too
  local elsewhere
  if [ -f "$ROOT$UNITS/examhall.target" ]; then
    run systemctl disable --now examhall.target
    stop_instances
  fi
  remove "$UNITS"/examhall{.target,.target.wants,-{web,worker}@.service{,.d/packages.conf}} \
    "$UNITS"/{certbot,certbot-renew}.service.d/examhall-proxy.conf \
    "$UNITS/nginx.service.d/examhall.conf" /etc/nginx/conf.d/examhall.conf /etc/nginx/examhall \
    /etc/letsencrypt/renewal-hooks/deploy/examhall /etc/cron.daily/examhall \
    /etc/logrotate.d/examhall /usr/local/bin/examhall /opt/examhall
  run systemctl daemon-reload
  ! systemctl is-active -q nginx || run systemctl reload nginx
  if [ "$1" = yes ]; then
    mapfile -t elsewhere < <(folders_elsewhere)
    sql 'drop database if exists examhall' 'drop database examhall'
    sql 'drop role if exists examhall' 'drop role examhall'
    remove /etc/examhall /var/lib/examhall /var/www/examhall-acme
    ! id examhall >/dev/null 2>&1 || run userdel examhall
    LOG=/dev/null # which goes, too
    remove /var/log/examhall
    say 'Examhall, its database on this machine and all in /var/lib/examhall are gone. PostgreSQL, Redis, NGINX and Java stay installed.'
    [ ${#elsewhere[@]} -eq 0 ] ||
      say "Left, as other things may be there: packages, or backups with answers and the secret key. To delete them: rm -rf $(quoted "${elsewhere[@]}")"
  else
    say 'Examhall is gone. Kept: the database examhall, /etc/examhall, /var/lib/examhall, /var/log/examhall.'
    say 'scripts/install.sh of this release or a newer one takes them up again; uninstall --data deletes them.'
  fi
}

# Where packages and backups are, if not in /var/lib/examhall itself: the settings or a link say so.
folders_elsewhere() {
  local folder
  for folder in "$(folder_of packages)" "$(folder_of backups)"; do
    [[ $folder/ = /var/lib/examhall/* ]] || [ ! -e "$ROOT$folder" ] || echo "$folder"
  done | sort -u
}

stop_instances() {
  local unit
  for unit in "$ROOT$UNITS"/examhall.target.wants/examhall-*; do
    [ ! -L "$unit" ] || run systemctl disable --now "$(basename "$unit")"
  done
}
