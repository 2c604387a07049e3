package dev.watchstream.client.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.client.time.WatchTime;
import dev.watchstream.client.wire.OneLine;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A command that prints a token, as kubeconfigs for cloud clusters have it. Run again when its
 * token expires or is rejected.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
public final class ExecPlugin implements Credentials {

  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
  private static final int MAX_OUTPUT_BYTES = 1 << 20;

  /** A token is not used in its last moments, when it may expire on its way. */
  private static final Duration EARLIER = Duration.ofSeconds(10);

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String command;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final String apiVersion;
  private final @Nullable String installHint;
  private final @Nullable Path folder;

  private @Nullable String token;
  private @Nullable Instant expires;
  private volatile @Nullable Process running;

  /**
   * {@code folder} is that of the kubeconfig: a command that is a relative path begins there.
   * {@code apiVersion} is {@code client.authentication.k8s.io/v1} or {@code …/v1beta1}.
   */
  public ExecPlugin(
      String command,
      List<String> arguments,
      Map<String, String> environment,
      String apiVersion,
      @Nullable String installHint,
      @Nullable Path folder) {
    this.command = command;
    this.arguments = arguments;
    this.environment = environment;
    this.apiVersion = apiVersion;
    this.installHint = installHint;
    this.folder = folder;
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
  public synchronized void rejected() {
    token = null;
  }

  @Override
  public void cancel() {
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
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
                + "\",\"spec\":{\"interactive\":false}}");
    // What a plugin says to a person may hold anything: it goes to nobody.
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("the credential plugin " + command + " cannot be run" + hint(), e);
    }
    running = process;
    if (isCanceled.getAsBoolean()) {
      // It was said before there was a process to tell.
      process.destroyForcibly();
    }
    Runnable cancel = WatchTime.system().schedule(TIME_LIMIT, process::destroyForcibly);
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      byte[] printed = out.readNBytes(MAX_OUTPUT_BYTES);
      if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("did not end");
      }
      if (process.exitValue() != 0) {
        throw failed("ended with exit code " + process.exitValue());
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      cancel.run();
      running = null;
      process.destroyForcibly();
    }
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
        case "token" -> token = json.getText();
        case "expirationTimestamp" -> expires = expires(json.getText());
        default -> json.skipChildren();
      }
    }
  }

  private Instant expires(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw failed("printed an expirationTimestamp that is no time");
    }
  }

  private IOException failed(String what) {
    return new IOException("the credential plugin " + command + " " + what + hint());
  }

  private String hint() {
    return installHint == null ? "" : ": " + OneLine.of(installHint);
  }
}
