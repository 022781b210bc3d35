package dev.memcore.consolidation.duplicate;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.arithmetic.Hashes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;

/**
 * The data of a memory that the search for duplicates holds: numbers, no text. Two memories that state the same share a
 * key: the hash of all their words or, if one has a spelling error, that of all words except the misspelt one. The
 * second is the deletion method of SymSpell (Garbe, 2012), applied to words instead of letters.
 */
final class DuplicateCandidate {
    /** Orders the memories to keep first: pinned ones, then the most trusted, then the latest. */
    static final Comparator<DuplicateCandidate> KEEPERS_FIRST = Comparator.comparing(
                    (DuplicateCandidate c) -> !c.pinned)
            .thenComparing(Comparator.comparingDouble((DuplicateCandidate c) -> c.trust)
                    .reversed())
            .thenComparing(Comparator.comparing(DuplicateCandidate::id).reversed());

    private static final int MAX_SLIPS = 32;

    private final MemoryId id;
    private final boolean pinned;
    private final double trust;
    private final long[] keys;

    private DuplicateCandidate(MemoryId id, boolean pinned, double trust, LongStream keys) {
        this.id = id;
        this.pinned = pinned;
        this.trust = trust;
        this.keys = keys.distinct().toArray();
    }

    static DuplicateCandidate of(Memory memory, CanonicalText text) {
        long group = SameCircumstances.group(memory);
        long bag = text.bag();
        LongStream.Builder keys = LongStream.builder().add(Hashes.mix(group + bag));
        int slips = 0;
        for (int i = 0; i < text.size() && slips < MAX_SLIPS; i++) {
            if (SameStatement.mayBeASlip(text, i)) {
                String word = text.words().get(i);
                String ends = word.charAt(0) + "-" + word.charAt(word.length() - 1);
                keys.add(Hashes.mix(group + bag - Hashes.of(word)) + Hashes.of(ends));
                slips++;
            }
        }
        return new DuplicateCandidate(
                memory.id(), memory.pinned(), memory.observation().trust(), keys.build());
    }

    /**
     * Returns this candidate with only those keys that other candidates also have.
     *
     * @param shared the keys of several candidates, sorted
     */
    DuplicateCandidate withKeysAmong(long[] shared) {
        LongStream kept = keys().filter(key -> Arrays.binarySearch(shared, key) >= 0);
        return new DuplicateCandidate(id, pinned, trust, kept);
    }

    MemoryId id() {
        return id;
    }

    boolean pinned() {
        return pinned;
    }

    boolean sharesAnything() {
        return keys.length > 0;
    }

    /**
     * The distinct keys: one for all words, and one for each word that may be misspelt, at most {@value #MAX_SLIPS} of
     * the latter.
     */
    LongStream keys() {
        return Arrays.stream(keys);
    }
}
