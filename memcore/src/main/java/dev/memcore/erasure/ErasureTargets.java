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

/** Selects the memories of an erasure request without ids. */
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

    /** Whether the request covers everything in its scopes. */
    boolean complete() {
        return request.isComplete();
    }

    /** Whether the request covers a scope. */
    boolean reaches(Scope scope) {
        return switch (request.reach()) {
            case VISIBLE -> scope.visibleTo(reader.scope());
            case EXACT_SCOPE -> scope.equals(reader.scope());
            case WHOLE_SCOPE, WHOLE_TENANT -> reader.scope().visibleTo(scope);
        };
    }

    /** The covered scopes that hold a memory. */
    private List<Scope> scopes() {
        return index.scopes().stream().filter(this::reaches).toList();
    }

    /**
     * The covered memories that exist now. O(memories of these scopes).
     *
     * @throws MemoryException {@link ErrorCode#NOT_CLEARED} if the request covers everything, and the reader is not
     *     cleared for some memories
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
     * Whether a memory is an internal record of the store. Such records hold no contents of memories and are needed to
     * read past states. They are erased only together with everything that they describe.
     */
    static boolean isStoresOwn(Memory memory) {
        String key = memory.observation().idempotencyKey();
        return memory.kind().equals(Kind.RECORD) && key != null && key.startsWith(OperationChecks.RESERVED);
    }

    /** Counts the memories that the reader is not cleared for, and their labels, but not their contents. */
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
