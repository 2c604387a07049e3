package dev.watchstream.parser.rollout;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rollouts of one service from the changes of its addresses.
 *
 * <p>A rollout begins with the first pod of a template that the service did not run on. It is
 * complete when no other template is left, no address is not ready, and as many are ready as when
 * it began. It is over without that when the new template's pods are all gone again, when yet
 * another template comes, or when the service's last object is deleted.
 */
final class ServiceRollouts {

  private final ServiceName service;
  private final ServiceAddresses addresses = new ServiceAddresses();

  /** The templates that the service ran on when there was last no rollout, even if gone by now. */
  private List<String> settled = List.of();

  private @Nullable RolloutInProgress current;

  /** The template that the last rollout went to. */
  private @Nullable String newest;

  ServiceRollouts(ServiceName service) {
    this.service = service;
  }

  /** The step that an event is; rollouts that it ends go to {@code ended}. */
  RolloutStep accept(
      EndpointsEvent event, long eventNumber, @Nullable Duration time, List<Rollout> ended) {
    int readyBefore = addresses.ready();
    int notReadyBefore = addresses.notReady();
    List<String> templatesBefore = addresses.templates();
    boolean wasComplete = isComplete();
    List<AddressChange> changes = addresses.update(event);
    String newcomer = newcomer(changes);
    newest = newcomer == null ? newest : newcomer;
    RolloutStep step =
        new RolloutStep(
            eventNumber,
            time,
            event.type(),
            service,
            addresses.ready(),
            newest == null ? 0 : addresses.readyOfOthers(newest),
            addresses.notReady(),
            addresses.terminating(),
            List.copyOf(changes));
    if (changes.isEmpty()) {
      return step;
    }
    if (newcomer != null) {
      end(wasComplete, ended);
      current =
          new RolloutInProgress(
              templatesBefore.isEmpty() ? settled : templatesBefore,
              newcomer,
              readyBefore,
              notReadyBefore,
              step);
    }
    if (current != null) {
      current.add(step);
      boolean isUndone = !addresses.templates().contains(current.to());
      boolean isFull = addresses.ready() >= current.readyBefore();
      if (isUndone || (isComplete() && isFull)) {
        end(!isUndone, ended);
      }
    }
    if (current == null && !addresses.templates().isEmpty()) {
      settled = addresses.templates();
    }
    return step;
  }

  /** The rollout that is under way, as it looks now. */
  @Nullable Rollout underWay() {
    return current == null ? null : current.toRollout(service, isComplete());
  }

  /** Whether the last of the service's objects was deleted. */
  boolean isGone() {
    return addresses.isEmpty();
  }

  private void end(boolean complete, List<Rollout> ended) {
    if (current != null) {
      ended.add(current.toRollout(service, complete));
      current = null;
    }
  }

  private boolean isComplete() {
    return current != null
        && addresses.templates().equals(List.of(current.to()))
        && addresses.notReady() == 0;
  }

  /** A template that comes in these changes and that the service did not run on. */
  private @Nullable String newcomer(List<AddressChange> changes) {
    for (AddressChange change : changes) {
      String template = change.templateHash();
      if (template != null && isThere(change) && isNew(template)) {
        return template;
      }
    }
    return null;
  }

  private boolean isNew(String template) {
    if (current != null) {
      return !template.equals(current.to()) && !current.from().contains(template);
    }
    return !settled.isEmpty() && !settled.contains(template);
  }

  private static boolean isThere(AddressChange change) {
    return change.what() == AddressChange.What.APPEARED_READY
        || change.what() == AddressChange.What.APPEARED_NOT_READY;
  }
}
