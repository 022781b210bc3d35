package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.Committer;
import dev.memcore.commit.OperationFold;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.index.MemoryLookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives memories again whose sources are erased in part, if the host provides a function for it. No lock is held
 * while the host's function runs. The sources are checked again under the locks.
 */
final class Rederivations {
    private final MemoryLookup index;
    private final IdSource ids;
    private final Committer committer;

    Rederivations(MemoryLookup index, IdSource ids, Committer committer) {
        this.index = index;
        this.ids = ids;
        this.committer = committer;
    }

    /**
     * The replacements of the derived memories that the reader sees. Other derived memories are erased without a
     * replacement.
     */
    List<Rederived> plan(Principal reader, Erasure request, Set<MemoryId> targets, Set<MemoryId> closure) {
        Erasure.Rederivation how = request.rederivation();
        List<Rederived> made = new ArrayList<>();
        Map<MemoryId, Rederived> replaced = new HashMap<>();
        for (MemoryId id : how == null ? Set.<MemoryId>of() : closure) {
            Memory before = targets.contains(id) ? null : index.get(id).orElse(null);
            if (how != null && before != null && before.status() == Status.ACTIVE && reader.sees(before)) {
                Rederived after = rederived(reader, before, closure, replaced, how, request);
                if (after != null) {
                    replaced.put(id, after);
                    made.add(after);
                }
            }
        }
        return made;
    }

    private @Nullable Rederived rederived(
            Principal reader,
            Memory before,
            Set<MemoryId> closure,
            Map<MemoryId, Rederived> replaced,
            Erasure.Rederivation how,
            Erasure request) {
        List<Memory> kept = new ArrayList<>();
        List<Memory> remaining = new ArrayList<>();
        for (MemoryId source : before.observation().derivedFrom()) {
            Rederived anew = replaced.get(source);
            Memory present = closure.contains(source) ? null : index.get(source).orElse(null);
            if (anew != null) {
                remaining.add(asMemory(anew));
            } else if (present != null && present.status() == Status.ACTIVE && reader.sees(present)) {
                kept.add(present);
                remaining.add(present);
            }
        }
        String text = how.text(before, List.copyOf(remaining));
        return text == null ? null : new Rederived(before, kept, add(before, text, remaining, request));
    }

    private static Memory asMemory(Rederived anew) {
        MemoryOp.Add add = anew.add();
        return new OperationFold(anew.before().recordedAt(), 0, false).apply(add, id -> null);
    }

    /** Keeps only those properties of the old memory that cannot come from the erased sources. */
    private MemoryOp.Add add(Memory before, String text, List<Memory> sources, Erasure request) {
        Observation seen = before.observation();
        Observation.Builder anew = Observation.builder(text)
                .kind(seen.kind())
                .tier(seen.tier())
                .session(seen.session())
                .importance(seen.importance())
                .pinned(seen.pinned())
                .expiresAt(seen.expiresAt())
                .derivedFrom(sources.stream().map(Memory::id).toList());
        seen.labels().forEach(anew::label);
        Instant createdAt = sources.stream()
                .map(Memory::createdAt)
                .max(Comparator.naturalOrder())
                .orElse(before.createdAt());
        return new MemoryOp.Add(ids.next(committer.now()), before.scope(), anew.build(), createdAt, request.cause());
    }
}
