package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract kit over an implementation and reports which of its tests fail. */
public final class KitRun {
    private KitRun() {}

    /**
     * The names of the tests that fail.
     *
     * @param kit a kit with its implementation
     * @param least fails if the kit runs fewer tests than this
     */
    public static Set<String> failedTests(Class<?> kit, int least) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(kit))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        Outcomes outcomes = new Outcomes();
        LauncherFactory.create().execute(request, outcomes);
        assertTrue(outcomes.started.size() >= least, () -> "the kit ran only " + outcomes.started);
        return outcomes.failed;
    }

    private static final class Outcomes implements TestExecutionListener {
        private final List<String> started = new ArrayList<>();
        private final Set<String> failed = new TreeSet<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            test.getSource().filter(MethodSource.class::isInstance).ifPresent(source -> {
                String name = ((MethodSource) source).getMethodName();
                started.add(name);
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    failed.add(name);
                }
            });
        }
    }
}
