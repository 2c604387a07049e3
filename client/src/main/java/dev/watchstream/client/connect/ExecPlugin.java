package dev.watchstream.client.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.client.time.WatchTime;
import dev.watchstream.client.wire.CredentialsException;
import dev.watchstream.client.wire.OneLine;
import dev.watchstream.client.wire.PlainWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that prints a token, as kubeconfigs of cloud clusters use it. Run again when its token
 * expires or is rejected.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
public final class ExecPlugin implements Credentials {

  /** In Java's message, behind the command and its folder; the second form is that of JDK 25. */
  private static final Pattern REASON = Pattern.compile("error(?:=\\d+, |: \\d+ \\()([^)\n]+)");

  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
  private static final int MAX_OUTPUT_BYTES = 1 << 20;

  /** How long before its end a token is no longer used: it may expire under way. */
  private static final Duration EARLIER = Duration.ofSeconds(10);

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String command;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final String apiVersion;
  private final @Nullable String installHint;
  private final @Nullable Path folder;
  private final @Nullable String clusterJson;

  private @Nullable String token;
  private @Nullable Instant expires;
  private volatile @Nullable Run running;

  /** A process, and whether the caller for whom it was started has stopped waiting. */
  private record Run(Process process, BooleanSupplier isCanceled) {}

  /**
   * A relative path of the command begins in {@code folder}, that of the kubeconfig. {@code
   * apiVersion} is {@code client.authentication.k8s.io/v1} or {@code …/v1beta1}. {@code
   * clusterJson} describes the cluster to the plugin, if it asks for that.
   */
  public ExecPlugin(
      String command,
      List<String> arguments,
      Map<String, String> environment,
      String apiVersion,
      @Nullable String installHint,
      @Nullable Path folder,
      @Nullable String clusterJson) {
    this.command = command;
    this.arguments = arguments;
    this.environment = environment;
    this.apiVersion = apiVersion;
    this.installHint = installHint;
    this.folder = folder;
    this.clusterJson = clusterJson;
  }

  @Override
  public String token(Instant now) throws IOException {
    return token(now, () -> false);
  }

  @Override
  public synchronized String token(Instant now, BooleanSupplier isCanceled) throws IOException {
    if (token == null || (expires != null && !now.isBefore(expires.minus(EARLIER)))) {
      token = null;
      expires = null;
      read(run(isCanceled));
    }
    if (token == null) {
      throw failed("printed no status.token; client certificates from a plugin are not supported");
    }
    return token;
  }

  @Override
  public synchronized void rejected(String rejected) {
    if (rejected.equals(token)) {
      token = null;
    }
  }

  @Override
  public void cancel() {
    Run run = running;
    // The running process may be one that another watch waits for.
    if (run != null && run.isCanceled.getAsBoolean()) {
      end(run.process);
    }
  }

  private byte[] run(BooleanSupplier isCanceled) throws IOException {
    List<String> commandLine = new ArrayList<>();
    commandLine.add(
        folder != null && command.contains("/") ? folder.resolve(command).toString() : command);
    commandLine.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(commandLine);
    builder.environment().putAll(environment);
    builder
        .environment()
        .put(
            "KUBERNETES_EXEC_INFO",
            "{\"kind\":\"ExecCredential\",\"apiVersion\":\""
                + apiVersion
                + "\",\"spec\":{"
                + (clusterJson == null ? "" : "\"cluster\":" + clusterJson + ",")
                + "\"interactive\":false}}");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      String text = PlainWords.of(e);
      Matcher reason = REASON.matcher(text);
      throw failed("cannot be run (" + OneLine.of(reason.find() ? reason.group(1) : text) + ")", e);
    }
    running = new Run(process, isCanceled);
    if (isCanceled.getAsBoolean()) {
      // Cancelled before there was a process to stop.
      end(process);
    }
    AtomicBoolean isLate = new AtomicBoolean();
    Runnable cancel =
        WatchTime.system()
            .schedule(
                TIME_LIMIT,
                () -> {
                  isLate.set(true);
                  end(process);
                });
    SpokenWords words = SpokenWords.of(process.getErrorStream());
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      byte[] printed = out.readNBytes(MAX_OUTPUT_BYTES);
      if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("did not end");
      }
      if (isLate.get() || isCanceled.getAsBoolean()) {
        throw failed("took too long and was ended");
      }
      if (process.exitValue() != 0) {
        String said = words.text();
        throw failed(
            "ended with exit code "
                + process.exitValue()
                + (said.isEmpty() ? "" : " and says: " + OneLine.of(said)));
      }
      return printed;
    } catch (CredentialsException e) {
      throw e;
    } catch (IOException e) {
      // Ending a process may close the stream that is read.
      boolean wasEnded = isLate.get() || isCanceled.getAsBoolean();
      throw failed(
          wasEnded ? "took too long and was ended" : "cannot be read: " + PlainWords.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      cancel.run();
      running = null;
      end(process);
    }
  }

  /** With what it has started: a child of a shell would hold the output open that we read. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void read(byte[] printed) throws IOException {
    try (JsonParser json = FACTORY.createParser(printed)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw failed("printed no ExecCredential");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isStatus = json.currentName().equals("status");
        if (json.nextToken() == JsonToken.START_OBJECT && isStatus) {
          readStatus(json);
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      // Its message may quote what was printed.
      throw failed("printed what is no JSON");
    }
  }

  private void readStatus(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        // Go reads null as absent.
        case "token" -> token = textOf(json);
        case "expirationTimestamp" -> {
          String text = textOf(json);
          expires = text == null ? null : expires(text);
        }
        default -> json.skipChildren();
      }
    }
  }

  private static @Nullable String textOf(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL || json.getText().isEmpty()
        ? null
        : json.getText();
  }

  private Instant expires(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw failed("printed an expirationTimestamp that is no time");
    }
  }

  private IOException failed(String what) {
    return failed(what, null);
  }

  private IOException failed(String what, @Nullable IOException cause) {
    return new CredentialsException(
        "the credential plugin " + command + " " + what + hint(), cause);
  }

  private String hint() {
    return installHint == null ? "" : ": " + OneLine.of(installHint);
  }
}
