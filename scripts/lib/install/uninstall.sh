# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# Takes an installation away; what people made is kept unless somebody says otherwise. Sourced by others.

uninstall() { # whether the data goes, too
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
    sql 'drop database if exists examhall' 'drop database examhall'
    sql 'drop role if exists examhall' 'drop role examhall'
    remove /etc/examhall /var/lib/examhall /var/www/examhall-acme
    ! id examhall >/dev/null 2>&1 || run userdel examhall
    LOG=/dev/null # which goes, too
    remove /var/log/examhall
    say 'Examhall and all that it held are gone, the backups that were beside it, too. PostgreSQL, Redis, NGINX and Java stay installed.'
  else
    say 'Examhall is gone. Kept: the database examhall, /etc/examhall, /var/lib/examhall, /var/log/examhall.'
    say 'scripts/install.sh of this release or a newer one takes them up again; uninstall --data deletes them.'
  fi
}

stop_instances() {
  local unit
  for unit in "$ROOT$UNITS"/examhall.target.wants/examhall-*; do
    [ ! -L "$unit" ] || run systemctl disable --now "$(basename "$unit")"
  done
}
