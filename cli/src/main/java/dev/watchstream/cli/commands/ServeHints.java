package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.WayOut;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands to try on a server, ready to be pasted into a shell. They contain no secret. */
final class ServeHints {
  private static final Pattern PATH =
      Pattern.compile("/.+?(?:/namespaces/([^/]+))?/(endpoints|endpointslices)(?:/([^/]+))?");

  private ServeHints() {}

  static List<String> of(Recording recording, String url, ServeCommand command) {
    Request request = recording.info().request();
    List<String> hints = new ArrayList<>();
    hints.add("  " + curl(request, url, command));
    hints.add("  " + kubectl(request, url, command));
    return hints;
  }

  private static String curl(@Nullable Request request, String url, ServeCommand command) {
    String trust =
        command.caOut != null
            ? "--cacert " + WayOut.quoted(command.caOut.toString()) + " "
            : "--insecure ";
    String bearer = command.asksForToken() ? "-H \"Authorization: Bearer $TOKEN\" " : "";
    return "curl -N "
        + (command.tls ? trust : "")
        + bearer
        + WayOut.quoted(url + (request == null ? "/api/v1/endpoints?watch=true" : target(request)));
  }

  private static String target(Request request) {
    return request.path() + (request.query() == null ? "" : "?" + request.query());
  }

  private static String kubectl(@Nullable Request request, String url, ServeCommand command) {
    if (command.asksForToken() && !command.tls) {
      return "(kubectl sends a token over TLS only: add --tls for it)";
    }
    String flags =
        command.kubeconfigOut != null
            ? "--kubeconfig " + WayOut.quoted(command.kubeconfigOut.toString())
            : "--kubeconfig /dev/null --server "
                + url
                + (command.tls ? " --insecure-skip-tls-verify" : "")
                + (command.asksForToken() ? " --token \"$TOKEN\"" : "");
    return "kubectl " + flags + " get " + what(request) + " -w -o json --output-watch-events";
  }

  private static String what(@Nullable Request request) {
    Matcher path = PATH.matcher(request == null ? "" : request.path());
    if (!path.matches()) {
      return "endpoints -A";
    }
    String namespace = path.group(1) == null ? "-A" : "-n " + WayOut.quoted(path.group(1));
    String name = path.group(3) == null ? "" : " " + WayOut.quoted(path.group(3));
    return path.group(2) + name + " " + namespace;
  }
}
