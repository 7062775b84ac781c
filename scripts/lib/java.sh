# shellcheck shell=bash
# Finds a JDK of the release that the build needs, and keeps its builds apart. Sourced by others.

LOWEST_JAVA=17

# The release of the JDK in a folder, such as 17; nothing if there is no JDK.
java_release() {
  if [ -x "$1/bin/javac" ]; then
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

is_good_jdk() {
  local release
  release=$(java_release "$1")
  [ -n "$release" ] && [ "$release" -ge "$LOWEST_JAVA" ]
}

# Error Prone does not look at what scripts/build compiles, and Maven would not compile it again.
forget_fast_build() {
  if [ -f target/.fast ]; then
    rm -rf target/.fast target/.built target/classes target/test-classes
  fi
}

# Sets and exports JAVA_HOME: the one that is set, the one on the PATH, else one of the system's.
# Maven's own JVM does not run long enough to be worth optimising: half the processor time, measured.
use_java() {
  local candidate on_path=''
  if command -v javac >/dev/null; then
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*; do
    if [ -n "$candidate" ] && is_good_jdk "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      export MAVEN_OPTS=${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}
      return 0
    fi
  done
  return 1
}
