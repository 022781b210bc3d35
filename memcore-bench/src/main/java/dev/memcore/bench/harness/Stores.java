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

/** Opens the stores for all commands. CallProbe, GraphSearches and StoreLinks open their own. */
public final class Stores {
    /** How the stores are configured, in words for reports. */
    public static final String CONFIGURATION = "Memcore.open with its defaults, durability SYNCED";

    private Stores() {}

    /** Opens the durable store of a directory with the defaults, and creates it if necessary. */
    public static MemoryManager open(Path directory) {
        return Memcore.open(directory);
    }

    /**
     * Opens the durable store of a directory with a setup.
     *
     * @param fuser replaces the fuser of the setup
     * @param reranker the reranker, or null
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

    /** Opens the durable store of a directory with another fuser and otherwise the defaults. */
    public static MemoryManager open(Path directory, Fuser fuser) {
        return Memcore.builder().directory(directory).fuser(fuser).build();
    }

    /** Opens the durable store of a directory with policies and a retention. */
    public static MemoryManager openMaintained(Path directory, List<LifecyclePolicy> policies, Retention retention) {
        return openMaintained(directory, policies, retention, MaintenanceListener.NONE);
    }

    /** Like the method above, with a maintenance listener. */
    public static MemoryManager openMaintained(
            Path directory, List<LifecyclePolicy> policies, Retention retention, MaintenanceListener listener) {
        return Memcore.builder()
                .directory(directory)
                .policies(policies)
                .retention(retention)
                .maintenanceListener(listener)
                .build();
    }

    /** Like the method above, with an additional policy that runs on a trigger. */
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

    /**
     * Opens the durable store of a directory with a given clock and random generator, so that runs are reproducible.
     */
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
     * Opens the durable store of a directory as a service does.
     *
     * @param retention how long the history of each scope is kept
     * @param interval the interval of background maintenance; null: none
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
