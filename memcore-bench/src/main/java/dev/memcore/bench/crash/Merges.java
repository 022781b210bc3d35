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
 * Verifies what maintenance has merged: a merge is there with all its parts in the archive, or it is not there at all; no part is in two; and
 * none says what was forgotten.
 */
final class Merges {
    /** The actor of what a merging policy does begins so, and the reason of what it archives. */
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

    /** Whether each line of a merged text is as it was composed, perhaps after the name of who said it. */
    static boolean intact(String text) {
        return text.lines()
                .allMatch(line -> SealedText.intact(
                        line.startsWith(CrashWriter.SPEAKS) ? line.substring(CrashWriter.SPEAKS.length()) : line));
    }

    /** Verifies all that is present, and gives how many merges there are. */
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

    /** What a merge has archived a memory for, or null: no merge has. */
    private static @Nullable MemoryId mergedInto(Memory memory) {
        String reason = memory.cause().reason();
        return memory.cause().actor().startsWith(ACTOR) && reason != null && reason.startsWith(MERGED_INTO)
                ? MemoryId.parse(reason.substring(MERGED_INTO.length()))
                : null;
    }

    /** What it was merged into is there, or was: what is merged is forgotten and erased with any of its parts. */
    private void verifyWhole(Memory part, MemoryId whole) {
        try {
            store.space(part.scope()).history(whole);
        } catch (MemoryException e) {
            faults.add(Kind.TORN_MERGE, part.id() + " was archived for " + whole + ", which is not there: " + e);
        }
    }
}
