package dev.memcore.cli.shell.context;

import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select maintenance policies; without options there are none. */
public final class PolicyOptions {
    @Option(names = "--merge-duplicates", description = "Maintenance: merge near duplicates.")
    private boolean mergeDuplicates;

    @Option(
            names = "--keep-short",
            paramLabel = "N",
            description = "Maintenance: keep the newest N memories of a scope in SHORT, move the others to MID.")
    private @Nullable Integer keepShort;

    @Option(
            names = "--keep-short-per-session",
            paramLabel = "N",
            description = "Maintenance: keep the newest N memories of each session in SHORT, move the others to MID.")
    private @Nullable Integer keepShortPerSession;

    @Option(names = "--promote", description = "Maintenance: move frequently used memories from MID to LONG.")
    private boolean promote;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description =
                    "Maintenance: keep the N most informative memories of each scope in LONG, archive the others.")
    private @Nullable Integer capacity;

    @Option(
            names = "--keep-versions",
            paramLabel = "N",
            description = "Maintenance: remove all but the last N versions of a memory.")
    private @Nullable Integer versions;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            description = "Maintenance: remove versions that were replaced more than N days ago.")
    private @Nullable Integer days;

    /** The policies, in the order in which they are asked. */
    public List<LifecyclePolicy> policies() {
        List<LifecyclePolicy> policies = new ArrayList<>();
        if (mergeDuplicates) {
            policies.add(Policies.mergeNearDuplicates());
        }
        if (keepShort != null) {
            policies.add(Policies.limitShortTier(keepShort));
        }
        if (keepShortPerSession != null) {
            policies.add(Policies.limitShortTierPerSession(keepShortPerSession));
        }
        if (promote) {
            policies.add(Policies.promoteByHeat());
        }
        if (capacity != null) {
            policies.add(Policies.ageWeightedPruning(Tier.LONG, capacity));
        }
        return policies;
    }

    /** Returns the retention of history. */
    public Retention retention() {
        return new Retention(
                days == null ? Retention.FOREVER.age() : Duration.ofDays(days),
                versions == null ? Retention.FOREVER.versions() : versions);
    }
}
