package dev.memcore;

import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.spi.Trigger;
import java.util.List;

/** Which policies are asked when, in this order. */
record Rule(Trigger trigger, List<LifecyclePolicy> policies) {}
