package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.Linked;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.audit.AuditLog;
import dev.memcore.commit.CallGate;
import dev.memcore.commit.Observers;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.MemorySearch;
import dev.memcore.spi.index.ReadTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The memories that a reader sees. Each call determines its read time anew. */
class ScopedView implements MemoryView {
    private final Principal reader;
    private final StoreComponents parts;
    private final CallGate gate;
    private final Supplier<ReadTime> time;
    private final Runnable requireKept;
    private final UnansweredQuestions questions;
    private final Observers observers;

    /**
     * @param requireKept fails if the history does not go back to the moment; called before and after a read, because
     *     history may have been dropped meanwhile
     */
    ScopedView(
            Principal reader,
            StoreComponents parts,
            CallGate gate,
            Supplier<ReadTime> time,
            Runnable requireKept,
            UnansweredQuestions questions,
            Observers observers) {
        this.reader = reader;
        this.parts = parts;
        this.gate = gate;
        this.time = time;
        this.requireKept = requireKept;
        this.questions = questions;
        this.observers = observers;
    }

    @Override
    public final Principal principal() {
        return reader;
    }

    @Override
    public final RecallResult recall(MemoryQuery query) {
        return observers
                .operations()
                .run(
                        OperationKind.RECALL,
                        () -> recalled(query),
                        result -> new OperationSummary(result.hits().size(), result.degraded()));
    }

    private RecallResult recalled(MemoryQuery query) {
        return read(now -> {
            parts.limits().check(query);
            RecallResult result = questions.search(reader, zoned(query), now);
            recalled();
            audited(query, result);
            return observers.rebuilding().get()
                    ? result.withDegraded(observers.health().rebuilding())
                    : result;
        });
    }

    private void audited(MemoryQuery query, RecallResult result) {
        AuditLog audit = parts.audit();
        if (audit != null) {
            List<MemoryId> ids = result.memories().stream().map(Memory::id).toList();
            audit.recalled(reader.scope(), query.text(), ids);
        }
    }

    @Override
    public final CompletionStage<RecallResult> recallAsync(MemoryQuery query) {
        MemoryQuery asked = Arguments.present(query, "query");
        return observers.async().submit(() -> recall(asked));
    }

    @Override
    public final Optional<Memory> get(MemoryId id) {
        return read(now -> lookup().get(Arguments.present(id, "id"), now)
                .filter(memory -> reader.sees(memory) && memory.status().isReadable()));
    }

    @Override
    public final Page list(MemoryFilter filter, @Nullable MemoryId after, int limit) {
        return read(now -> search().list(
                        reader,
                        Arguments.present(filter, "filter"),
                        after,
                        Arguments.positiveAtMost(limit, MemoryQuery.MAX_LIMIT, "limit"),
                        now));
    }

    @Override
    public final List<FactValue> timeline(String key) {
        return read(now -> {
            FactKey wanted = new FactKey(Arguments.present(key, "key"));
            return new KeyTimeline(lookup(), now).of(lookup().facts(reader, wanted, now));
        });
    }

    @Override
    public final List<Linked> walk(LinkWalk walk) {
        return read(now -> new LinkWalker(lookup(), reader, now, Arguments.present(walk, "walk")).walk());
    }

    /** The query in its time zone. */
    private MemoryQuery zoned(MemoryQuery query) {
        if (query.zone() != null) {
            return query;
        }
        ZoneId zone = parts.zone().apply(reader.scope());
        return query.withZone(Arguments.present(zone, "the zone of scope " + reader.scope()));
    }

    /** Called after each recall. */
    void recalled() {}

    private <T> T read(Function<ReadTime, T> body) {
        return gate.call(() -> {
            requireKept.run();
            T read = body.apply(time.get());
            requireKept.run();
            return read;
        });
    }

    private MemorySearch search() {
        return parts.index();
    }

    private MemoryLookup lookup() {
        return parts.index();
    }
}
