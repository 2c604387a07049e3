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

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz0123456789";

  /** A hash of 32 bits in decimal has fewer than six digits once in 40,000 times. */
  private static final int LEAST_HASH = 6;

  private static final int MOST_HASH = 10;
  private static final int RANDOM = 5;

  private PodName() {}

  static @Nullable String templateHash(Address address) {
    TargetRef target = address.targetRef();
    if (target == null || target.name() == null || !"Pod".equals(target.kind())) {
      return null;
    }
    // By hand: this is called for each pod, and a regular expression took most of the time.
    String name = target.name();
    int random = name.lastIndexOf('-');
    int hash = name.lastIndexOf('-', random - 1);
    int hashLength = random - hash - 1;
    boolean isOfDeployment =
        hash > 0
            && hashLength >= LEAST_HASH
            && hashLength <= MOST_HASH
            && name.length() - random - 1 == RANDOM
            && isWithoutVowels(name, hash + 1, random)
            && isWithoutVowels(name, random + 1, name.length());
    return isOfDeployment ? name.substring(hash + 1, random) : null;
  }

  private static boolean isWithoutVowels(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      if (ALPHABET.indexOf(name.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
