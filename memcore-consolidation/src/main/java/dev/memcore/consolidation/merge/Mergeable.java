package dev.memcore.consolidation.merge;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.consolidation.cluster.AdjacentGroup;
import dev.memcore.consolidation.provenance.MergedParts;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the memories of a tier that may be merged. It excludes pinned memories, parts of a protocol between agent and
 * tools, and facts with a key. The others are grouped by what they must have in common, and each group is in the order
 * of first recording.
 */
final class Mergeable {
    private static final int BATCH = 256;

    private static final Comparator<Item> IN_ORDER =
            Comparator.comparingInt(Item::group).thenComparing(Item::first).thenComparing(Item::id);

    private final List<Item> items;

    private Mergeable(List<Item> items) {
        this.items = items;
    }

    /**
     * A memory without its text.
     *
     * @param first the earliest memory that it was merged from, or itself if it was not merged
     * @param weight the number of memories that it was merged from, or 1 if it was not merged
     * @param vector of unit length, or zeros
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Item(MemoryId id, MemoryId first, double weight, int group, double[] vector) {}

    /** The properties that merged memories must share, in addition to {@link MergedParts#mayMerge}. */
    private record Common(
            @Nullable String session,
            Kind kind,
            Set<String> labels,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Instant expiresAt) {
        static Common of(Memory memory, boolean acrossSessions) {
            Observation seen = memory.observation();
            return new Common(
                    acrossSessions && !MergedParts.isMessage(memory) ? null : seen.session(),
                    MergedMemory.kindOfParts(memory),
                    seen.labels(),
                    seen.validFrom(),
                    seen.validTo(),
                    seen.expiresAt());
        }
    }

    static Mergeable in(ScopeView scope, Tier tier, Embedder embedder, boolean acrossSessions) {
        Reading reading = new Reading(embedder, acrossSessions);
        try (Stream<Memory> memories = scope.memories(tier)) {
            memories.filter(Mergeable::mayMerge).forEachOrdered(reading::add);
        }
        reading.embed();
        return new Mergeable(reading.items.stream().sorted(IN_ORDER).toList());
    }

    private static boolean mayMerge(Memory memory) {
        boolean keyed = memory.kind().equals(Kind.FACT)
                && memory.observation().attributes().containsKey(Observation.KEY);
        return !memory.pinned() && !keyed && MergedParts.mayMerge(memory);
    }

    int size() {
        return items.size();
    }

    MemoryId id(int place) {
        return items.get(place).id;
    }

    /** The number of the group of an item. Numbers start at 0, ascend, and have no gaps. */
    int group(int place) {
        return items.get(place).group;
    }

    /** Returns each item as a group of one member. Its member number and its time are its index. */
    List<AdjacentGroup> segments() {
        List<AdjacentGroup> segments = new ArrayList<>(items.size());
        for (Item item : items) {
            int place = segments.size();
            segments.add(new AdjacentGroup(item.vector, item.weight, place, List.of(place)));
        }
        return segments;
    }

    /** Reads memories and embeds them in batches. */
    private static final class Reading {
        final List<Item> items = new ArrayList<>();
        private final Embedder embedder;
        private final boolean acrossSessions;
        private final Map<Common, Integer> groups = new HashMap<>();
        private final List<Memory> batch = new ArrayList<>();

        Reading(Embedder embedder, boolean acrossSessions) {
            this.embedder = embedder;
            this.acrossSessions = acrossSessions;
        }

        void add(Memory memory) {
            batch.add(memory);
            if (batch.size() == BATCH) {
                embed();
            }
        }

        void embed() {
            List<float[]> vectors =
                    embedder.embed(batch.stream().map(Memory::text).toList(), Embedder.Purpose.DOCUMENT);
            for (int i = 0; i < batch.size(); i++) {
                items.add(item(batch.get(i), vectors.get(i)));
            }
            batch.clear();
        }

        private Item item(Memory memory, float[] vector) {
            Common common = Common.of(memory, acrossSessions);
            int group = groups.computeIfAbsent(common, key -> groups.size());
            double[] wide = Arguments.vector(
                    Vectors.widened(vector), embedder.dimensions(), "a vector of " + embedder.modelId());
            return new Item(
                    memory.id(), MergedMemory.first(memory), MergedMemory.count(memory), group, Vectors.unit(wide));
        }
    }
}
