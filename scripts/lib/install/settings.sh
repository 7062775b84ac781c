# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# The settings file, with the secrets, which are made once. Sourced by others.

SETTINGS=/etc/examhall/examhall.conf

# Whether the database is the one that this script makes; any other belongs to whoever made it, on this machine, too.
database_is_ours() {
  local url user
  url=$(setting EXAMHALL_DATABASE_URL)
  user=$(setting EXAMHALL_DATABASE_USER)
  [ "${user:-examhall}" = examhall ] && [[ ! $url =~ [?\&]user= &&
    ${url:-jdbc:postgresql:} =~ ^jdbc:postgresql:(//(localhost|127\.[0-9.]+|\[::1\])(:5432)?/)?(examhall)?(\?.*)?$ ]]
}

# Writes the settings: the secrets that are there stay, and so does every line that is not ours.
write_settings() {
  local password key
  password=$(setting EXAMHALL_DATABASE_PASSWORD)
  key=$(setting EXAMHALL_SECRET_KEY)
  key=${key:-$(random_secret 48)}
  ! database_is_ours || password=${password:-$(random_secret 24)}
  [ -n "$key" ] || fail 'openssl makes no secrets'
  {
    settings_head
    kept_settings
    layout_settings
    printf 'EXAMHALL_PUBLIC_URL=https://%s\n' "$app_host"
    printf 'EXAMHALL_CONTENT_URL=https://%s\n' "$content_host"
    printf 'EXAMHALL_LANGUAGE=%s\n' "$language"
    printf 'EXAMHALL_SUPPORT_CONTACT=%s\n' "$support_contact"
    mail_settings
    [ -z "$password" ] || printf 'EXAMHALL_DATABASE_PASSWORD=%s\n' "$password"
    printf 'EXAMHALL_SECRET_KEY=%s\n' "$key"
  } | put 0640 root:examhall "$SETTINGS"
}

# Without an answer mail is as somebody set it up by hand.
mail_settings() {
  local password=${mail_password:-$(setting EXAMHALL_MAIL_PASSWORD)}
  [ -n "$mail_host" ] || return 0
  printf 'EXAMHALL_MAIL_HOST=%s\n' "$mail_host"
  printf 'EXAMHALL_MAIL_TLS=%s\n' "$mail_tls"
  printf 'EXAMHALL_MAIL_PORT=%s\n' "$mail_port"
  printf 'EXAMHALL_MAIL_FROM=%s\n' "$mail_from"
  [ -n "$mail_user" ] || return 0
  printf 'EXAMHALL_MAIL_USER=%s\n' "$mail_user"
  printf 'EXAMHALL_MAIL_PASSWORD=%s\n' "$password"
}

settings_head() {
  cat <<'TEXT'
# Settings of Examhall: /opt/examhall/current/docs/reference/configuration.md lists all of them.
# Add yours anywhere; scripts/install.sh keeps them, but for the last lines, which it writes.
# After a change: systemctl restart examhall.target
# The secret key opens the secrets in the database; it is in backups, too, which are as secret.
TEXT
}

# Every line that is neither the head's nor written anew, comments too.
kept_settings() {
  local ours='PUBLIC_URL|CONTENT_URL|LANGUAGE|SUPPORT_CONTACT|DATABASE_PASSWORD|SECRET_KEY'
  [ -z "$mail_host" ] || ours+='|MAIL_[A-Z]+'
  [ -f "$ROOT$SETTINGS" ] || return 0
  grep -vxFf <(settings_head) "$ROOT$SETTINGS" | grep -vE "$(line_of "EXAMHALL_($ours)")" || true
}

# What the layout asks for, where nobody has said otherwise.
layout_settings() {
  local line
  for line in EXAMHALL_DATA_DIR=/var/lib/examhall/packages EXAMHALL_BACKUP_DIR=/var/lib/examhall/backups \
    EXAMHALL_WORKER=separate; do
    [ -n "$(setting "${line%%=*}")" ] || printf '%s\n' "$line"
  done
}

# The value in the settings file, as the program reads it; nothing if there is none.
setting() { # name
  [ ! -r "$ROOT$SETTINGS" ] || sed -nE "s/[ \t\f\r]+\$//; s/$(line_of "$1")//p" "$ROOT$SETTINGS" | tail -n 1
}

# Where the packages, or the backups, really are: links are followed.
folder_of() { # packages or backups
  local folder name=EXAMHALL_DATA_DIR
  [ "$1" = packages ] || name=EXAMHALL_BACKUP_DIR
  folder=$(setting $name)
  folder=$(readlink -m "$ROOT/${folder:-var/lib/examhall/$1}")
  printf '%s' "${folder#"$ROOT"}"
}

# A pattern for a setting's line up to its value. The program reads java.util.Properties: blanks may be at the
# beginning and around the separator, which may be a colon or nothing but blanks.
line_of() { # name
  printf $'^[ \t\f]*%s([ \t\f]*[=:]|[ \t\f]|$)[ \t\f]*' "$1"
}

# The rest of what Properties can do is refused: lines that go on in the next one, and escapes where this script reads.
refuse_escapes() {
  local number read='DATABASE_PASSWORD|DATA_DIR|BACKUP_DIR|PRIVATE_HOSTS|MAX_UPLOAD_MEGABYTES'
  [ -r "$ROOT$SETTINGS" ] || return 0
  number=$(sed -nE -e '/^[ \t\f]*[#!]/d' -e '/\\\r?$|^[^=:]*\\/{=;q}' -e "/$(line_of "EXAMHALL_($read)").*\\\\/{=;q}" "$ROOT$SETTINGS")
  [ -z "$number" ] || fail "$SETTINGS: line $number has a backslash: write it in one line and without"
}

random_secret() { # bytes
  if [ "$DRY_RUN" = yes ]; then
    printf 'made-when-it-is-installed'
  else
    openssl rand -hex "$1"
  fi
}

# Megabytes that NGINX lets pass: the application's own limit, and what a form adds to a file.
upload_limit() {
  local megabytes
  megabytes=$(setting EXAMHALL_MAX_UPLOAD_MEGABYTES)
  echo "$((${megabytes:-500} + 10))m"
}
