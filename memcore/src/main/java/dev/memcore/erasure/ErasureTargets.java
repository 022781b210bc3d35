package dev.memcore.erasure;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.commit.OperationChecks;
import dev.memcore.component.IndexPages;
import dev.memcore.spi.index.MemoryLookup;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which memories an erasure without ids is about. */
final class ErasureTargets {
    private static final int MOST_LABELS = 20;

    private final MemoryLookup index;
    private final Principal reader;
    private final Erasure request;

    /** @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the reader's scope does not fit the reach */
    ErasureTargets(MemoryLookup index, Principal reader, Erasure request) {
        this.index = index;
        this.reader = reader;
        this.request = request;
        requireFitting(reader.scope(), request.reach());
    }

    private static void requireFitting(Scope scope, Erasure.Reach reach) {
        boolean tenant = scope.user() == null && scope.agent() == null;
        if (reach == Erasure.Reach.WHOLE_SCOPE && tenant) {
            throw Arguments.invalid("the scope " + scope + " is a whole tenant; wholeTenant() erases everything of it,"
                    + " exactScope() what its users and agents share");
        }
        if (reach == Erasure.Reach.WHOLE_TENANT && !tenant) {
            throw Arguments.invalid("a whole tenant is erased through its own scope, not through " + scope);
        }
    }

    /** Whether everything of the scopes in reach is meant. */
    boolean complete() {
        return request.isComplete();
    }

    /** Whether a scope is within reach. */
    boolean reaches(Scope scope) {
        return switch (request.reach()) {
            case VISIBLE -> scope.visibleTo(reader.scope());
            case EXACT_SCOPE -> scope.equals(reader.scope());
            case WHOLE_SCOPE, WHOLE_TENANT -> reader.scope().visibleTo(scope);
        };
    }

    /** The scopes within reach that hold, or held, a memory. */
    List<Scope> scopes() {
        return index.scopes().stream().filter(this::reaches).toList();
    }

    /**
     * The memories that are there now. O(memories of these scopes).
     *
     * @throws MemoryException {@link ErrorCode#NOT_CLEARED} if all are meant, and the reader is not cleared for some
     */
    Set<MemoryId> find() {
        Set<MemoryId> targets = new TreeSet<>();
        NotCleared refused = new NotCleared(reader);
        for (Scope scope : scopes()) {
            new IndexPages((after, limit) -> index.scan(scope, after, limit)).forEachRemaining(memory -> {
                if (memory.status() != Status.ERASED && isMeant(memory)) {
                    if (complete()) {
                        refused.check(memory.observation());
                    }
                    targets.add(memory.id());
                }
            });
        }
        refused.raise();
        return targets;
    }

    private boolean isMeant(Memory memory) {
        MemoryFilter filter = request.filter();
        return filter == null || (!isStoresOwn(memory) && reader.sees(memory) && filter.accepts(memory));
    }

    /**
     * The store's own notes, which say nothing of memories' contents, and without which old moments would be read wrongly. They go
     * only with all that they are about.
     */
    static boolean isStoresOwn(Memory memory) {
        String key = memory.observation().idempotencyKey();
        return memory.kind().equals(Kind.RECORD) && key != null && key.startsWith(OperationChecks.RESERVED);
    }

    /** What the reader is not cleared for: how much, and by which labels; never what it says. */
    static final class NotCleared {
        private final Principal reader;
        private final Set<String> labels = new TreeSet<>();
        private int memories;

        NotCleared(Principal reader) {
            this.reader = reader;
        }

        void check(Observation seen) {
            if (!reader.clearances().containsAll(seen.labels())) {
                memories++;
                labels.addAll(seen.labels());
            }
        }

        void raise() {
            labels.removeAll(reader.clearances());
            if (memories > 0) {
                throw MemoryException.of(
                        ErrorCode.NOT_CLEARED,
                        "nothing was erased: " + memories + (memories == 1 ? " memory has" : " memories have")
                                + " labels that this reader is not cleared for: "
                                + labels.stream().limit(MOST_LABELS).collect(Collectors.joining(", "))
                                + (labels.size() > MOST_LABELS
                                        ? ", and " + (labels.size() - MOST_LABELS) + " more"
                                        : ""));
            }
        }
    }
}
