# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# What the installer has to know: asked at a terminal, or read from a file. Sourced by others.
#
# Each question is a variable of its own name. Answers other than passwords are kept for the next
# time, so that starting again asks nothing anew.

QUESTIONS=(app_host content_host certificate certificate_file certificate_key email proxy
  language support_contact mail_host mail_tls mail_port mail_from mail_user mail_password admin_username admin_password web_workers job_workers backups)
KEPT_ANSWERS=/etc/examhall/install.answers

declare -A WORDS=(
  [app_host]='Host name of the pages, such as exams.example.edu'
  [content_host]='Host name of the exam packages; another one, such as exams-content.example.edu'
  [certificate]='Certificate: certbot (Let'\''s Encrypt), files (your own), or self-signed (to try it)'
  [certificate_file]='File of your certificate, with the chain (PEM)'
  [certificate_key]='File of its key (PEM)'
  [email]='E-mail address for certbot; Let'\''s Encrypt writes to it about problems'
  [proxy]='HTTP proxy that this server needs to reach the Internet, such as http://proxy.example.edu:3128; empty: none'
  [language]='Language of readers whose own is not spoken here, and of mail: en or de'
  [support_contact]='Whom people ask for help: a name, an e-mail address or a phone number; empty: nobody'
  [mail_host]='Mail server, such as mail.example.edu, to mail receipts to students; empty: no mail is sent'
  [mail_tls]='How to talk to it: starttls, tls, or none (only with a server on this machine or network)'
  [mail_port]='Its port: mostly 587 with starttls, 465 with tls, 25 with none'
  [mail_from]='Address that mail comes from, such as exams@example.edu'
  [mail_user]='Name to log in to the mail server with; empty: without'
  [mail_password]='Password of that name; empty: the one that is there'
  [admin_username]='User name of the first administrator'
  [admin_password]='Password of the first administrator, at least 12 characters; empty: one is made'
  [web_workers]='Number of web processes'
  [job_workers]='Number of workers, which send grades'
  [backups]='How many nightly backups are kept on this server; 0: none, you take them otherwise'
)

# Fills the variables of all questions: from the file, from an earlier time, or by asking.
collect_answers() { # file or nothing, whether to ask
  local name
  local -A given=()
  for name in "${QUESTIONS[@]}"; do
    printf -v "$name" ''
  done
  admin_username=admin web_workers=$(default_web_workers) job_workers=1 backups=7 certificate=certbot language=en
  mail_tls=starttls mail_port=587
  [ ! -r "$ROOT$KEPT_ANSWERS" ] || read_answers "$ROOT$KEPT_ANSWERS"
  [ -z "$1" ] || read_answers "$1"
  for name in "${QUESTIONS[@]}"; do
    if ! is_wanted "$name"; then
      printf -v "$name" ''
    elif [ "$2" = yes ] && [ -z "${given[$name]+x}" ] && ! is_answered "$name"; then
      ask "$name"
    else
      check_answer "$name" || fail "answer $name: $PROBLEM"
    fi
  done
}

# A process for each core, at most eight; a site that needs more has several hosts.
default_web_workers() {
  local cores
  cores=$(nproc)
  echo $((cores > 8 ? 8 : cores < 2 ? 2 : cores))
}

# Lines name=value; blank lines and those that begin with # do not count. Nothing is executed. An empty
# value is an answer only where it will do: a question that was not wanted once is kept empty, too.
read_answers() { # file
  local line name value number=0
  [ -r "$1" ] || fail "cannot read the answers in $1"
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line#$'\xef\xbb\xbf'} line=${line%$'\r'} # as editors of Windows write
    if [[ $line =~ ^[[:space:]]*(#.*)?$ ]]; then
      continue
    fi
    [[ $line =~ ^([a-z_]+)=(.*)$ ]] || fail "$1: line $number is not of the form name=value"
    name=${BASH_REMATCH[1]} value=${BASH_REMATCH[2]}
    [ -n "${WORDS[$name]:-}" ] || fail "$1: there is no answer called $name"
    if [ -n "$value" ] || may_be_empty "$name"; then
      printf -v "$name" '%s' "$value"
      given[$name]=yes
    fi
  done <"$1"
}

may_be_empty() { # question
  local "$1="
  check_answer "$1"
}

is_wanted() { # question
  case $1 in
    certificate_file | certificate_key) [ "$certificate" = files ] ;;
    email) [ "$certificate" = certbot ] ;;
    mail_tls | mail_port | mail_from | mail_user) [ -n "$mail_host" ] ;;
    mail_password) [ -n "$mail_user" ] ;;
    *) true ;;
  esac
}

