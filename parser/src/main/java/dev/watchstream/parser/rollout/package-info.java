/**
 * What the changes of a service's addresses mean: which pods came, became ready and went, and how
 * Kubernetes rolled the service from one pod template to the next. Start at {@link
 * dev.watchstream.parser.rollout.RolloutTracker}.
 */
package dev.watchstream.parser.rollout;
