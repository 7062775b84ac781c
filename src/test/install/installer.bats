#!/usr/bin/env bats
# The installer, in folders that look like servers; what a real one does is shown by booted.sh.
# shellcheck disable=SC2154 # set in root.bash

load root

@test "every option is explained, and what it does not know is refused" {
  run "$project/scripts/install.sh" --help
  [ "$status" -eq 0 ]
  [[ $output = *--answers* && $output = *uninstall* && $output = *--dry-run* ]]
  run "$project/scripts/install.sh" --fast
  [ "$status" -eq 2 ]
  run "$project/scripts/install.sh" --data
  [ "$status" -eq 2 ]
}

@test "a dry run changes nothing, and names only packages that the distribution has" {
  for server in debian-12 debian-13 ubuntu-22.04 ubuntu-24.04 rhel-9.5 almalinux-10.1; do
    rm -rf "${BATS_TEST_TMPDIR:?}"/*
    fresh_root "${server%-*}" "${server#*-}"
    sed -i 's/^certificate=.*/certificate=certbot\nemail=it@example.edu/' "$answers"
    before=$(snapshot)

    install_it --dry-run

    [ "$before" = "$(snapshot)" ]
    [[ $output = *'Nothing was changed.'* ]]
    names=$(sed -nE 's/^\+ .*(apt-get|dnf).* install( -y| -q| --no-install-recommends)* //p' <<<"$output")
    [ -n "$names" ]
    list=${server/rocky/rhel} list=${list/almalinux/rhel}
    [[ $list != rhel-* ]] || list=${list%.*}
    for name in $names; do
      grep -qx "$name" "$BATS_TEST_DIRNAME/packages/$list.txt"
    done
    never grep -qE '^(apt-get|dnf|useradd|certbot|systemctl (enable|restart|start))' "$STUB_LOG"
    never grep -qvE '^runuser -u postgres -- psql -XqAt .*-c (show|select)' <(grep '^runuser' "$STUB_LOG")
  done
}

@test "a server is installed, step by step" {
  fresh_root debian 12

  install_it

  [ "$status" -eq 0 ]
  [ "$(stat -c %a "$ROOT/etc/examhall/examhall.conf")" = 640 ]
  [ "$(stat -c %a "$ROOT/etc/examhall/tls/key.pem")" = 600 ]
  [ "$(stat -c %a "$ROOT/etc/examhall")" = 750 ]
  [ "$(stat -c %a "$ROOT/var/lib/examhall")" = 700 ]
  [ -x "$ROOT/opt/examhall/current/scripts/examhall" ]
  grep -qx 'EXAMHALL_PUBLIC_URL=https://localhost.localdomain' "$ROOT/etc/examhall/examhall.conf"
  grep -qx 'EXAMHALL_WORKER=separate' "$ROOT/etc/examhall/examhall.conf"
  grep -q 'worker_connections 16384;' "$ROOT/etc/nginx/nginx.conf"
  grep -q 'client_max_body_size 510m;' "$ROOT/etc/nginx/conf.d/examhall.conf"
  grep -q '^systemctl restart examhall-web@8702.service' "$STUB_LOG"
  never grep -q 'show hba_file' "$STUB_LOG"
  [[ $output = *'https://localhost.localdomain/admin/'* ]]
}

