package dev.memcore.trigger;

import dev.memcore.api.Scope;
import dev.memcore.component.TriggeredPolicies;
import java.util.List;

/**
 * The due rules of a scope, in the order of the configuration.
 *
 * @param fired the rules whose trigger has fired
 * @param begun the rules that an earlier run began but did not complete within its budget; they run again in any case
 */
public record DueWork(Scope scope, List<TriggeredPolicies> fired, List<TriggeredPolicies> begun) {}
