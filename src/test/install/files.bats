#!/usr/bin/env bats
# What is put on servers: units, NGINX's files, the examples in deploy/.
# shellcheck disable=SC2154 # set in root.bash

load root

setup_file() {
  mkdir -p "$BATS_FILE_TMPDIR/deploy"
  "$BATS_TEST_DIRNAME/../../../deploy/make" "$BATS_FILE_TMPDIR/deploy"
}

@test "deploy/ holds what the installer writes today (else: deploy/make)" {
  diff -r "$project/deploy/ubuntu" "$BATS_FILE_TMPDIR/deploy/ubuntu"
  diff -r "$project/deploy/rhel" "$BATS_FILE_TMPDIR/deploy/rhel"
}

@test "a file or a folder that belongs to somebody else is written anew" {
  fresh_root debian 12
  # shellcheck disable=SC2034 # read by the part
  ROOT=''
  . "$project/scripts/lib/install/common.sh"
  me=$(stat -c %U:%G "$BATS_TEST_TMPDIR")
  file=$BATS_TEST_TMPDIR/settings
  echo KEY=value | put 0640 "$me" "$file"
  folder 0750 "$me" "$BATS_TEST_TMPDIR/folder"
  : >"$STUB_LOG"

  echo KEY=value | put 0640 "$me" "$file"
  folder 0750 "$me" "$BATS_TEST_TMPDIR/folder"
  [ ! -s "$STUB_LOG" ]

  echo KEY=value | put 0640 "${me%:*}:daemon" "$file"
  grep -qx "chown ${me%:*}:daemon $file.new" "$STUB_LOG"
  output=$(folder 0750 "${me%:*}:daemon" "$BATS_TEST_TMPDIR/folder") || true
  [[ $output = '+ install -d -m 0750'*' -g daemon '* ]]
}

@test "a release has everything that its documents show or lead to" {
  checkout=$BATS_TEST_TMPDIR/checkout
  mkdir -p "$checkout"/{scripts,target/examhall,target/classes}
  cp -R "$project"/{nginx,systemd,deploy,docs,LICENSE,README.md,pom.xml} "$checkout"
  cp -R "$project"/scripts/{examhall,install.sh,upgrade.sh,lib} "$checkout/scripts"
  echo version=1.2.3 >"$checkout/target/classes/version.properties"

  "$checkout/scripts/lib/pack-release"

  tar -xzf "$checkout/target/examhall-1.2.3.tar.gz" -C "$BATS_TEST_TMPDIR"
  cd "$BATS_TEST_TMPDIR/examhall-1.2.3"
  find . -name '*.md' | while read -r document; do
    grep -oE '\]\([^)#]+|src="[^"]+' "$document" | sed 's/^](//; s/^src="//' | grep -v : | while read -r target; do
      [ -e "$(dirname "$document")/$target" ] || echo "$document: $target"
    done
  done >missing || true
  diff /dev/null missing
}