@test "no secret is in the log, on the screen, or in a command line" {
  fresh_root ubuntu 24.04

  install_it

  [ "$status" -eq 0 ]
  for secret in a-password-for-tests \
    "$(sed -n 's/^EXAMHALL_DATABASE_PASSWORD=//p' "$ROOT/etc/examhall/examhall.conf")" \
    "$(sed -n 's/^EXAMHALL_SECRET_KEY=//p' "$ROOT/etc/examhall/examhall.conf")"; do
    [ ${#secret} -ge 20 ]
    [[ $output != *"$secret"* ]]
    never grep -qF "$secret" "$STUB_LOG" "$ROOT/var/log/examhall/install.log" "$ROOT/etc/examhall/install.answers"
  done
  grep -qF a-password-for-tests "$STUB_INPUT"
}

@test "started again, it writes nothing anew and keeps secrets, settings and comments" {
  fresh_root rhel 9.5
  install_it
  [ "$status" -eq 0 ]
  sed -i '5i # ours\nEXAMHALL_MAX_UPLOAD_MEGABYTES=700' "$ROOT/etc/examhall/examhall.conf"
  settings=$(sort "$ROOT/etc/examhall/examhall.conf")

  run "$ROOT/opt/examhall/current/scripts/install.sh" --yes </dev/null
  [ "$status" -eq 0 ]
  run "$ROOT/opt/examhall/current/scripts/install.sh" --yes </dev/null

  [ "$status" -eq 0 ]
  [[ $output != *$'\n> '* ]]
  [ "$settings" = "$(sort "$ROOT/etc/examhall/examhall.conf")" ]
  grep -q 'client_max_body_size 710m;' "$ROOT/etc/nginx/conf.d/examhall.conf"
  [ "$(grep -c '^useradd' "$STUB_LOG")" = 1 ]
  [ "$(grep -c 'admin create' "$STUB_LOG")" = 1 ]
}

@test "settings may be written in each way that the program reads" {
  fresh_root debian 12
  install_it
  conf=$ROOT/etc/examhall/examhall.conf
  key=$(sed -n 's/^EXAMHALL_SECRET_KEY=//p' "$conf")
  sed -i "s:^EXAMHALL_DATA_DIR=.*:\tEXAMHALL_DATA_DIR  /srv/exams  :" "$conf"
  for way in '=' ' = ' ' : ' ':' ' '; do
    sed -i "/EXAMHALL_SECRET_KEY/d; 5i \ \ EXAMHALL_SECRET_KEY$way$key"$'\r' "$conf"
    install_it
    [ "$status" -eq 0 ]
    [ "$(grep SECRET_KEY "$conf")" = "EXAMHALL_SECRET_KEY=$key" ]
  done
  [ "$(grep -c EXAMHALL_DATA_DIR "$conf")" = 1 ]
  grep -qx 'ReadWritePaths=/srv/exams' "$ROOT/etc/systemd/system/examhall-web@.service.d/packages.conf"

  before=$(snapshot)
  for line in $'EXAMHALL_SITE_NAME=Exams \\' 'EXAMHALL\u005fDATA_DIR=x' 'EXAMHALL_DATA_DIR = /srv/my\ exams'; do
    printf '# may have a \\\nEXAMHALL_SITE_NAME=a\\b\n%s\n' "$line" >"$BATS_TEST_TMPDIR/bad"
    cp "$conf" "$BATS_TEST_TMPDIR/good"
    cat "$BATS_TEST_TMPDIR/bad" >"$conf"
    install_it
    [ "$status" -eq 1 ]
    [[ $output = *'examhall.conf: line 3 has a backslash'* ]]
    cat "$BATS_TEST_TMPDIR/good" >"$conf"
  done
  [ "$before" = "$(snapshot)" ]
}

@test "no new secret key is made where there was one" {
  fresh_root debian 12
  install_it
  conf=$ROOT/etc/examhall/examhall.conf
  cp "$conf" "$BATS_TEST_TMPDIR/saved"
  key=$(grep SECRET_KEY "$conf")

  for line in '# EXAMHALL_SECRET_KEY=not-any-more' 'EXAMHALL_SECRET_KEY ='; do
    echo "$line" >"$conf"
    for how in --dry-run --yes; do
      install_it "$how"
      [ "$status" -eq 1 ]
      [[ $output = *'stop  '*'gives no key'* && $output != *not-any-more* ]]
      [ "$(cat "$conf")" = "$line" ]
    done
  done
  rm "$conf"
  for how in --dry-run --yes; do
    install_it "$how"
    [ "$status" -eq 1 ]
    [[ $output = *'stop  '*'put back that file, or the key of a backup'* ]]
    [ ! -e "$conf" ]
  done

  sed -i '/enable --now postgresql/d' "$STUB_LOG"
  STUB_SILENT_UNTIL='systemctl enable --now postgresql' install_it
  [ "$status" -eq 1 ]
  [[ $output != *'stop  '* && $output = *'put back that file, or the key of a backup'* ]]
  [ ! -e "$conf" ]

  echo "$key" >"$conf"
  install_it
  [ "$status" -eq 0 ]
  [ "$(grep -v PASSWORD "$conf" | sort)" = "$(grep -v PASSWORD "$BATS_TEST_TMPDIR/saved" | sort)" ]
}

@test "a mail server is set up, its password is told to nobody, and kept when it is not given again" {
  fresh_root debian 12
  printf '%s\n' mail_host=mail.example.edu mail_from=exams@example.edu mail_user=examhall >>"$answers"
  echo mail_password=the-password-of-the-mail-server >>"$answers"
  conf=$ROOT/etc/examhall/examhall.conf

  install_it

  [ "$status" -eq 0 ]
  grep -qx 'EXAMHALL_MAIL_HOST=mail.example.edu' "$conf"
  grep -qx 'EXAMHALL_MAIL_TLS=starttls' "$conf"
  grep -qx 'EXAMHALL_MAIL_PORT=587' "$conf"
  [[ $output != *the-password-of* ]]
  never grep -qF the-password-of "$STUB_LOG" "$ROOT/var/log/examhall/install.log" "$ROOT/etc/examhall/install.answers"
  settings=$(sort "$conf")

  run "$release/scripts/install.sh" --yes </dev/null
  [ "$status" -eq 0 ]
  [ "$settings" = "$(sort "$conf")" ]
  grep -qx 'EXAMHALL_MAIL_PASSWORD=the-password-of-the-mail-server' "$conf"

  echo mail_host= >"$BATS_TEST_TMPDIR/by-hand"
  sed -i 's/^EXAMHALL_MAIL_PORT=.*/EXAMHALL_MAIL_PORT=25/' "$conf"
  run "$release/scripts/install.sh" --answers "$BATS_TEST_TMPDIR/by-hand" --yes
  [ "$status" -eq 0 ]
  grep -qx 'EXAMHALL_MAIL_PORT=25' "$conf"
  [ "$(grep -c EXAMHALL_MAIL "$conf")" = 6 ]
}

@test "what failed is named, and the next start goes on from there" {
  fresh_root debian 12
  STUB_FAIL='systemctl daemon-reload' install_it
  [ "$status" -eq 1 ]
  [[ $output = *'this command failed: systemctl daemon-reload'* ]]
  key=$(grep SECRET_KEY "$ROOT/etc/examhall/examhall.conf")

  install_it

  [ "$status" -eq 0 ]
  [ "$key" = "$(grep SECRET_KEY "$ROOT/etc/examhall/examhall.conf")" ]
}

@test "a host name may be long; files that NGINX does not take are as they were before" {
  fresh_root debian 12
  label=$(printf 'a%.0s' {1..60})
  sed -i "s/^app_host=.*/app_host=exams.$label.edu/" "$answers"

  STUB_FAIL='nginx -t' install_it
  [ "$status" -eq 1 ]
  [[ $output = *'this command failed: nginx -t'*'as they were before'* ]]
  [ -z "$(find "$ROOT/etc/nginx" -name 'examhall*.conf')" ]

  install_it
  [ "$status" -eq 0 ]
  openssl x509 -in "$ROOT/etc/examhall/tls/certificate.pem" -noout -checkhost "exams.$label.edu" | grep -q 'does match'
  before=$(cd "$ROOT/etc/nginx" && find . -name 'examhall*' -type f -exec sha256sum {} +)

  sed -i 's/^app_host=.*/app_host=localhost.localdomain/' "$answers"
  STUB_FAIL='nginx -t' install_it
  [ "$status" -eq 1 ]
  [ "$before" = "$(cd "$ROOT/etc/nginx" && find . -name 'examhall*' -type f -exec sha256sum {} +)" ]
}

@test "RHEL: the module, the database's folder, SELinux and firewalld are seen to" {
  fresh_root rocky 9.4

  STUB_SELINUX=Enforcing STUB_FIREWALL=firewalld install_it

  [ "$status" -eq 0 ]
  grep -qx 'dnf -y -q module enable postgresql:16' "$STUB_LOG"
  grep -qx 'postgresql-setup --initdb' "$STUB_LOG"
  grep -qx 'setsebool -P httpd_can_network_connect on' "$STUB_LOG"
  grep -q '^restorecon -R /opt/examhall' "$STUB_LOG"
  grep -qx 'firewall-cmd --permanent --add-service=http --add-service=https' "$STUB_LOG"
  never grep -q setenforce "$STUB_LOG"
}

@test "ufw is opened only where it is in force" {
  fresh_root ubuntu 22.04
  install_it
  never grep -q '^ufw allow' "$STUB_LOG"
  STUB_UFW=active install_it
  grep -qx 'ufw allow 443/tcp' "$STUB_LOG"
}

@test "certbot gets a certificate, and a hook that reloads NGINX" {
  fresh_root debian 12
  sed -i 's/^certificate=.*/certificate=certbot\nemail=it@example.edu/; s/^content_host=.*/content_host=localhost.localdomain4/' "$answers"
  getent ahosts localhost.localdomain >/dev/null || skip_names

  install_it

  [ "$status" -eq 0 ]
  grep -q '^certbot certonly .*--email it@example.edu .*-d localhost.localdomain -d ' "$STUB_LOG"
  [ -x "$ROOT/etc/letsencrypt/renewal-hooks/deploy/examhall" ]

  live=$ROOT/etc/letsencrypt/live/localhost.localdomain
  mkdir -p "$live"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3 -subj /CN=a -keyout "$live/privkey.pem" \
    -addext subjectAltName=DNS:localhost.localdomain,DNS:localhost.localdomain4 -out "$live/fullchain.pem" 2>/dev/null
  : >"$STUB_LOG"
  install_it
  never grep -q '^certbot' "$STUB_LOG"
  sed -i 's/^content_host=.*/content_host=localhost4.localdomain4/' "$answers"
  echo proxy=http://proxy.example.edu:3128 >>"$answers"

  install_it

  grep -q '^certbot certonly .*--expand .*-d localhost4.localdomain4$' "$STUB_LOG"
  grep -q HTTPS_PROXY=http://proxy.example.edu:3128 "$ROOT/etc/systemd/system/certbot.service.d/examhall-proxy.conf"
}

@test "packages elsewhere: the services may write there, and only there" {
  fresh_root debian 12
  install_it
  [ ! -e "$ROOT/etc/systemd/system/examhall-web@.service.d" ]
  mkdir -p "$ROOT/srv/exams" "$ROOT/var/lib/examhall"
  ln -s "$ROOT/srv/exams" "$ROOT/var/lib/examhall/packages"

  install_it

  grep -qx 'ReadWritePaths=/srv/exams' "$ROOT/etc/systemd/system/examhall-web@.service.d/packages.conf"
  grep -qx 'ReadWritePaths=/srv/exams' "$ROOT/etc/systemd/system/examhall-worker@.service.d/packages.conf"
  ln -sfn "$ROOT/var/lib/examhall/nas/exams" "$ROOT/var/lib/examhall/packages"
  install_it
  grep -qx 'RequiresMountsFor=/var/lib/examhall/nas/exams' "$ROOT/etc/systemd/system/examhall-web@.service.d/packages.conf"
  rm "$ROOT/var/lib/examhall/packages"
  install_it
  [ ! -e "$ROOT/etc/systemd/system/examhall-web@.service.d/packages.conf" ]
}

@test "a worker that ends again and again is no success" {
  fresh_root debian 12

  STUB_RESTARTS=3 install_it

  [ "$status" -eq 1 ]
  [[ $output = *'examhall-worker@1.service ends again and again'* ]]
}

# Names that every machine knows, for one that does not.
skip_names() {
  ln -sf "$BATS_TEST_DIRNAME/stubs/stub" "$BATS_TEST_TMPDIR/bin/getent"
}

@test "a certificate of one's own is looked at first" {
  fresh_root debian 12
  openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=other -addext subjectAltName=DNS:other.example.edu \
    -keyout "$BATS_TEST_TMPDIR/k.pem" -out "$BATS_TEST_TMPDIR/c.pem" 2>/dev/null
  sed -i "s:^certificate=.*:certificate=files\ncertificate_file=$BATS_TEST_TMPDIR/c.pem\ncertificate_key=$BATS_TEST_TMPDIR/k.pem:" "$answers"

  install_it

  [ "$status" -eq 1 ]
  [[ $output = *'is not for localhost.localdomain'* ]]
  [ ! -e "$ROOT/etc/examhall" ]
}

@test "a proxy is told to Java and to the programs that it starts" {
  fresh_root debian 12
  echo proxy=http://proxy.example.edu:3128 >>"$answers"

  install_it

  [ "$status" -eq 0 ]
  grep -q 'https.proxyHost=proxy.example.edu -Dhttps.proxyPort=3128' "$ROOT/etc/examhall/proxy.conf"
  echo EXAMHALL_PRIVATE_HOSTS=moodle.lan,canvas.lan >>"$ROOT/etc/examhall/examhall.conf"
  install_it
  grep -qF '|localhost.localdomain|content.localdomain|moodle.lan|canvas.lan' "$ROOT/etc/examhall/proxy.conf"
}

@test "a backup every night, unless others take them" {
  fresh_root debian 12
  install_it
  grep -q 'examhall backup --keep 7' "$ROOT/etc/cron.daily/examhall"
  [[ $output = *'copy them to another machine'* ]]
  grep -q 'tls/certificate.pem expires within two weeks: scripts/install.sh' "$ROOT/etc/cron.daily/examhall"

  echo backups=0 >>"$answers"
  install_it

  [ "$status" -eq 0 ]
  never grep -q 'examhall backup' "$ROOT/etc/cron.daily/examhall"
}

@test "PostgreSQL gives as many connections as the processes may hold" {
  fresh_root debian 12
  install_it
  never grep -q 'max_connections =' "$STUB_INPUT" "$STUB_LOG"

  sed -i 's/^web_workers=.*/web_workers=8/' "$answers"
  install_it

  [ "$status" -eq 0 ]
  grep -q 'alter system set max_connections = 210' "$STUB_INPUT"
  grep -qx 'systemctl restart postgresql' "$STUB_LOG"

  : >"$STUB_INPUT"
  echo EXAMHALL_DATABASE_URL=jdbc:postgresql://127.0.0.1,db2.example.edu/examhall >>"$ROOT/etc/examhall/examhall.conf"
  install_it
  [ "$status" -eq 0 ]
  never grep -q 'max_connections =' "$STUB_INPUT"
  [[ $output = *'If there is none: sudo examhall admin create'* ]]
}

@test "fewer web processes: the others are stopped" {
  fresh_root debian 12
  mkdir -p "$ROOT/etc/systemd/system/examhall.target.wants"
  ln -s ../x "$ROOT/etc/systemd/system/examhall.target.wants/examhall-web@8703.service"
  ln -s ../x "$ROOT/etc/systemd/system/examhall.target.wants/examhall-web@8702.service"

  install_it

  grep -qx 'systemctl disable --now examhall-web@8703.service' "$STUB_LOG"
  never grep -q 'disable --now examhall-web@8702' "$STUB_LOG"
}

@test "bad answers are refused with the reason" {
  fresh_root debian 12
  for line in content_host=localhost.localdomain app_host=http://x.example.edu web_workers=0 backups=x \
    certificate=none admin_password=short proxy=socks://x mail_host=smtp://x \
    $'certificate=files\ncertificate_file=/a\ncertificate_key=/a"b' nonsense=1 'a line'; do
    { cat "$answers"; echo "$line"; } >"$BATS_TEST_TMPDIR/bad"
    run "$release/scripts/install.sh" --answers "$BATS_TEST_TMPDIR/bad" --yes
    [ "$status" -eq 1 ]
    [[ $output = *answer* || $output = *'not of the form'* ]]
  done
  [ ! -e "$ROOT/etc/examhall" ]
}

@test "answers may come from an editor of Windows, and a password by hand may have an apostrophe" {
  fresh_root debian 12
  sed -i '1s/^/\xef\xbb\xbf/; s/$/\r/' "$answers"
  mkdir -p "$ROOT/etc/examhall"
  echo "EXAMHALL_DATABASE_PASSWORD=it's 'x'" >"$ROOT/etc/examhall/examhall.conf"

  install_it

  [ "$status" -eq 0 ]
  grep -qx app_host=localhost.localdomain "$ROOT/etc/examhall/install.answers"
  grep -qF "alter role examhall password 'it''s ''x'''" "$STUB_INPUT"
}

@test "mail answers that the program would refuse at its start are refused before anything is written" {
  fresh_root debian 12
  printf '%s\n' mail_host=mail.example.edu mail_from=exams@example.edu >>"$answers"
  for bad in mail_port=65536 mail_from=exäms@example.edu mail_from='a"b@example.edu' $'mail_tls=none\nmail_user=examhall'; do
    { cat "$answers"; echo "$bad"; } >"$BATS_TEST_TMPDIR/bad"
    run "$release/scripts/install.sh" --answers "$BATS_TEST_TMPDIR/bad" --yes
    [ "$status" -eq 1 ]
    [[ $output = *"answer $(tail -n 1 <<<"${bad%=*}"): "* ]]
  done
  [[ $output = *'starttls or tls'* ]]
  [ ! -e "$ROOT/etc/examhall" ]

  printf '%s\n' mail_host=127.0.0.1 mail_port=65535 mail_tls=none mail_user=examhall >>"$answers"
  install_it --dry-run
  [ "$status" -eq 0 ]
}

@test "mail is added later to the kept answers; what was kept empty is no answer" {
  fresh_root debian 12
  install_it
  [ "$status" -eq 0 ]
  kept=$ROOT/etc/examhall/install.answers
  grep -qx mail_tls= "$kept"
  sed -i 's/^mail_host=/&mail.example.edu/; s/^mail_from=/&exams@example.edu/' "$kept"

  run "$release/scripts/install.sh" --yes </dev/null

  [ "$status" -eq 0 ]
  grep -qx 'EXAMHALL_MAIL_TLS=starttls' "$ROOT/etc/examhall/examhall.conf"
  grep -qx 'EXAMHALL_MAIL_PORT=587' "$ROOT/etc/examhall/examhall.conf"
}

@test "a refused secret is not shown" {
  fresh_root debian 12
  printf '%s\n' mail_host=mail.example.edu mail_from=exams@example.edu mail_user=examhall >>"$answers"
  for line in 'mail_password=hush\hush' admin_password=hush 'mail_password = hush' proxy=http://me:hush@proxy:3128; do
    { cat "$answers"; echo "$line"; } >"$BATS_TEST_TMPDIR/bad"
    run "$release/scripts/install.sh" --answers "$BATS_TEST_TMPDIR/bad" --yes
    [ "$status" -eq 1 ]
    [ -n "$output" ]
    [[ $output != *hush* ]]
  done
}

# Lines at the pace of a (fast) person: what is there before a password is asked for is thrown away.
typed() {
  sleep 1
  for line in "$@"; do
    echo "$line"
    sleep 0.4
  done
  sleep 5
}

@test "at a terminal it asks, says what is wrong, and asks again" {
  fresh_root debian 12

  run script -qec "$release/scripts/install.sh --dry-run" /dev/null < <(typed exams.localdomain \
    exams.localdomain content.localdomain self-signed '' '' 'Exam desk' '' '' '' 3 '' '')

  [[ $output = *'must differ from the host of the pages'* ]]
  [[ $output = *'ports 8701 8702 8703'* ]]
}

@test "an older Java is no reason to stop, unless it is still the one that is used when ours is there" {
  fresh_root debian 12
  export JAVA_TOOL_OPTIONS='-Dfile.encoding=UTF-8 -Dhttp.proxyPort=3'
  STUB_JAVA_BEFORE=11.0.20 install_it
  [ "$status" -eq 0 ]

  for before in yes no; do
    [ $before = yes ] || : >"$STUB_LOG"
    STUB_JAVA=11.0.20 install_it
    [ "$status" -eq 1 ]
    [[ $output = *'java 11.0.20 is older than 17: sudo update-alternatives --config java'* ]]
  done
}

@test "other distributions, old servers and changed releases are refused" {
  fresh_root fedora 41
  install_it
  [ "$status" -eq 1 ]
  [[ $output = *'no distribution that it knows'* ]]

  printf 'ID=debian\nVERSION_ID="12"\n' >"$ROOT/etc/os-release"
  STUB_POSTGRES=13.4 install_it
  [ "$status" -eq 1 ]
  [[ $output = *'postgresql 13.4 is older than 14'* ]]

  echo x >>"$release/app/WEB-INF/classes/Added.class"
  echo x >>"$release/VERSION"
  install_it
  [ "$status" -eq 1 ]
  [[ $output = *'were changed'* ]]
}

@test "another release is no matter of this script, but where the first one never ran" {
  fresh_root debian 12
  install_it
  old=$(readlink "$ROOT/opt/examhall/current")
  echo 1.2.4 >"$release/VERSION"
  seal_release

  install_it
  [ "$status" -eq 1 ]
  [[ $output = *scripts/upgrade.sh* ]]
  [ "$(readlink "$ROOT/opt/examhall/current")" = "$old" ]

  STUB_STOPPED=yes install_it

  [[ $(readlink "$ROOT/opt/examhall/current") = versions/1.2.4-* ]]
  [ -d "$ROOT/opt/examhall/$old" ]
}

@test "uninstall keeps what people made, unless it is told otherwise" {
  fresh_root debian 12
  install_it

  run "$ROOT/opt/examhall/current/scripts/install.sh" uninstall --yes

  [ "$status" -eq 0 ]
  [ ! -e "$ROOT/opt/examhall" ] && [ ! -e "$ROOT/etc/nginx/conf.d/examhall.conf" ]
  [ -f "$ROOT/etc/examhall/examhall.conf" ] && [ -d "$ROOT/var/lib/examhall" ]
  never grep -q 'drop database' "$STUB_INPUT"

  run "$release/scripts/install.sh" uninstall --data --yes
  [ "$status" -eq 0 ]
  [ ! -e "$ROOT/etc/examhall" ] && [ ! -e "$ROOT/var/lib/examhall" ]
  grep -q 'drop database if exists examhall' "$STUB_INPUT"
  [[ $output != *Left* ]]
}

@test "uninstall --data names the folders elsewhere, which it leaves" {
  fresh_root debian 12
  install_it
  mkdir -p "$ROOT/srv/exams" "$ROOT/srv/my backups"
  ln -s "$ROOT/srv/exams" "$ROOT/var/lib/examhall/packages"
  sed -i 's:^EXAMHALL_BACKUP_DIR=.*:EXAMHALL_BACKUP_DIR = /srv/my backups:' "$ROOT/etc/examhall/examhall.conf"

  run "$release/scripts/install.sh" uninstall --data --yes

  [ "$status" -eq 0 ]
  [[ $output = *"Left, as other things may be there: /srv/exams '/srv/my backups'. "* ]]
  [ -d "$ROOT/srv/exams" ] && [ -d "$ROOT/srv/my backups" ]
  [ ! -e "$ROOT/var/lib/examhall" ]
}

# A line of /proc/self/mountinfo.
mount_at() { printf '36 25 0:32 / %s rw,relatime shared:1 - nfs4 nas:/x rw\n' "$ROOT${1// /\\040}" >>"$ROOT/proc/self/mountinfo"; }

@test "uninstall --data leaves what is mounted, and says so" {
  fresh_root debian 12
  install_it
  mkdir -p "$ROOT"/var/lib/examhall/{packages/a,backups/"of the nas"/b,backups/.old,other}
  touch "$ROOT"/var/lib/examhall/{packages/a/kept,"backups/of the nas/b/kept"}
  mount_at /var/lib/examhall/packages
  mount_at '/var/lib/examhall/backups/of the nas'
  mount_at /var/lib/examhall-other

  run "$release/scripts/install.sh" uninstall --data --yes

  [ "$status" -eq 0 ]
  [ -e "$ROOT/var/lib/examhall/packages/a/kept" ] && [ -e "$ROOT/var/lib/examhall/backups/of the nas/b/kept" ]
  [ ! -e "$ROOT/var/lib/examhall/other" ] && [ ! -e "$ROOT/var/lib/examhall/backups/.old" ] && [ ! -e "$ROOT/etc/examhall" ]
  [[ $output = *"Left, as other things may be there: '/var/lib/examhall/backups/of the nas' /var/lib/examhall/packages. "* ]]
}

@test "uninstall --data deletes nothing while the database is in use" {
  fresh_root debian 12
  install_it
  before=$(snapshot | grep -v log)

  STUB_REFUSE='drop database' run "$release/scripts/install.sh" uninstall --data --yes

  [ "$status" -eq 1 ]
  [[ $output = *'nothing was deleted, but Examhall is stopped'*'other hosts'* ]]
  [ "$before" = "$(snapshot | grep -v log)" ]
  never grep -q '^userdel' "$STUB_LOG"

  STUB_REFUSE='drop role' run "$release/scripts/install.sh" uninstall --data --yes
  [ "$status" -eq 0 ]
  [[ $output = *'Left: the role examhall'* ]]
  [ ! -e "$ROOT/etc/examhall" ]
}

@test "uninstall --data names a database of one's own, which it leaves" {
  fresh_root debian 12
  install_it
  conf=$ROOT/etc/examhall/examhall.conf
  cp "$conf" "$BATS_TEST_TMPDIR/saved"
  for line in URL=jdbc:postgresql://127.0.0.1:5432/exams URL=jdbc:postgresql://localhost:5433/examhall USER=exams \
    URL=jdbc:postgresql:exams 'URL=jdbc:postgresql://[::1]/examhall?user=exams'; do
    { cat "$BATS_TEST_TMPDIR/saved"; echo "EXAMHALL_DATABASE_$line"; } >"$conf"
    run "$release/scripts/install.sh" uninstall --data --dry-run
    [[ $output = *'Left: the database '*exam* && $output != *'drop database'* ]]
  done
  for line in URL=jdbc:postgresql:examhall 'URL=jdbc:postgresql://localhost/examhall?ssl=false' USER=examhall; do
    { cat "$BATS_TEST_TMPDIR/saved"; echo "EXAMHALL_DATABASE_$line"; } >"$conf"
    run "$release/scripts/install.sh" uninstall --data --dry-run
    [[ $output != *'Left: '* && $output = *'drop database examhall'* ]]
  done
  echo 'EXAMHALL_DATABASE_URL=jdbc:postgresql://db1:5432,db2.example.edu/examhall?password=hush' >>"$ROOT/etc/examhall/examhall.conf"

  run "$release/scripts/install.sh" uninstall --data --yes

  [ "$status" -eq 0 ]
  [[ $output = *'Left: the database db1:5432,db2.example.edu/examhall,'* && $output != *hush* ]]
  [ ! -e "$ROOT/etc/examhall" ]
  never grep -q 'drop ' "$STUB_INPUT"
}

@test "a database of one's own: none is made here, and its key is asked for" {
  for server in debian-12 rhel-9.5; do
    rm -rf "${BATS_TEST_TMPDIR:?}"/*
    fresh_root "${server%-*}" "${server#*-}"
    conf=$ROOT/etc/examhall/examhall.conf
    mkdir -p "$ROOT/etc/examhall"
    printf 'EXAMHALL_DATABASE_%s\n' URL=jdbc:postgresql://localhost:5433/examhall PASSWORD=a-password >"$conf"

    install_it
    [ "$status" -eq 1 ]
    [[ $output = *'stop  the database is one of your own'*'put its EXAMHALL_SECRET_KEY into /etc/examhall/examhall.conf'* ]]
    [ "$(wc -l <"$conf")" = 2 ]

    echo EXAMHALL_SECRET_KEY=the-key-of-the-other-host >>"$conf"
    install_it
    [ "$status" -eq 0 ]
    grep -qx EXAMHALL_SECRET_KEY=the-key-of-the-other-host "$conf"
    grep -q ' migrate$' "$STUB_LOG"
    never grep -qE 'pg_isready|psql -X|-setup|postgresql-server| postgresql redis-server|systemctl .*postgresql' "$STUB_LOG"
  done
}

@test "a role that is let in by password is so once, however often this is started" {
  fresh_root rhel 9.5
  export STUB_HBA=$BATS_TEST_TMPDIR/pg_hba.conf
  echo 'host all all 127.0.0.1/32 ident' >"$STUB_HBA"

  for _ in 1 2; do
    install_it
    [ "$status" -eq 1 ]
    [[ $output = *'does not let examhall in by password'* ]]
  done

  [ "$(sed '1!d' "$STUB_HBA")" = 'host examhall examhall 127.0.0.1/32 scram-sha-256' ]
  [ "$(wc -l <"$STUB_HBA")" = 2 ]
}

@test "uninstall --data needs no PostgreSQL" {
  fresh_root debian 12
  install_it

  STUB_NO_POSTGRES=yes run "$release/scripts/install.sh" uninstall --data --yes

  [ "$status" -eq 0 ]
  [[ $output = *'there is no database to delete'* ]]
  [ ! -e "$ROOT/etc/examhall" ]
}

@test "without a terminal nothing begins unless --yes says so" {
  fresh_root debian 12
  run "$release/scripts/install.sh" --answers "$answers" </dev/null
  [ "$status" -eq 1 ]
  [ ! -e "$ROOT/etc/examhall" ]
}
