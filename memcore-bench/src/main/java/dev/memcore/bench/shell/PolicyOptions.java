package dev.memcore.bench.shell;

import dev.memcore.api.Retention;
import dev.memcore.api.Tier;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.LifecyclePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what maintenance may do; nothing, if none is given. */
final class PolicyOptions {
    @Option(names = "--merge-duplicates", description = "Maintenance: of memories that say the same, one stays.")
    private boolean mergeDuplicates;

    @Option(
            names = "--keep-short",
            paramLabel = "N",
            description =
                    "Maintenance: all but the newest N memories of tier SHORT move to MID, whatever their sessions.")
    private @Nullable Integer keepShort;

    @Option(
            names = "--keep-short-per-session",
            paramLabel = "N",
            description = "Maintenance: all but the newest N memories of each session move from tier SHORT to MID.")
    private @Nullable Integer keepShortPerSession;

    @Option(names = "--promote", description = "Maintenance: what is used often moves from tier MID to LONG.")
    private boolean promote;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "Maintenance: of each scope's tier LONG, what tells least beyond N memories is archived.")
    private @Nullable Integer capacity;

    @Option(
            names = "--keep-versions",
            paramLabel = "N",
            description = "Maintenance: older versions than a memory's last N are dropped.")
    private @Nullable Integer versions;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            description = "Maintenance: versions that were replaced more than N days ago are dropped.")
    private @Nullable Integer days;

    /** The policies, in the order in which they are asked. */
    List<LifecyclePolicy> policies() {
        List<LifecyclePolicy> policies = new ArrayList<>();
        if (mergeDuplicates) {
            policies.add(Policies.mergeNearDuplicates());
        }
        if (keepShort != null) {
            policies.add(Policies.keepShortInTier(keepShort));
        }
        if (keepShortPerSession != null) {
            policies.add(Policies.keepShortPerSession(keepShortPerSession));
        }
        if (promote) {
            policies.add(Policies.promoteByHeat());
        }
        if (capacity != null) {
            policies.add(Policies.ageWeightedPruning(Tier.LONG, capacity));
        }
        return policies;
    }

    /** How long history is kept. */
    Retention retention() {
        return new Retention(
                days == null ? Retention.FOREVER.age() : Duration.ofDays(days),
                versions == null ? Retention.FOREVER.versions() : versions);
    }
}
