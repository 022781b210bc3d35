package dev.memcore.store;

import dev.memcore.api.Cause;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.spi.Commit;
import dev.memcore.spi.MemoryLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the golden store holds. Never to be changed; a later format gets a store of its own. */
final class Golden {
    private static final Cause CAUSE = new Cause("pruning", "too old \u2014 \uD83D\uDC18", Set.of(Samples.id(7)));

    private Golden() {}

    static List<Commit> commits() {
        List<Commit> commits = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            commits.add(new Commit(number, Samples.NOON.plusMillis(number), Samples.turn(number)));
        }
        commits.add(new Commit(7, Samples.NOON, operations()));
        commits.add(new Commit(8, Instant.parse("1969-12-31T23:59:59.999Z"), Samples.turn(8)));
        return commits;
    }

    static void append(MemoryLog log) {
        commits().forEach(commit -> log.append(commit.operations(), commit.recordedAt(), ignored -> {}));
    }

    private static List<MemoryOp> operations() {
        return List.of(
                new MemoryOp.Add(Samples.id(7), new Scope("acme", "robin", "tutor"), full(), CAUSE),
                new MemoryOp.Add(Samples.id(8), Scope.of("acme"), Observation.of("plain"), Cause.HOST),
                new MemoryOp.Revise(Samples.id(1), "M\u00FCller \uD83D\uDC18", 1, CAUSE),
                new MemoryOp.Supersede(Samples.id(2), Samples.id(3), CAUSE),
                new MemoryOp.Forget(Samples.id(3), CAUSE),
                new MemoryOp.Move(Samples.id(4), Tier.ARCHIVE, Cause.HOST),
                new MemoryOp.Move(Samples.id(4), Tier.MID, Cause.HOST),
                new MemoryOp.Adjust(Samples.id(5), 0.25, 0.75, null, Samples.NOON, null, CAUSE),
                new MemoryOp.Quarantine(Samples.id(6), CAUSE),
                new MemoryOp.Release(Samples.id(6), Cause.of("host", "checked")));
    }

    private static Observation full() {
        return Observation.builder("all there is")
                .kind(Kind.PROCEDURE)
                .tier(Tier.MID)
                .session("s1")
                .role(Role.TOOL)
                .speaker("Robin")
                .toolCallId("call-1")
                .eventTime(EventTime.from(Samples.NOON, Duration.ofDays(31)))
                .validFrom(Instant.EPOCH)
                .validTo(Samples.NOON)
                .expiresAt(Samples.NOON.plusSeconds(1))
                .attribute("text", "value")
                .attribute("whole", -5)
                .attribute("real", 0.1)
                .attribute("yes", true)
                .attribute("no", false)
                .attribute("when", Samples.NOON)
                .label("private")
                .importance(0.75)
                .confidence(0.5)
                .source("mail")
                .trust(0.25)
                .derivedFrom(Samples.id(1))
                .idempotencyKey("once")
                .build();
    }
}
