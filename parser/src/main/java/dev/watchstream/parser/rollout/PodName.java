package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.TargetRef;
import org.jspecify.annotations.Nullable;

/**
 * What can be learned from a pod's name. A Deployment's pods are called {@code <deployment>-<pod
 * template hash>-<random>}; both last parts are written in an alphabet without vowels (and without
 * 0, 1 and 3 since Kubernetes 1.8), which excludes most names that people choose.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label">pod-template-hash
 *     label</a>
 */
final class PodName {

  /** By character: each one of each pod's name is looked up. */
  private static final boolean[] ALPHABET = new boolean[128];

  static {
    "bcdfghjklmnpqrstvwxz0123456789".chars().forEach(c -> ALPHABET[c] = true);
  }

  /** A hash of 32 bits in decimal has fewer than six digits once in 40,000 times. */
  private static final int LEAST_HASH = 6;

  private static final int MOST_HASH = 10;
  private static final int RANDOM = 5;

  /**
   * An API server cuts what it makes a longer name of, so that the dash before the random part is
   * gone, and perhaps the end of the hash: of Deployments with 47 characters and more.
   */
  private static final int LONGEST_NAME = 63;

  private PodName() {}

  static @Nullable String templateHash(Address address) {
    TargetRef target = address.targetRef();
    if (target == null || target.name() == null || !"Pod".equals(target.kind())) {
      return null;
    }
    // By hand: this is called for each pod, and a regular expression took most of the time.
    String name = target.name();
    int random = name.length() - RANDOM;
    int dash = name.lastIndexOf('-');
    boolean isCut = name.length() == LONGEST_NAME && dash < random - 1;
    int end = isCut ? random : random - 1;
    int hash = isCut ? dash : name.lastIndexOf('-', end - 1);
    int hashLength = end - hash - 1;
    boolean isOfDeployment =
        (isCut || dash == end)
            && hash > 0
            && hashLength >= LEAST_HASH
            && hashLength <= MOST_HASH
            && isWithoutVowels(name, hash + 1, end)
            && isWithoutVowels(name, random, name.length());
    return isOfDeployment ? name.substring(hash + 1, end) : null;
  }

  private static boolean isWithoutVowels(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (c >= ALPHABET.length || !ALPHABET[c]) {
        return false;
      }
    }
    return true;
  }
}