# A root with the units, and something at the paths that they start.
unit_root() {
  root=$BATS_TEST_TMPDIR/root
  mkdir -p "$root/etc/systemd/system" "$root/opt/examhall/current/scripts/lib"
  cp "$project"/systemd/* "$root/etc/systemd/system"
  for program in examhall lib/wait-until-ready; do
    printf '#!/bin/sh\n' >"$root/opt/examhall/current/scripts/$program"
    chmod +x "$root/opt/examhall/current/scripts/$program"
  done
}

@test "systemd understands every line of the units" {
  unit_root
  for unit in examhall-web@8701.service examhall-worker@1.service examhall.target; do
    run systemd-analyze verify --man=no --recursive-errors=no --root="$root" "$unit"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
  done
}

@test "no process works before the packages' disk is mounted" {
  unit_root
  # One that cannot be mounted is named where a unit requires it.
  printf '[Mount]\nWhere=/var/lib/examhall/packages\n' >"$root/etc/systemd/system/var-lib-examhall-packages.mount"
  for unit in examhall-web@8701.service examhall-worker@1.service; do
    run systemd-analyze verify --man=no --root="$root" "$unit"
    [[ $output = *'var-lib-examhall-packages.mount: '*'What='* ]]
  done
}

@test "systemd rates what the units expose at 3.0 or less" {
  unit_root
  for unit in examhall-web@.service examhall-worker@.service; do
    systemd-analyze security --offline=true --no-pager --root="$root" --threshold=30 "$unit"
  done
}

# What stands in a folder like /etc/nginx, on ports of this machine's.
lay_nginx() { # folder
  at=$BATS_TEST_TMPDIR/nginx
  tls=$((20000 + RANDOM % 5000)) http=$((25000 + RANDOM % 5000))
  mkdir -p "$at/conf.d"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout "$at/key.pem" -out "$at/certificate.pem" \
    -subj /CN=exams.example.edu -addext subjectAltName=DNS:exams.example.edu 2>/dev/null
  cp -R "$1/conf.d" "$1"/examhall/* "$at"
  sed -i -e "s:/etc/letsencrypt/live/exams.example.edu/fullchain.pem:$at/certificate.pem:" \
    -e "s:/etc/letsencrypt/live/exams.example.edu/privkey.pem:$at/key.pem:" \
    -e "s:/etc/nginx/examhall:$at:; s:/var/log/nginx:$at:; s:/var/www/examhall-acme:$at:" \
    -e "s:/opt/examhall/current/nginx/pages:$project/nginx/pages:" \
    -e '/listen \[::\]/d' -e "s/listen 443 /listen 127.0.0.1:$tls /; s/listen 80;/listen 127.0.0.1:$http;/" \
    "$at"/conf.d/* "$at/examhall-server.conf"
  cat >"$at/nginx.conf" <<TEXT
daemon off;
pid nginx.pid;
$([ "$(id -u)" != 0 ] || echo 'user root;')
worker_processes 1;
events { worker_connections 64; }
http {
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include conf.d/*.conf;
}
TEXT
  PATH=$PATH:/usr/sbin
}

nginx_takes_it() { nginx -p "$at" -c nginx.conf -e error.log -t; }

# The files that the installer makes for an Ubuntu, and NGINX with them.
start_nginx() { # folder, if other
  lay_nginx "${1:-$project/deploy/ubuntu/etc/nginx}"
  nginx_takes_it
  nginx -p "$at" -c nginx.conf -e error.log 3>&- &
  nginx_process=$!
  for _ in {1..100}; do
    if (exec 4<>"/dev/tcp/127.0.0.1/$tls") 2>/dev/null; then return; fi
    sleep 0.1
  done
}

teardown() { [ -z "${nginx_process:-}" ] || kill "$nginx_process"; }

ask_nginx() { # method, path, header
  printf '%s %s HTTP/1.1\r\nHost: exams.example.edu\r\nConnection: close\r\n%s\r\n' "$1" "$2" "${3:+$3$'\r\n'}" |
    openssl s_client -quiet -connect 127.0.0.1:$tls -servername exams.example.edu 2>/dev/null
}

@test "NGINX takes the filled templates, and has our words for what it says itself" {
  start_nginx

  run ask_nginx GET /
  [[ $output = 'HTTP/1.1 502'*'Refresh: 10'*'Strict-Transport-Security'*'Examhall is not available right now'* ]]

  run ask_nginx POST /lti11/launch 'Content-Length: 0'
  [[ $output = 'HTTP/1.1 502'* && $output != *Refresh:* ]]

  run ask_nginx POST /l/a/select/upload 'Content-Length: 999999999'
  [[ $output = 'HTTP/1.1 413'*'This file is too large'* ]]

  run ask_nginx GET /launch/Main.class
  [[ $output = 'HTTP/1.1 404'* ]]

  run ask_nginx GET /_examhall/unavailable.html
  [[ $output = 'HTTP/1.1 404'* ]]
}

# What the installer writes for these hosts, with a certificate in a folder whose name has a blank.
write_for() { # host of the pages, host of the packages
  (
    for part in common distribution answers release settings fill web nginx services; do
      # shellcheck source=/dev/null
      . "$project/scripts/lib/install/$part.sh"
    done
    # shellcheck disable=SC2034 # read by the parts
    ROOT=$BATS_TEST_TMPDIR/root TEMPLATES=$project IPV6=no web_workers=2 app_host=$1 content_host=$2 \
      CERTIFICATE="$BATS_TEST_TMPDIR/my certificates/c.pem" CERTIFICATE_KEY="$BATS_TEST_TMPDIR/my certificates/k.pem"
    write_nginx
  )
  rm -rf "$BATS_TEST_TMPDIR/nginx"
  lay_nginx "$BATS_TEST_TMPDIR/root/etc/nginx"
  mkdir -p "$BATS_TEST_TMPDIR/my certificates"
  cp "$at/certificate.pem" "$BATS_TEST_TMPDIR/my certificates/c.pem"
  cp "$at/key.pem" "$BATS_TEST_TMPDIR/my certificates/k.pem"
}

@test "NGINX takes host names of any length, whoever else sets its table of names" {
  label=$(printf 'a%.0s' {1..61})
  for host in "${label:0:43}.edu" "$label.$label.$label.$label.edu"; do
    write_for "$host" "content.$label.edu"
    nginx_takes_it
  done

  mkdir -p "$BATS_TEST_TMPDIR/root/etc/nginx/sites-enabled"
  echo 'server_names_hash_bucket_size 512;' >"$BATS_TEST_TMPDIR/others"
  ln -s "$BATS_TEST_TMPDIR/others" "$BATS_TEST_TMPDIR/root/etc/nginx/sites-enabled/others"
  write_for "$label.edu" content.example.edu
  cp "$BATS_TEST_TMPDIR/others" "$at/conf.d/others.conf"
  nginx_takes_it

  write_for exams.example.edu content.example.edu
  [ "$(ls "$at/conf.d")" = examhall.conf ]
}

@test "NGINX takes lines of one's own from files that no upgrade touches" {
  folder=$BATS_TEST_TMPDIR/lines
  mkdir -p "$folder"
  cp -R "$project"/deploy/ubuntu/etc/nginx/* "$folder"
  printf '%s\n' 'allow 10.0.0.0/8;' 'deny all;' >"$folder/examhall/admin.local"
  echo 'server 127.0.0.2:8701 max_fails=1 fail_timeout=5s;' >"$folder/examhall/upstream.local"
  echo 'add_header X-Site ours always;' >"$folder/examhall/server.local"
  start_nginx "$folder"

  for page in admin/ admin/login admin/staff; do
    run ask_nginx GET "/$page"
    [[ $output = 'HTTP/1.1 403'* ]]
  done
  run ask_nginx GET /l/a
  [[ $output = 'HTTP/1.1 502'* ]]
  run ask_nginx GET /launch/x
  [[ $output = *'X-Site: ours'* ]]
  grep -q '127.0.0.2:8701' "$at/examhall-error.log"
}

@test "NGINX brakes sign-ins, and nothing else" {
  start_nginx
  request=$'POST /admin/login HTTP/1.1\r\nHost: exams.example.edu\r\nContent-Length: 0\r\n\r\n'
  many=$(printf '%.0s'"$request" {1..40}) # one after another on one connection, so that it is fast

  run openssl s_client -quiet -connect "127.0.0.1:$tls" -servername exams.example.edu \
    < <(printf '%s\r\n\r\n' "${many%$'\r\n\r\n'}" && sleep 2)

  [ "$(grep -c 'HTTP/1.1 502' <<<"$output")" -ge 30 ]
  [[ $output = *'HTTP/1.1 429'*'Too many tries'* ]]

  run ask_nginx GET /admin/login
  [[ $output = 'HTTP/1.1 502'* ]]
  run ask_nginx POST /lti11/launch 'Content-Length: 0'
  [[ $output = 'HTTP/1.1 502'* ]]
}

@test "the example for Apache hides from its log what NGINX hides, and has the same limits" {
  example=$project/deploy/apache/examhall.conf
  paths=$(sed -nE 's/.*~\^\(\?<examhall_before>(.*)\) .*/\1/p' "$project/nginx/examhall.conf")
  [ "$(wc -l <<<"$paths")" = 2 ]
  for path in $paths; do
    grep -qxF "SetEnvIf Request_URI \"^$path\" examhall_logged=$path***" "$example"
  done
  [ "$(grep -c '<VirtualHost' "$example")" = "$(grep -c 'CustomLog .* examhall$' "$example")" ]

  uploads=$(sed -nE 's/^ *location ~ (.*upload\$) \{/\1/p' "$project/nginx/examhall.conf")
  grep -qF "!$uploads" "$example"
  limits=$(sed -nE 's/^ *client_max_body_size ([0-9]+)m;/\1/p' "$project/deploy/ubuntu/etc/nginx/conf.d/examhall.conf")
  for limit in $limits; do
    grep -q -- "-gt $((limit * 1024 * 1024))\"" "$example"
  done
}

@test "plain HTTP leads to TLS, but for the certificate authority" {
  start_nginx
  mkdir -p "$at/.well-known/acme-challenge"
  echo proof >"$at/.well-known/acme-challenge/token"
  plain() { # path
    exec 4<>"/dev/tcp/127.0.0.1/$http"
    printf 'GET %s HTTP/1.0\r\nHost: exams.example.edu\r\n\r\n' "$1" >&4
    cat <&4
    exec 4>&-
  }

  run plain '/lti11/launch?a=b'
  [[ $output = 'HTTP/1.1 301'*'Location: https://exams.example.edu/lti11/launch?a=b'* ]]
  run plain /.well-known/acme-challenge/token
  [[ $output = *proof ]]
}
