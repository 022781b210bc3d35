package dev.memcore.component;

import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Trigger;
import java.util.List;

/** Policies that run, in this order, after a trigger has fired. */
public record TriggeredPolicies(Trigger trigger, List<LifecyclePolicy> policies) {}
