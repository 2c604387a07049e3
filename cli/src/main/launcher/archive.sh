# Makes an archive of the classes that a run loads, which halves the time to start; it fits one JVM and
# one version only. Sourced by the launcher of a clone and by that of the distribution, which have set
# java and lib (the folder of the jars).

make_archive() { # FILE; where it cannot be made the command line works as well, only slower
  local file=$1 new=$1.$$
  # In two steps, because what is archived at a JVM's exit leaves out picocli's classes, which are in
  # the format of Java 5.
  "$java" -Xshare:off -XX:DumpLoadedClassList="$new.list" -Xlog:disable -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED \
    -cp "$lib/*" dev.watchstream.cli.Main rollout passport-auth >/dev/null 2>&1 </dev/null &&
    "$java" -Xshare:dump -XX:SharedClassListFile="$new.list" -XX:SharedArchiveFile="$new" \
      -Xlog:disable -XX:+UseSerialGC -cp "$lib/*" >/dev/null 2>&1 </dev/null &&
    mv -f "$new" "$file" 2>/dev/null || true
  rm -f "$new" "$new.list"
}
