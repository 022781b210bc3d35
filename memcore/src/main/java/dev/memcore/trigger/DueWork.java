package dev.memcore.trigger;

import dev.memcore.api.Scope;
import dev.memcore.component.TriggeredPolicies;
import java.util.List;

/**
 * A scope, and the rules that are due there, in the order of the configuration.
 *
 * @param fired those that have fired
 * @param begun those that were asked already, and had more to do than the budget allowed: to be asked whatever holds now
 */
public record DueWork(Scope scope, List<TriggeredPolicies> fired, List<TriggeredPolicies> begun) {}
