package dev.memcore.consolidation;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;

/**
 * What is held of a memory while duplicates are looked for: numbers, no text. Two memories that say the same share a key: the
 * hash of all their words, or, if one has a slip of the pen, that of all words but the misspelt one (the trick of deletions,
 * Garbe's SymSpell, 2012, with words for letters).
 *
 * @param keys distinct, one and one more for each word that may be misspelt, at most {@value #MAX_SLIPS}
 */
record Candidate(MemoryId id, boolean pinned, double trust, long[] keys) {
    /** Who keeps, first: the pinned, the trusted, the latest. */
    static final Comparator<Candidate> KEEPERS_FIRST = Comparator.comparing((Candidate c) -> !c.pinned())
            .thenComparing(Comparator.comparingDouble(Candidate::trust).reversed())
            .thenComparing(Comparator.comparing(Candidate::id).reversed());

    private static final int MAX_SLIPS = 32;

    static Candidate of(Memory memory, CanonicalText text) {
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
        return new Candidate(
                memory.id(),
                memory.pinned(),
                memory.observation().trust(),
                keys.build().distinct().toArray());
    }

    /** This candidate with those of its keys that others have too; the shared ones in order. */
    Candidate withKeysAmong(long[] shared) {
        long[] kept = Arrays.stream(keys)
                .filter(key -> Arrays.binarySearch(shared, key) >= 0)
                .toArray();
        return new Candidate(id, pinned, trust, kept);
    }
}
