package dev.memcore;

import dev.memcore.api.Cause;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Reader;
import dev.memcore.api.RecallResult;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handle of one reader: binds the reader to every read and write, and passes the call on. Without state of its own. */
final class ScopedSpace implements MemorySpace {
    private final Reader reader;
    private final Parts parts;
    private final WritePath writes;
    private final Sessions sessions;
    private final Gate gate;

    ScopedSpace(Reader reader, Parts parts, WritePath writes, Sessions sessions, Gate gate) {
        this.reader = reader;
        this.parts = parts;
        this.writes = writes;
        this.sessions = sessions;
        this.gate = gate;
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public Memory remember(Observation observation) {
        // Arrays.asList rather than List.of, which would answer null with an exception of its own.
        return rememberAll(Arrays.asList(observation)).getFirst();
    }

    @Override
    public List<Memory> rememberAll(List<Observation> observations) {
        return gate.call(() -> writes.remember(reader, observations));
    }

    @Override
    public RecallResult recall(MemoryQuery query) {
        return gate.call(() -> {
            parts.limits().check(query);
            return parts.index().search(reader, query, parts.clock().instant());
        });
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        return gate.call(() -> parts.index()
                .get(Arguments.present(id, "id"))
                .filter(memory -> reader.sees(memory) && isShown(memory.status())));
    }

    @Override
    public Page list(MemoryFilter filter, @Nullable MemoryId after, int limit) {
        return gate.call(() -> parts.index()
                .list(
                        reader,
                        Arguments.present(filter, "filter"),
                        after,
                        Arguments.within(limit, MemoryQuery.MAX_LIMIT, "limit"),
                        parts.clock().instant()));
    }

    @Override
    public boolean forget(MemoryId id) {
        return gate.call(() -> writes.forget(reader, new MemoryOp.Forget(id, Cause.HOST)));
    }

    @Override
    public List<Memory> apply(List<MemoryOp> operations) {
        return gate.call(() -> writes.apply(reader, operations));
    }

    @Override
    public SessionMemory session(String id) {
        return gate.call(() -> new ScopedSession(id, this));
    }

    List<Memory> window(String session, int tokens) {
        if (tokens < 0) {
            throw Arguments.invalid("tokens must not be negative, but is " + tokens);
        }
        return gate.call(() -> sessions.window(reader, session, tokens));
    }

    private static boolean isShown(Status status) {
        return status == Status.ACTIVE || status == Status.SUPERSEDED;
    }
}
