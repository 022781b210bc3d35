package dev.memcore.maintenance;

import dev.memcore.api.Scope;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.component.TriggeredPolicies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies that failed in a run, by scope. The run does not apply them there again. For one thread. */
final class RunFailures {
    private static final Logger LOG = LoggerFactory.getLogger(RunFailures.class);

    private final Map<Scope, Set<LifecyclePolicy>> policies = new HashMap<>();
    private final List<MaintenanceReport.Failure> first = new ArrayList<>();
    private final Listener listener;

    /** Receives each failure. */
    @FunctionalInterface
    interface Listener {
        void failed(Scope scope, String policy, Throwable cause);
    }

    RunFailures(Listener listener) {
        this.listener = listener;
    }

    boolean has(Scope scope, LifecyclePolicy policy) {
        return policies.getOrDefault(scope, Set.of()).contains(policy);
    }

    /** Whether one of a rule's policies has failed. */
    boolean has(Scope scope, TriggeredPolicies rule) {
        return rule.policies().stream().anyMatch(policy -> has(scope, policy));
    }

    void add(Scope scope, LifecyclePolicy policy, Throwable cause) {
        policies.computeIfAbsent(scope, s -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(policy);
        add(scope, name(policy), cause);
    }

    /** Records that a scope's retention could not be applied. */
    void addRetention(Scope scope, Throwable cause) {
        add(scope, MaintenanceReport.RETENTION, cause);
    }

    private void add(Scope scope, String policy, Throwable cause) {
        if (first.size() < MaintenanceReport.MOST_FAILURES) {
            first.add(new MaintenanceReport.Failure(scope, policy, String.valueOf(cause)));
        }
        // The message is not logged, because it may quote a memory. The report and the listener have it.
        LOG.warn(
                "Policy \"{}\" failed in one scope with {}; this run continues without it there, and it is retried by"
                        + " the next run",
                policy,
                cause.getClass().getName());
        listener.failed(scope, policy, cause);
    }

    /** The name comes from the policy's own code, which may fail as well. */
    private static String name(LifecyclePolicy policy) {
        try {
            return policy.name();
        } catch (RuntimeException e) {
            return policy.getClass().getName();
        }
    }

    /** The first failures. */
    List<MaintenanceReport.Failure> first() {
        return first;
    }
}
