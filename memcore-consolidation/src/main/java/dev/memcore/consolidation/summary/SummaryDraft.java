package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A running summary while messages are folded into it. Holds the quoted messages. */
final class SummaryDraft {
    private final RunningSummary policy;
    private final ScopeView scope;
    private final @Nullable Memory original;
    private @Nullable Map<SummaryLine, Memory> lines;
    private MemoryId foldedTo;
    private boolean changed;

    /**
     * Creates a draft.
     *
     * @param original the present summary, or null if there is none
     * @param foldedTo the last folded message
     */
    SummaryDraft(RunningSummary policy, ScopeView scope, @Nullable Memory original, MemoryId foldedTo) {
        this.policy = policy;
        this.scope = scope;
        this.original = original;
        this.foldedTo = foldedTo;
    }

    @Nullable
    Memory original() {
        return original;
    }

    MemoryId foldedTo() {
        return foldedTo;
    }

    /** Returns whether the summary is to be written. */
    boolean changed() {
        return changed;
    }

    /** Drops the lines of messages that are no longer in force. */
    void dropMissing(Set<MemoryId> missing) {
        if (original != null && original.derivedFrom().stream().anyMatch(missing::contains)) {
            changed = lines().keySet().removeIf(line -> missing.contains(line.source()));
        }
    }

    /**
     * Folds messages into the summary.
     *
     * @param to the position up to which messages are folded now
     */
    void fold(List<Memory> messages, MemoryId to) {
        Map<SummaryLine, Memory> earlier = lines();
        Map<MemoryId, Memory> sources = new HashMap<>();
        earlier.values().forEach(source -> sources.put(source.id(), source));
        messages.forEach(source -> sources.put(source.id(), source));
        Map<SummaryLine, Memory> folded = new LinkedHashMap<>();
        for (SummaryLine line : policy.fold(earlier, messages).lines()) {
            Memory source = sources.get(line.source());
            if (source != null) {
                folded.put(line, source);
            }
        }
        lines = folded;
        foldedTo = to.compareTo(foldedTo) > 0 ? to : foldedTo;
        changed = true;
    }

    boolean isEmpty() {
        return lines().isEmpty();
    }

    /** Returns whether a summary has the same lines. */
    boolean says(Memory summary) {
        return List.copyOf(lines().keySet()).equals(RunningSummary.lines(summary));
    }

    Observation observation() {
        List<Memory> quoted = lines().values().stream().distinct().toList();
        return RunningSummary.observation(new ArrayList<>(lines().keySet()), quoted, foldedTo);
    }

    private Map<SummaryLine, Memory> lines() {
        Map<SummaryLine, Memory> present = lines;
        if (present == null) {
            present = new LinkedHashMap<>();
            for (SummaryLine line : original == null ? List.<SummaryLine>of() : RunningSummary.lines(original)) {
                Memory source = scope.get(line.source()).orElse(null);
                if (source != null) {
                    present.put(line, source);
                }
            }
            lines = present;
        }
        return present;
    }
}
