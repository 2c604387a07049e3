package dev.watchstream.client.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replacements for names: the same thing always gets the same one, and without the key nobody can
 * find the original (HMAC-SHA256). For one thread.
 */
final class Pseudonyms {

  /** The letters from which Kubernetes makes the random parts of names. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  /** The name of a Deployment's pod: its base, its template's hash, its own suffix. */
  private static final Pattern POD =
      Pattern.compile("(.+)-([bcdfghjklmnpqrstvwxz0-9]{6,10})-([bcdfghjklmnpqrstvwxz0-9]{5})");

  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int NAME_CHARS = 10;
  private static final int ROUNDS = 4;

  private final Mac mac;

  Pseudonyms(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** A pod's name keeps its parts, so that rollouts can still be recognised. */
  String name(String name) {
    if (name.isEmpty()) {
      return name;
    }
    Matcher pod = POD.matcher(name);
    return pod.matches()
        ? name(pod.group(1))
            + "-"
            + letters("template", pod.group(2), pod.group(2).length())
            + "-"
            + letters("pod", name, pod.group(3).length())
        : of("name", name);
  }

  /** {@code kind-xxxxxxxxxx}; an empty value stays empty. */
  String of(String kind, String value) {
    return value.isEmpty() ? value : kind + "-" + letters(kind, value, NAME_CHARS);
  }

  String uid(String uid) {
    byte[] hash = hash("uid", uid);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      text.append(i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "").append(hex(hash[i]));
    }
    return text.toString();
  }

  /** IPs stay IPs, and different ones stay different; any other address becomes a name. */
  String address(String address) {
    Matcher v4 = IPV4.matcher(address);
    if (v4.matches()) {
      return ipv4(v4);
    }
    if (!IPV6.matcher(address).matches()) {
      return of("host", address);
    }
    byte[] hash = hash("ipv6", address);
    StringBuilder text = new StringBuilder("2001:db8");
    for (int i = 0; i < 12; i += 2) {
      text.append(':').append(hex(hash[i])).append(hex(hash[i + 1]));
    }
    return text.toString();
  }

  /** A Feistel network: a permutation of all addresses, so no two become one. */
  private String ipv4(Matcher parts) {
    int left = Integer.parseInt(parts.group(1)) << 8 | Integer.parseInt(parts.group(2));
    int right = Integer.parseInt(parts.group(3)) << 8 | Integer.parseInt(parts.group(4));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] hash = hash("ipv4", round + " " + right);
      int next = left ^ ((hash[0] & 0xff) << 8 | (hash[1] & 0xff));
      left = right;
      right = next;
    }
    return (left >> 8 & 0xff)
        + "."
        + (left & 0xff)
        + "."
        + (right >> 8 & 0xff)
        + "."
        + (right & 0xff);
  }

  private String letters(String kind, String value, int count) {
    byte[] hash = hash(kind, value);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt((hash[i] & 0xff) % ALPHABET.length()));
    }
    return text.toString();
  }

  private byte[] hash(String kind, String value) {
    return mac.doFinal((kind + "\0" + value).getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte b) {
    return Integer.toHexString(0x100 | (b & 0xff)).substring(1);
  }
}
