package dev.memcore.bench.harness;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.config.Retention;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.Reranker;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens the stores that the drivers work on: the one place that names memcore's entry, always with its defaults. */
public final class Stores {
    /** How the stores are configured, in words for reports. */
    public static final String CONFIGURATION = "Memcore.open with its defaults, durability SYNCED";

    private Stores() {}

    /** The durable store of a directory, made if it is not there. */
    public static MemoryManager open(Path directory) {
        return Memcore.open(directory);
    }

    /**
     * The durable store of a directory, configured in a certain way.
     *
     * @param fuser ranks, in the place of the setup's own
     * @param reranker looks again at the best, or null
     */
    public static MemoryManager open(Path directory, Setup setup, Fuser fuser, @Nullable Reranker reranker) {
        MemcoreBuilder builder = Memcore.builder()
                .directory(directory)
                .fuser(fuser)
                .maxRetrievalRounds(setup.preset().rounds());
        if (reranker != null) {
            builder.reranker(reranker);
        }
        return (setup.preset().embeds() ? builder.embedder(setup.embedder()) : builder.withoutEmbedder()).build();
    }

    /** The durable store of a directory, with the defaults but for how signals become one ranking. */
    public static MemoryManager open(Path directory, Fuser fuser) {
        return Memcore.builder().directory(directory).fuser(fuser).build();
    }

    /** The same, with policies and retention that are at work all the time. */
    public static MemoryManager openMaintained(Path directory, List<LifecyclePolicy> policies, Retention retention) {
        return openMaintained(directory, policies, retention, MaintenanceListener.NONE);
    }

    /** The same, with a listener to what is done. */
    public static MemoryManager openMaintained(
            Path directory, List<LifecyclePolicy> policies, Retention retention, MaintenanceListener listener) {
        return Memcore.builder()
                .directory(directory)
                .policies(policies)
                .retention(retention)
                .maintenanceListener(listener)
                .build();
    }

    /** The same, with a policy that waits for a trigger, and a listener. */
    public static MemoryManager openMaintained(
            Path directory,
            List<LifecyclePolicy> policies,
            Trigger trigger,
            LifecyclePolicy triggered,
            Retention retention,
            MaintenanceListener listener) {
        return Memcore.builder()
                .directory(directory)
                .policies(policies)
                .on(trigger, triggered)
                .retention(retention)
                .maintenanceListener(listener)
                .build();
    }

    /** The same, where neither the system's clock nor its chance has a part. */
    public static MemoryManager openMaintained(
            Path directory,
            List<LifecyclePolicy> policies,
            Retention retention,
            InstantSource clock,
            RandomGenerator random) {
        return Memcore.builder()
                .directory(directory)
                .policies(policies)
                .retention(retention)
                .clock(clock)
                .random(random)
                .build();
    }

    /**
     * The durable store of a directory as a service has it.
     *
     * @param retention how long the history of each scope is kept
     * @param interval of maintenance in the background, or null: none
     */
    public static MemoryManager openServed(
            Path directory,
            List<LifecyclePolicy> policies,
            Function<Scope, Retention> retention,
            @Nullable Duration interval) {
        MemcoreBuilder builder =
                Memcore.builder().directory(directory).policies(policies).retention(retention);
        return (interval == null ? builder : builder.maintainEvery(interval)).build();
    }

    /** The embedder of the defaults, for baselines. */
    public static Embedder embedder() {
        return StaticEmbedder.load();
    }
}
