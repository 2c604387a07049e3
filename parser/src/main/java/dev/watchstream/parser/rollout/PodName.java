package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.TargetRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's name tells. A Deployment's pods are called {@code <deployment>-<pod template
 * hash>-<random>}; both last parts are written in an alphabet without vowels (and without 0, 1 and
 * 3 since Kubernetes 1.8), which keeps most words of people out.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label">pod-template-hash
 *     label</a>
 */
final class PodName {

  /** A hash of 32 bits in decimal has fewer than six digits once in 40,000 times. */
  private static final Pattern OF_DEPLOYMENT =
      Pattern.compile(".+-([bcdfghjklmnpqrstvwxz0-9]{6,10})-[bcdfghjklmnpqrstvwxz0-9]{5}");

  private PodName() {}

  static @Nullable String templateHash(Address address) {
    TargetRef target = address.targetRef();
    if (target == null || target.name() == null || !"Pod".equals(target.kind())) {
      return null;
    }
    Matcher matcher = OF_DEPLOYMENT.matcher(target.name());
    return matcher.matches() ? matcher.group(1) : null;
  }
}
