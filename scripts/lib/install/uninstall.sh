# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# Takes an installation away; what people made is kept unless somebody says otherwise. Sourced by others.

LEFT=()

# What may refuse to go comes first, so that all else is still there then.
uninstall() { # whether the data goes, too
  local database
  shopt -s dotglob nullglob
  if [ -f "$ROOT$UNITS/examhall.target" ]; then
    run systemctl disable --now examhall.target
    stop_instances
  fi
  if [ "$1" = yes ]; then
    database=$(database_of_others)
    [ -n "$database" ] || drop_database
    ! id examhall >/dev/null 2>&1 || run userdel examhall
  fi
  remove "$UNITS"/examhall{.target,.target.wants,-{web,worker}@.service{,.d/packages.conf}} \
    "$UNITS"/{certbot,certbot-renew}.service.d/examhall-proxy.conf \
    "$UNITS/nginx.service.d/examhall.conf" "$NGINX_SERVERS" "$NGINX_COMMON" "$NGINX_NAMES" "$NGINX_WRITTEN" \
    /etc/letsencrypt/renewal-hooks/deploy/examhall /etc/cron.daily/examhall \
    /etc/logrotate.d/examhall /usr/local/bin/examhall
  remove_unmounted /opt/examhall
  [ ! -d "$ROOT/etc/nginx/examhall" ] || run rmdir --ignore-fail-on-non-empty "$ROOT/etc/nginx/examhall"
  run systemctl daemon-reload
  ! systemctl is-active -q nginx || run systemctl reload nginx
  if [ "$1" = yes ]; then
    delete_folders
    say 'Examhall and its data are gone. PostgreSQL, Redis, NGINX and Java stay installed.'
    [ -z "$database" ] || say "Left: the database $database, which the settings named; and what PostgreSQL here may have of the name examhall."
  else
    say 'Examhall is gone. Kept: the database, /etc/examhall, /var/lib/examhall, /var/log/examhall.'
    say 'scripts/install.sh of this release or a newer one takes them up again; uninstall --data deletes them.'
  fi
  [ ${#LEFT[@]} -eq 0 ] ||
    say "Left, as other things may be there: $(quoted "${LEFT[@]}"). Delete there what you do not need; backups hold answers and the secret key."
}

# The database that the settings name, if it is not the one that this script made; no password.
database_of_others() {
  local url
  database_is_ours || {
    url=$(setting EXAMHALL_DATABASE_URL)
    url=${url:-//localhost/examhall}
    url=${url#jdbc:postgresql:}
    url=${url%%\?*}
    url=${url##*@}
    echo "${url#//}"
  }
}

drop_database() {
  if ! id postgres >/dev/null 2>&1; then
    say 'PostgreSQL is not installed here, so there is no database to delete.'
    return
  fi
  (sql 'drop database if exists examhall' 'drop database examhall') ||
    fail 'nothing was deleted, but Examhall is stopped: scripts/install.sh starts it. Let PostgreSQL run, and end what else uses the database, such as Examhall on other hosts; then start this again'
  (sql 'drop role if exists examhall' 'drop role examhall') || say 'Left: the role examhall of PostgreSQL, which owns other things, too.'
}

delete_folders() {
  local folder
  while IFS= read -r folder; do
    LEFT+=("$folder")
  done < <(folders_elsewhere)
  remove /etc/nginx/examhall
  remove_unmounted /etc/examhall /var/lib/examhall /var/www/examhall-acme
  LOG=/dev/null # which goes, too
  remove_unmounted /var/log/examhall
}

# Removes folders, but for what is mounted on them or in them: other hosts may use that.
remove_unmounted() { # folders
  local folder entries
  for folder in "$@"; do
    case $(mounted "$folder") in
      on) LEFT+=("$folder") ;;
      in)
        entries=("$ROOT$folder"/*)
        remove_unmounted "${entries[@]#"$ROOT"}"
        ;;
      *) remove "$folder" ;;
    esac
  done
}

# Says "on" if something is mounted on a folder, "in" if it is further below.
mounted() { # folder
  local real mount where=''
  real=$(readlink -m "$ROOT$(dirname "$1")")/$(basename "$1")
  while read -r _ _ _ _ mount _; do
    printf -v mount '%b' "$mount" # a blank is \040 there
    [[ $mount != "$real"/* ]] || where=${where:-in}
    [ "$mount" != "$real" ] || where=on
  done <"$ROOT/proc/self/mountinfo"
  printf '%s' "$where"
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
