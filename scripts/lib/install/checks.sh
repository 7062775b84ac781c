# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# What is looked at before anything is changed. Sourced by others.

STOPS=0

check_ok() { say "ok    $1"; }
check_note() { say "note  $1"; }
check_stop() {
  say "stop  $1"
  STOPS=$((STOPS + 1))
}

# Looks at everything, a line each; STOPS counts what has to be mended first.
check_host() {
  check_rights
  check_servers
  check_memory
  check_disk /opt 1
  check_disk /var 5
  check_names
  check_port 80
  check_port 443
  check_certificate_files
  check_certbot
  check_key
}

check_rights() {
  if [ "$(id -u)" = 0 ]; then
    check_ok 'runs as root'
  else
    check_stop 'this needs root: sudo scripts/install.sh'
  fi
  if [ -d "$ROOT/run/systemd/system" ]; then
    check_ok 'systemd runs here'
  else
    check_stop 'systemd does not run here; in a container use scripts/demo of the source'
  fi
  check_ok "the distribution is $DISTRIBUTION"
}

check_servers() {
  local line
  while IFS= read -r line; do
    [ -z "$line" ] || check_stop "$line"
  done <<<"$(too_old)"
}

check_memory() {
  local megabytes wanted=$((1024 + 600 * web_workers + 300 * job_workers))
  megabytes=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' "$ROOT/proc/meminfo") / 1024))
  if [ "$megabytes" -lt 1500 ]; then
    check_stop "$megabytes MB of memory; Examhall and its database need 2 GB"
  elif [ "$megabytes" -lt "$wanted" ]; then
    check_note "$megabytes MB of memory is little for $web_workers web processes: $wanted MB would be right"
  else
    check_ok "$megabytes MB of memory"
  fi
}

check_disk() { # folder, gigabytes
  local free
  free=$(($(df -kP "$ROOT$1" | awk 'NR == 2 { print $4 }') / 1024 / 1024))
  if [ "$free" -lt "$2" ]; then
    check_stop "only $free GB free in $1; it needs $2"
  else
    check_ok "$free GB free in $1"
  fi
}

# Let's Encrypt comes to these names; with other certificates they may follow later.
check_names() {
  local host
  for host in "$app_host" "$content_host"; do
    if getent ahosts "$host" >/dev/null; then
      check_ok "$host has an address"
    elif [ "$certificate" = certbot ]; then
      check_stop "$host has no address: let it point here in the DNS, or choose another certificate for now"
    else
      check_note "$host has no address yet: let it point here in the DNS"
    fi
  done
}

check_port() { # port
  if ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
    check_ok "port $1 is free"
  elif systemctl is-active -q nginx; then
    check_ok "port $1 is NGINX's"
  else
    check_stop "port $1 is taken by another program: ss -ltnp sport = :$1 says which"
  fi
}

# EPEL is somebody else's repository: who runs the server decides about it.
check_certbot() {
  if [ "$certificate" = certbot ] && [ "$FAMILY" = rhel ] && ! has certbot && ! dnf -q list certbot >/dev/null 2>&1; then
    check_stop 'certbot is in EPEL, which is not enabled: see docs/how-to/install-on-rhel.md, or choose another certificate'
  fi
}

check_certificate_files() {
  [ "$certificate" = files ] || return 0
  local host problem=''
  [ -r "$certificate_file" ] || problem="there is no file $certificate_file"
  [ -r "$certificate_key" ] || problem="there is no file $certificate_key"
  if [ -z "$problem" ] && has openssl; then
    if [ "$(openssl x509 -in "$certificate_file" -noout -pubkey 2>&1)" != \
      "$(openssl pkey -in "$certificate_key" -pubout 2>&1)" ]; then
      problem="$certificate_key is not the key of $certificate_file"
    fi
    for host in "$app_host" "$content_host"; do
      openssl x509 -in "$certificate_file" -noout -checkhost "$host" 2>/dev/null | grep -q 'does match' ||
        problem=${problem:-"$certificate_file is not for $host"}
    done
    openssl x509 -in "$certificate_file" -noout -checkend 0 >/dev/null 2>&1 ||
      problem=${problem:-"$certificate_file has expired"}
  fi
  if [ -n "$problem" ]; then
    check_stop "$problem"
  else
    check_ok "the certificate fits both hosts"
  fi
}
