package dev.memcore.sample;

import dev.memcore.api.MemorySpace;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * With the profile {@code measure}: recalls once after the start. Logs the time since the start of the JVM, and the
 * processor time of the main thread, which depends less on other load.
 */
@Component
@Profile("measure")
final class FirstRecall implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRecall.class);

    private final MemorySpace space;

    FirstRecall(MemorySpace space) {
        this.space = space;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        int hits = space.recall("What does Alice drink?").hits().size();
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
        LOG.info(
                "first recall: {} ms after the start of the JVM, {} ms of processor time of this thread, {} hits",
                System.currentTimeMillis() - started,
                cpu,
                hits);
    }
}
