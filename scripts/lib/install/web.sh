# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# The certificate, the firewall and SELinux. Sourced by others.

TLS=/etc/examhall/tls
ACME_ROOT=/var/www/examhall-acme

# Sets CERTIFICATE and CERTIFICATE_KEY to what there is: until certbot has been, our own.
choose_certificate() {
  CERTIFICATE=$TLS/certificate.pem CERTIFICATE_KEY=$TLS/key.pem
  local live=/etc/letsencrypt/live/$app_host
  case $certificate in
    files) CERTIFICATE=$certificate_file CERTIFICATE_KEY=$certificate_key ;;
    certbot)
      if is_for "$app_host" "$ROOT$live/fullchain.pem" && is_for "$content_host" "$ROOT$live/fullchain.pem"; then
        CERTIFICATE=$live/fullchain.pem CERTIFICATE_KEY=$live/privkey.pem
      fi
      ;;
  esac
}

is_for() { # host, certificate
  [ -f "$2" ] && openssl x509 -in "$2" -noout -checkhost "$1" | grep -q 'does match'
}

# For both hosts and a year; made anew when it is for others, or about to expire.
make_own_certificate() {
  [ "$CERTIFICATE" = "$TLS/certificate.pem" ] || return 0
  local file=$ROOT$CERTIFICATE names="DNS:$app_host,DNS:$content_host"
  if [ -f "$file" ] && openssl x509 -in "$file" -noout -checkend 2592000 >/dev/null &&
    openssl x509 -in "$file" -noout -ext subjectAltName | tr -d ' ' | grep -qxF "$names"; then
    return
  fi
  folder 0700 root:root "$TLS"
  # A common name has 64 characters at most; who checks looks at the others.
  run openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 \
    -subj /CN=Examhall -addext "subjectAltName=$names" -keyout "$ROOT$CERTIFICATE_KEY" -out "$file"
  run chmod 0600 "$ROOT$CERTIFICATE_KEY"
}

# Let's Encrypt, by a file that NGINX serves; it renews by itself, and the hook reloads NGINX.
obtain_certificate() {
  [ "$certificate" = certbot ] || return 0
  [ "$CERTIFICATE" = "$TLS/certificate.pem" ] || return 0
  run certbot certonly --non-interactive --agree-tos --expand --email "$email" --webroot \
    --webroot-path "$ACME_ROOT" --cert-name "$app_host" -d "$app_host" -d "$content_host"
  choose_certificate
  write_nginx
  write_nightly
  test_nginx
  run systemctl reload nginx
}

write_certbot_hook() {
  [ "$certificate" = certbot ] || return 0
  # Debian's certbot renews by itself, EPEL's has to be told.
  [ "$FAMILY" = debian ] || run systemctl enable --now certbot-renew.timer
  put 0755 root:root /etc/letsencrypt/renewal-hooks/deploy/examhall <<'TEXT'
#!/bin/sh
# certbot runs this when it has renewed a certificate: NGINX reads it without losing a connection.
exec systemctl reload nginx
TEXT
  write_certbot_proxy
}

# The timer that renews starts certbot without what this script exports.
write_certbot_proxy() {
  local unit
  for unit in certbot certbot-renew; do
    if [ -z "$proxy" ]; then
      remove "$UNITS/$unit.service.d/examhall-proxy.conf"
    else
      put 0644 root:root "$UNITS/$unit.service.d/examhall-proxy.conf" <<TEXT
# The way to Let's Encrypt.
[Service]
Environment=HTTP_PROXY=$proxy HTTPS_PROXY=$proxy
TEXT
    fi
  done
}

# Only firewalls that are in force; who has none, or another, decides alone.
open_firewall() {
  if has firewall-cmd && systemctl is-active -q firewalld; then
    run firewall-cmd --permanent --add-service=http --add-service=https
    run firewall-cmd --reload
  elif has ufw && ufw status 2>/dev/null | grep -q '^Status: active'; then
    run ufw allow 80/tcp
    run ufw allow 443/tcp
  fi
}

# SELinux stays on: NGINX may call the web processes, and our files have the labels of their folders.
allow_in_selinux() {
  has getenforce && [ "$(getenforce)" != Disabled ] || return 0
  getsebool httpd_can_network_connect | grep -q ' on$' || run setsebool -P httpd_can_network_connect on
  run restorecon -R /opt/examhall /etc/examhall /var/lib/examhall "$ACME_ROOT" /etc/nginx /etc/systemd/system
}
