# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# How the installer says, does and writes things. Sourced by others.
#
# ROOT is empty on a server; tests and deploy/make put a folder there that everything is written below.

ROOT=${ROOT:-}
DRY_RUN=${DRY_RUN:-no}
LOG=/dev/null
LOG_NAME=install.log

say() {
  printf '%s\n' "$*"
  printf '%s\n' "$*" >>"$LOG"
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  printf '%s: %s\n' "${0##*/}" "$*" >>"$LOG"
  exit 1
}

# Asks at a terminal; elsewhere only --yes or --dry-run lets it begin.
confirm() { # question
  if [ "$DRY_RUN" = yes ] || [ "$confirmed" = yes ]; then
    return
  fi
  [ -t 0 ] || fail 'nobody is here to say yes: start it with --yes'
  local reply
  read -r -p "$1 Type yes: " reply
  [ "$reply" = yes ] || fail 'nothing was changed'
}

# Everything that is done and said from here on is also in the log; secrets are in neither.
open_log() {
  [ "$DRY_RUN" = no ] || return 0
  LOG=$ROOT/var/log/examhall/$LOG_NAME
  install -d -m 0750 "$(dirname "$LOG")"
  touch "$LOG"
  chmod 0640 "$LOG"
  printf '\n== %s\n' "$(date --iso-8601=seconds)" >>"$LOG"
}

# Runs a command that changes something; with --dry-run it only says which. Its output is logged.
run() { feed "$@" </dev/null; }

# The same for a command that reads its input, where secrets may be: only the command is shown.
feed() {
  say "+ $(quoted "$@")"
  [ "$DRY_RUN" = no ] || return 0
  local from
  from=$(wc -l <"$LOG")
  if ! "$@" >>"$LOG" 2>&1; then
    tail -n "+$((from + 1))" "$LOG" | tail -n 25 >&2
    fail "this command failed: $(quoted "$@") (more in $LOG). Mend it and start again: what is done stays done."
  fi
}

quoted() {
  local word line=''
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]]; then
      line+=" $word"
    else
      line+=" '${word//\'/\'\\\'\'}'"
    fi
  done
  printf '%s' "${line# }"
}

is_of() { # mode, owner, path
  [ "$(stat -c %a "$3")" = "$(printf %o "0$1")" ] && { [ -n "$ROOT" ] || [ "$(stat -c %U:%G "$3")" = "$2" ]; }
}

# Writes a file, its text on standard input, unless it is as it should be.
put() { # mode, owner, file
  local file=$ROOT$3 text
  text=$(cat && printf x)
  text=${text%x}
  if [ -f "$file" ] && [ "$(cat "$file" && printf x)" = "${text}x" ] && is_of "$1" "$2" "$file"; then
    return
  fi
  say "> $3 (mode $1, $2)"
  [ "$DRY_RUN" = no ] || return 0
  # A file with a secret is never readable by others, not even for a moment.
  mkdir -p "$(dirname "$file")"
  (umask 0077 && printf '%s' "$text" >"$file.new")
  chmod "$1" "$file.new"
  [ -n "$ROOT" ] || chown "$2" "$file.new"
  mv -f "$file.new" "$file"
}

# A folder of that mode and owner.
folder() { # mode, owner, path
  if [ -d "$ROOT$3" ] && is_of "$1" "$2" "$ROOT$3"; then
    return
  fi
  local owner=()
  [ -n "$ROOT" ] || owner=(-o "${2%:*}" -g "${2#*:}")
  run install -d -m "$1" "${owner[@]}" "$ROOT$3"
}

# Whether a version is at least another one: 14.2 is at least 14.
at_least() { # version, lowest
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

has() { command -v "$1" >/dev/null; }

# Commands that only look: as the database's own user, from a folder that it may read.
as_postgres() { (cd / && runuser -u postgres -- "$@"); }

# What is not there needs no command.
remove() { # paths
  local path
  for path in "$@"; do
    if [ -e "$ROOT$path" ] || [ -L "$ROOT$path" ]; then
      run rm -rf "$ROOT$path"
    fi
  done
}
