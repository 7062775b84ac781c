# shellcheck shell=bash disable=SC2034,SC2154 # one program in parts, which share their variables
# Fills templates in: every @NAME@ becomes the value of the variable NAME. Sourced by others.

# Prints the template with its names filled in; a name without a value is an error.
fill() { # template
  local text name
  text=$(<"$1")
  while [[ $text =~ @([A-Z_]+)@ ]]; do
    name=${BASH_REMATCH[1]}
    [ -n "${!name:-}" ] || fail "$1: there is no value for @$name@"
    text=${text//"@$name@"/"${!name}"}
  done
  printf '%s\n' "$text"
}

# Writes the filled template to a file, or nothing at all.
put_filled() { # template, file
  local text
  text=$(fill "$1") || exit 1
  put 0644 root:root "$2" <<<"$text"
}

# The web processes, as NGINX's upstream lists them.
upstreams() { # how many
  local port separator=''
  for port in $(web_ports "$1"); do
    printf '%sserver 127.0.0.1:%s max_fails=0;' "$separator" "$port"
    separator=$'\n    '
  done
}

# The ports of the web processes, in order.
web_ports() { # how many
  seq "$FIRST_PORT" $((FIRST_PORT + $1 - 1))
}

# A kernel without IPv6 refuses to listen on it.
listen() { # port, options
  printf 'listen %s%s;' "$1" "${2:+ $2}"
  [ "$IPV6" = no ] || printf '\n    listen [::]:%s%s;' "$1" "${2:+ $2}"
}
