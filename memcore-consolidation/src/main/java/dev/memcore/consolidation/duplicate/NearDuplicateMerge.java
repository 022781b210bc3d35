package dev.memcore.consolidation.duplicate;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.provenance.MergedParts;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Keeps one of several memories that state the same. Messages of conversations are ignored: the same words may reply to
 * another question, and a superseded message would leave the window of its session.
 *
 * <p>Candidates that share a {@linkplain DuplicateCandidate#keys() key} are processed one after another, in order of
 * precedence. Each is compared, text by text, with the memories kept so far. It is superseded by the first that states
 * the same, or kept itself. So there are no chains of duplicates: every duplicate states the same as the memory that
 * supersedes it. A duplicate does not affect other memories, so a run in parts gives the same result as a single run,
 * and a second run finds nothing. Before a duplicate is superseded, its search keys move to the kept memory.
 *
 * <p>Makes one pass over the scope's memories, then one look-up for each memory that shares a key. O(n log n). Holds an
 * id and some {@code long} values per memory, and no texts.
 */
public final class NearDuplicateMerge implements LifecyclePolicy {
    /** The maximum number of kept memories of one key with which a memory is compared. */
    private static final int MAX_KEEPERS = 16;

    private static final String NAME = "near-duplicate merge";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        Keepers keepers = new Keepers(scope);
        HandedOverKeys keys = new HandedOverKeys();
        List<MemoryOp> merges = new ArrayList<>();
        for (DuplicateCandidate candidate : candidates(scope)) {
            if (merges.size() >= limit) {
                break;
            }
            Optional<MemoryId> keeper = candidate.pinned() ? Optional.empty() : keepers.of(candidate);
            keeper.ifPresentOrElse(
                    by -> merges.addAll(merge(keepers.present(candidate.id()), keepers.present(by), keys)),
                    () -> keepers.add(candidate));
        }
        return merges.subList(0, Math.min(limit, merges.size()));
    }

    /**
     * The keys move before the duplicate is superseded, so that a run after an interruption can still move the rest.
     */
    private static List<MemoryOp> merge(Memory duplicate, Memory keeper, HandedOverKeys keys) {
        Set<MemoryId> both = Set.of(duplicate.id(), keeper.id());
        List<MemoryOp> merge = new ArrayList<>(keys.operations(
                duplicate, keeper, new Cause(NAME, "of " + duplicate.id() + ", which states the same", both)));
        Cause cause = new Cause(NAME, "says the same as " + keeper.id(), both);
        merge.add(new MemoryOp.Supersede(duplicate.id(), keeper.id(), cause));
        return merge;
    }

    /** Returns the candidates that share a key with another one, in order of precedence. */
    private static List<DuplicateCandidate> candidates(ScopeView scope) {
        List<DuplicateCandidate> all = new ArrayList<>();
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(NearDuplicateMerge::mayMerge).forEachOrdered(memory -> {
                CanonicalText text = CanonicalText.of(memory.text());
                if (text.size() >= SameStatement.LEAST_WORDS) {
                    all.add(DuplicateCandidate.of(memory, text));
                }
            });
        }
        long[] shared = shared(all);
        return all.stream()
                .map(candidate -> candidate.withKeysAmong(shared))
                .filter(DuplicateCandidate::sharesAnything)
                .sorted(DuplicateCandidate.KEEPERS_FIRST)
                .toList();
    }

    private static boolean mayMerge(Memory memory) {
        return MergedParts.mayMerge(memory) && !MergedParts.isMessage(memory);
    }

    private static long[] shared(List<DuplicateCandidate> candidates) {
        long[] keys = candidates.stream()
                .flatMapToLong(DuplicateCandidate::keys)
                .sorted()
                .toArray();
        LongStream.Builder shared = LongStream.builder();
        for (int i = 1; i < keys.length; i++) {
            if (keys[i] == keys[i - 1]) {
                shared.add(keys[i]);
            }
        }
        return shared.build().distinct().toArray();
    }

    /** The kept memories by key. */
    private static final class Keepers {
        private final ScopeView scope;
        private final Map<Long, List<MemoryId>> byKey = new HashMap<>();

        Keepers(ScopeView scope) {
            this.scope = scope;
        }

        void add(DuplicateCandidate keeper) {
            keeper.keys().forEach(key -> {
                List<MemoryId> others = byKey.computeIfAbsent(key, k -> new ArrayList<>(1));
                if (others.size() < MAX_KEEPERS) {
                    others.add(keeper.id());
                }
            });
        }

        Optional<MemoryId> of(DuplicateCandidate candidate) {
            List<MemoryId> near = candidate
                    .keys()
                    .boxed()
                    .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                    .distinct()
                    .toList();
            if (near.isEmpty()) {
                return Optional.empty();
            }
            Memory memory = present(candidate.id());
            CanonicalText text = CanonicalText.of(memory.text());
            return near.stream()
                    .filter(id -> {
                        Memory keeper = present(id);
                        return SameCircumstances.allow(memory, keeper, text)
                                && HandedOverKeys.allowed(memory, keeper)
                                && SameStatement.bothSay(text, CanonicalText.of(keeper.text()));
                    })
                    .findFirst();
        }

        private Memory present(MemoryId id) {
            return scope.get(id).orElseThrow(() -> new IllegalStateException("a memory has left its scope: " + id));
        }
    }
}
