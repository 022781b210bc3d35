package dev.memcore.bench.crash;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.bench.crash.Faults.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the merges of maintenance. A merged memory exists together with all its parts in the archive, or not at all.
 * No part belongs to two merged memories, and no merged text contains forgotten text.
 */
final class Merges {
    /** The prefix of the actor of a merging policy. */
    private static final String ACTOR = "policy:merge of ";

    private static final String MERGED_INTO = "merged into ";

    private final MemoryManager store;
    private final Faults faults;

    Merges(MemoryManager store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    static boolean isMerged(Memory memory) {
        return !memory.observation().derivedFrom().isEmpty();
    }

    /** Whether each line of a merged text is unchanged, apart from the speaker's name before it. */
    static boolean intact(String text) {
        return text.lines()
                .allMatch(line -> SealedText.intact(
                        line.startsWith(CrashWriter.SPEAKS) ? line.substring(CrashWriter.SPEAKS.length()) : line));
    }

    /** Verifies all present memories, and returns the number of merges. */
    int verify(Map<MemoryId, Memory> present) {
        int merges = 0;
        Map<MemoryId, MemoryId> into = new HashMap<>();
        for (Memory memory : present.values()) {
            merges += isMerged(memory) ? 1 : 0;
            for (MemoryId part : memory.observation().derivedFrom()) {
                verifyPart(memory, part, present);
                MemoryId other = into.put(part, memory.id());
                if (other != null) {
                    faults.add(Kind.TORN_MERGE, part + " was merged into " + other + " and " + memory.id());
                }
            }
            MemoryId whole = mergedInto(memory);
            if (whole != null) {
                verifyWhole(memory, whole);
            }
        }
        return merges;
    }

    private void verifyPart(Memory merged, MemoryId part, Map<MemoryId, Memory> present) {
        Memory there = present.get(part);
        if (there == null) {
            faults.add(Kind.TORN_MERGE, merged.id() + " stands for " + part + ", which is not there");
        } else if (there.tier() != Tier.ARCHIVE) {
            faults.add(Kind.TORN_MERGE, part + " is in " + there.tier() + ", but merged into " + merged.id());
        }
    }

    /** The merged memory for which a memory was archived, or null if it was not archived by a merge. */
    private static @Nullable MemoryId mergedInto(Memory memory) {
        String reason = memory.cause().reason();
        return memory.cause().actor().startsWith(ACTOR) && reason != null && reason.startsWith(MERGED_INTO)
                ? MemoryId.parse(reason.substring(MERGED_INTO.length()))
                : null;
    }

    /** Verifies that the merged memory exists or existed: it is forgotten and erased together with any of its parts. */
    private void verifyWhole(Memory part, MemoryId whole) {
        try {
            store.space(part.scope()).history(whole);
        } catch (MemoryException e) {
            faults.add(Kind.TORN_MERGE, part.id() + " was archived for " + whole + ", which is not there: " + e);
        }
    }
}
