package dev.memcore.bench.perf;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Generates conversations: sessions of {@value #TURNS} turns of two speakers, one session a day, with the sessions of
 * each user one after another.
 */
public final class Workload {
    /** Turns of a session, remembered in one batch. */
    public static final int TURNS = 20;

    private static final Instant FIRST_DAY = Instant.parse("2024-01-01T09:00:00Z");
    private static final int ID_BYTES = 16;
    private static final int TIME_BYTES = 8;

    private final ConversationGenerator generator;
    private final int users;
    private final IntFunction<Scope> scopes;
    private long payload;
    private long textBytes;

    Workload(int users, long seed) {
        this(users, seed, session -> Scope.of("perf", "user-" + session % users));
    }

    /**
     * Creates a workload whose sessions are in given scopes.
     *
     * @param users the number of sessions of a day
     * @param scopes the scope of a session, by its number
     */
    public Workload(int users, long seed, IntFunction<Scope> scopes) {
        this.generator = new ConversationGenerator(seed);
        this.users = users;
        this.scopes = scopes;
    }

    /** Stores a number of memories. */
    void ingest(MemoryManager store, int memories) {
        for (int done = 0, session = 0; done < memories; done += TURNS, session++) {
            ingest(store, session, Math.min(TURNS, memories - done));
        }
    }

    /** Stores the next session, in one batch. Sessions are stored or skipped in the order of their numbers. */
    public void ingest(MemoryManager store, int session, int count) {
        store.space(scope(session)).session(name(session)).addAll(counted(session, count));
    }

    /** Generates the next session as {@link #ingest(MemoryManager, int, int)} does, but stores nothing. */
    public void skip(int session, int count) {
        counted(session, count);
    }

    private List<Observation> counted(int session, int count) {
        List<Observation> turns = turns(session, count);
        turns.forEach(turn -> payload += payload(turn, name(session)));
        turns.forEach(turn -> textBytes += utf8(turn.text()));
        return turns;
    }

    private String name(int session) {
        return "session-" + session / users;
    }

    private List<Observation> turns(int session, int count) {
        Instant day = FIRST_DAY.plus(Duration.ofDays(session / users));
        List<Observation> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(Observation.builder(generator.turn())
                    .speaker(i % 2 == 0 ? "Alice" : "Bob")
                    .eventTime(day.plusSeconds(30L * i))
                    .build());
        }
        return turns;
    }

    /** Returns the scope of a session, by its number. */
    public Scope scope(int session) {
        return scopes.apply(session);
    }

    /**
     * The bytes that the host gave: the texts in UTF-8 of content, session, kind and speaker; 16 for the memory's id; 8 for
     * the start of the event time.
     */
    private static long payload(Observation turn, String session) {
        return utf8(turn.text())
                + utf8(turn.speaker())
                + utf8(session)
                + utf8(turn.kind().name())
                + ID_BYTES
                + TIME_BYTES;
    }

    private static long utf8(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The bytes that were given to be remembered so far. */
    long payload() {
        return payload;
    }

    /** The bytes of the texts in UTF-8 that were generated so far. */
    public long textBytes() {
        return textBytes;
    }
}
