package dev.memcore;

import dev.memcore.api.FactKey;
import dev.memcore.api.FactValue;
import dev.memcore.api.LinkWalk;
import dev.memcore.api.Linked;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Page;
import dev.memcore.api.Reader;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Status;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.ReadTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a reader sees at a moment of reading, which every call takes anew. */
class ScopedView implements MemoryView {
    private final Reader reader;
    private final Parts parts;
    private final Gate gate;
    private final Supplier<ReadTime> time;
    private final Runnable requireKept;

    /**
     * A view.
     *
     * @param requireKept fails if the moment is no longer kept; asked before a read, and after it, because what was read may
     *     have been dropped meanwhile
     */
    ScopedView(Reader reader, Parts parts, Gate gate, Supplier<ReadTime> time, Runnable requireKept) {
        this.reader = reader;
        this.parts = parts;
        this.gate = gate;
        this.time = time;
        this.requireKept = requireKept;
    }

    @Override
    public final Reader reader() {
        return reader;
    }

    @Override
    public final RecallResult recall(MemoryQuery query) {
        return read(now -> {
            parts.limits().check(query);
            RecallResult result = index().search(reader, zoned(query), now);
            recalled();
            return result;
        });
    }

    @Override
    public final Optional<Memory> get(MemoryId id) {
        return read(now -> index().get(Arguments.present(id, "id"), now)
                .filter(memory -> reader.sees(memory) && memory.status().isReadable()));
    }

    @Override
    public final Page list(MemoryFilter filter, @Nullable MemoryId after, int limit) {
        return read(now -> index().list(
                        reader,
                        Arguments.present(filter, "filter"),
                        after,
                        Arguments.within(limit, MemoryQuery.MAX_LIMIT, "limit"),
                        now));
    }

    @Override
    public final List<FactValue> timeline(String key) {
        return read(now -> {
            FactKey wanted = new FactKey(Arguments.present(key, "key"));
            return new KeyTimeline(index(), now).of(index().facts(reader, wanted, now));
        });
    }

    @Override
    public final List<Linked> walk(LinkWalk walk) {
        return read(now -> new LinkWalker(index(), reader, now, Arguments.present(walk, "walk")).walk());
    }

    /** The query in its time zone. */
    private MemoryQuery zoned(MemoryQuery query) {
        if (query.zone() != null) {
            return query;
        }
        ZoneId zone = parts.zone().apply(reader.scope());
        return query.withZone(Arguments.present(zone, "the zone of scope " + reader.scope()));
    }

    /** Is called after each recall. */
    void recalled() {}

    private <T> T read(Function<ReadTime, T> body) {
        return gate.call(() -> {
            requireKept.run();
            T read = body.apply(time.get());
            requireKept.run();
            return read;
        });
    }

    private MemoryIndex index() {
        return parts.index();
    }
}
