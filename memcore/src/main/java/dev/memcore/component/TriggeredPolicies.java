package dev.memcore.component;

import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Trigger;
import java.util.List;

/** Which policies are asked when, in this order. */
public record TriggeredPolicies(Trigger trigger, List<LifecyclePolicy> policies) {}
