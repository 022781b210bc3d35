package dev.memcore.store;

import dev.memcore.api.Kind;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Commits to test with. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123Z");
    public static final Scope SCOPE = Scope.of("acme", "robin");

    private Samples() {}

    public static MemoryId id(long number) {
        return new MemoryId(0x0190_0000_0000_7000L, number);
    }

    /** A turn that says its number. */
    public static List<MemoryOp> turn(long number) {
        Observation turn = Observation.builder("turn " + number)
                .kind(Kind.TURN)
                .tier(Tier.SHORT)
                .session("s1")
                .role(Role.USER)
                .eventTime(NOON.plusSeconds(number))
                .build();
        return List.of(new MemoryOp.Add(id(number), SCOPE, turn, Cause.HOST));
    }

    /** Options that give every store the same id. */
    public static SegmentedLog.Options options() {
        return SegmentedLog.Options.of(() -> 42);
    }

    public static void append(MemoryLog log, int from, int to) {
        for (int number = from; number <= to; number++) {
            log.append(turn(number), NOON.plusMillis(number), commit -> {});
        }
    }

    public static List<Commit> read(MemoryLog log, long from) {
        List<Commit> commits = new ArrayList<>();
        try (CommitCursor cursor = log.read(from)) {
            cursor.forEachRemaining(commits::add);
        }
        return commits;
    }

    /** The commits that {@link #append} appends. */
    public static List<Commit> expected(int from, int to) {
        List<Commit> commits = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            commits.add(new Commit(number, NOON.plusMillis(number), turn(number)));
        }
        return commits;
    }
}