# Who has started this before has the first administrator, or a password in a file.
is_answered() { [ "$1" = admin_password ] && [ -e "$ROOT$KEPT_ANSWERS" ]; }

ask() { # question
  local reply hidden=()
  [[ $1 != *_password ]] || hidden=(-s)
  while true; do
    IFS= read -r "${hidden[@]}" -p "${WORDS[$1]}${!1:+ [${!1}]}: " reply || fail 'no answer'
    [ ${#hidden[@]} -eq 0 ] || echo
    [ -z "$reply" ] || printf -v "$1" '%s' "$reply"
    if check_answer "$1"; then
      return
    fi
    echo "  $PROBLEM" >&2
    printf -v "$1" ''
  done
}

# Whether the answer will do, to the program, too; if not, PROBLEM says why, without a secret.
check_answer() { # question
  local value=${!1:-}
  PROBLEM="\"$value\" is not good: ${WORDS[$1]}"
  # An address, such as a proxy's, may have a password in it.
  [[ $1 != *_password && $value != *:*@* ]] || PROBLEM="it is not good: ${WORDS[$1]}"
  case $1 in
    app_host) is_host "$value" ;;
    content_host)
      if [ "$value" = "$app_host" ]; then
        PROBLEM='it must differ from the host of the pages: a package is somebody else'\''s code'
        return 1
      fi
      is_host "$value"
      ;;
    certificate) [[ $value =~ ^(certbot|files|self-signed)$ ]] ;;
    certificate_file | certificate_key) [[ $value =~ ^/[^\"\'\$\\]*$ ]] ;;
    email) [[ $value =~ ^[^[:space:]@]+@[^[:space:]@]+$ ]] ;;
    proxy) [[ -z $value || $value =~ ^http://[^[:space:]/@:]+:[0-9]+/?$ ]] ;;
    language) [[ $value =~ ^(en|de)$ ]] ;;
    support_contact | mail_password) is_without_backslash "$value" ;;
    mail_host) [[ -z $value || $value =~ ^[A-Za-z0-9._-]+$ || $value =~ ^[0-9a-f.]*:[0-9a-f.:]*:[0-9a-f.:]*$ ]] ;;
    mail_tls) [[ $value =~ ^(starttls|tls|none)$ ]] ;;
    mail_port) [[ $value =~ ^[1-9][0-9]{0,4}$ ]] && [ "$value" -le 65535 ] ;;
    mail_from) [[ $value =~ ^[A-Za-z0-9_!#$%\&\'*+/=?^\`{|}~.-]+@[A-Za-z0-9.-]+$ ]] ;;
    mail_user)
      if [ -n "$value" ] && [ "$mail_tls" = none ] && ! is_here "$mail_host"; then
        PROBLEM='with mail_tls=none the password of mail_user could be read on its way: no mail_user, or starttls or tls'
        return 1
      fi
      is_without_backslash "$value"
      ;;
    admin_username) [[ $value =~ ^[A-Za-z0-9._@-]{1,64}$ ]] ;;
    admin_password) [[ -z $value || ${#value} -ge 12 ]] ;;
    web_workers | job_workers) [[ $value =~ ^[1-9][0-9]?$ ]] ;;
    backups) [[ $value =~ ^(0|[1-9][0-9]?)$ ]] ;;
  esac
}

is_host() { [[ ${#1} -le 253 && $1 =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$ ]]; }

is_here() { [[ $1 =~ ^(localhost|127\..*|::1)$ ]]; }

is_without_backslash() {
  PROBLEM='it must be without backslashes'
  [[ $1 != *\\* ]]
}

# For the next time; without passwords.
keep_answers() {
  local name
  for name in "${QUESTIONS[@]}"; do
    [[ $name = *_password ]] || printf '%s=%s\n' "$name" "${!name}"
  done | put 0600 root:root "$KEPT_ANSWERS"
}
