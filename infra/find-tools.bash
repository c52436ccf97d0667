# Sourced by infra/up, infra/check, infra/token, infra/audit and .ci/run: finds a JDK and Maven.

# Prints the major version of the JDK in the folder $1; fails where there is none (a JRE has no javac).
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  # Its release file says it at once; starting a JVM for it takes longer.
  local version=''
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  echo "$version"
}

# Prints the folder of a JDK of 21 or newer: JAVA_HOME, the java on the PATH, then the usual places, newest first.
find_jdk() {
  local on_path='' candidate version found='' newest=0
  if command -v javac >/dev/null; then
    on_path=$(readlink -f "$(command -v javac)" 2>/dev/null || true)
    on_path=${on_path%/bin/javac}
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path"; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate") || continue
    if [ "${version:-0}" -ge 21 ]; then
      echo "$candidate"
      return 0
    fi
  done
  for candidate in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /opt/java/openjdk; do
    version=$(jdk_version "$candidate") || continue
    if [ "${version:-0}" -ge 21 ] && [ "$version" -gt "$newest" ]; then
      newest=$version found=$candidate
    fi
  done
  [ -n "$found" ] && echo "$found"
}

# Sets JAVA_HOME to a JDK of 21 or newer, or says what to install and ends with 1.
require_jdk() {
  JAVA_HOME=$(find_jdk) || {
    echo 'No JDK of 21 or newer: install one (Debian and Ubuntu: apt install openjdk-21-jdk-headless; macOS: brew install openjdk@21; any: https://adoptium.net) or set JAVA_HOME.' >&2
    exit 1
  }
  export JAVA_HOME
}

# Prints the Maven to use: the installed one where it is 3.8 or newer, else the wrapper of the repository in $1.
find_maven() {
  local version major minor
  if command -v mvn >/dev/null; then
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
    major=${version%%.*} minor=${version#*.} minor=${minor%%.*}
    if [ "${major:-0}" -gt 3 ] || { [ "${major:-0}" -eq 3 ] && [ "${minor:-0}" -ge 8 ]; }; then
      echo mvn
      return
    fi
  fi
  echo "$1/.mvn/mvnw"
}
