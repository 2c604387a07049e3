# Starts the command line. Sourced by the launcher of a clone and by that of the distribution, which
# have set: java, lib (the folder of the jars), archive (of loaded classes, which may be missing).

terminal=() # what the JVM cannot ask
if [ -t 1 ]; then
  columns=${COLUMNS:-$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2 || true)}
  terminal+=("-Dwatchstream.terminal.out=true" "-Dwatchstream.terminal.columns=$columns")
fi
[ -t 0 ] && terminal+=("-Dwatchstream.terminal.in=true")
[ -t 2 ] && terminal+=("-Dwatchstream.terminal.err=true")

collector=-XX:+UseSerialGC # the fastest to start
inlining=()
if [ "${1:-}" = fleet ]; then
  # It keeps all cores busy: one thread that collects would stop them all, next to nothing lives long,
  # and with the usual inlining a third of a short run is compiling.
  collector="-XX:+UseParallelGC -XX:NewRatio=1"
  inlining=(-XX:InlineSmallCode=400 -XX:MaxInlineLevel=4 -XX:FreqInlineSize=100)
fi
[[ ${WATCHSTREAM_JAVA_OPTS:-} == *-XX:+Use*GC* ]] && collector= # whoever asks for another gets it

# -Xlog:disable: an archive that does not fit this JVM is no news to the user.
# --enable-native-access: zstd comes as native code, of which a newer JDK would warn.
# shellcheck disable=SC2086,SC2154 # options are to be split; the variables are the caller's
exec "$java" -XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:disable $collector \
  ${inlining[@]+"${inlining[@]}"} \
  --enable-native-access=ALL-UNNAMED \
  ${terminal[@]+"${terminal[@]}"} ${WATCHSTREAM_JAVA_OPTS:-} \
  -cp "$lib/*" dev.watchstream.cli.Main "$@"
