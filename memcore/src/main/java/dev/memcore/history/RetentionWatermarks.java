package dev.memcore.history;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.Committer;
import dev.memcore.commit.OperationChecks;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.index.MemoryLookup;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the retention watermark of each scope: the time from which its history is complete. The watermark is stored in
 * an internal memory of that scope, so it is durable, exported and replayed like any other memory.
 */
public final class RetentionWatermarks {
    private static final String KEY = OperationChecks.RESERVED + "horizon";
    private static final String MOMENT = "horizon";
    private static final Cause CAUSE = Cause.of("retention");

    private final MemoryLookup index;
    private final IdSource ids;
    private final Committer committer;

    public RetentionWatermarks(StoreComponents parts, Committer committer) {
        this.index = parts.index();
        this.ids = parts.ids();
        this.committer = committer;
    }

    /** Fails if the history that a reader sees does not go back to a moment. */
    public void require(Principal reader, Instant asOf) {
        visibleScopes(reader.scope()).distinct().forEach(scope -> {
            Instant horizon = of(scope);
            if (horizon != null && asOf.isBefore(horizon)) {
                throw MemoryException.of(
                        ErrorCode.BEYOND_RETENTION,
                        "the history of scope " + scope + " goes back to " + horizon + ", not to " + asOf);
            }
        });
    }

    private static Stream<Scope> visibleScopes(Scope reader) {
        return Stream.of(
                reader,
                new Scope(reader.tenant(), null, reader.agent()),
                new Scope(reader.tenant(), reader.user(), null),
                new Scope(reader.tenant(), null, null));
    }

    /** The moment before which versions of a scope's memories may be missing, or null if the history is complete. */
    @Nullable
    public Instant of(Scope scope) {
        return horizon(index.byIdempotencyKey(scope, KEY).orElse(null));
    }

    private static @Nullable Instant horizon(@Nullable Memory record) {
        return record != null && record.observation().attributes().get(MOMENT) instanceof AttributeValue.Moment moment
                ? moment.value()
                : null;
    }

    /** Advances a watermark, unless it is already there or later. */
    void advance(Scope scope, Instant to) {
        Committer.retry(() -> committer.commit(memory -> true, lockKeys(scope), draft -> {
            Memory before = draft.addedWith(scope, KEY);
            Instant horizon = horizon(before);
            if (horizon == null || to.isAfter(horizon)) {
                draft.apply(moved(scope, to, before));
            }
            return List.of();
        }));
    }

    private Set<Object> lockKeys(Scope scope) {
        Set<Object> keys = new HashSet<>();
        keys.add(new CommitBuilder.ScopedKey(scope, KEY));
        index.byIdempotencyKey(scope, KEY).ifPresent(record -> keys.add(record.id()));
        return keys;
    }

    private MemoryOp moved(Scope scope, Instant to, @Nullable Memory before) {
        Observation seen = Observation.builder("history is kept from " + to + " on")
                .kind(Kind.RECORD)
                .tier(Tier.LONG)
                .idempotencyKey(KEY)
                .attribute(MOMENT, new AttributeValue.Moment(to))
                .build();
        return before == null
                ? new MemoryOp.Add(ids.next(committer.now()), scope, seen, CAUSE)
                : replaced(before, seen);
    }

    private static MemoryOp replaced(Memory before, Observation seen) {
        return new MemoryOp.Restore(
                before.id(), before.scope(), before.version() + 1, before.status(), null, seen, List.of(), CAUSE);
    }
}
