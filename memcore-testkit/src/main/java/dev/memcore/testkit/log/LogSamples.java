package dev.memcore.testkit.log;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.testkit.SequenceIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The sample operations that the contract tests append to a log. */
final class LogSamples {
    static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123Z");

    private static final MemoryId ID = new MemoryId(0x0190_0000_0000_7000L, 1);
    private static final MemoryId OTHER = new MemoryId(-1, -1);
    private static final Scope SCOPE = new Scope("acme", "robin", "tutor");
    private static final Cause CAUSE = new Cause("pruning", "too old \u2014 \uD83D\uDC18", Set.of(OTHER, ID));

    private LogSamples() {}

    static List<MemoryOp> turn(long number) {
        return List.of(add(number, Observation.of("turn " + number)));
    }

    static List<MemoryOp> batch(long number, int size) {
        List<MemoryOp> operations = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            operations.add(add(i, Observation.of(number + "." + i)));
        }
        return operations;
    }

    static List<MemoryOp> everyKindOfOperation() {
        return List.of(
                add(1, full()),
                add(2, full().toBuilder().tier(Tier.MID).role(Role.ASSISTANT).build()),
                new MemoryOp.Add(OTHER, Scope.of("t"), Observation.of("x"), Cause.HOST),
                add(
                        3,
                        Observation.builder("")
                                .role(Role.ASSISTANT)
                                .toolCallId("call_0")
                                .build()),
                add(4, Observation.builder(" \n").role(Role.TOOL).build()),
                new MemoryOp.Revise(ID, "a\nb\u0000c \uFFFD \uD83D\uDC18", Integer.MAX_VALUE, CAUSE),
                new MemoryOp.Revise(ID, "again", 0, Cause.HOST),
                new MemoryOp.Supersede(ID, OTHER, CAUSE),
                new MemoryOp.Forget(ID, CAUSE),
                new MemoryOp.Move(ID, Tier.ARCHIVE, CAUSE),
                MemoryOp.Adjust.importance(ID, 0.0, CAUSE),
                new MemoryOp.Adjust(ID, null, 1.0, NOON, NOON, true, Cause.of("host", "said so")),
                new MemoryOp.Quarantine(ID, CAUSE),
                new MemoryOp.Release(ID, CAUSE),
                MemoryOp.Adjust.pinned(ID, false, CAUSE),
                new MemoryOp.SetSearchKeys(
                        ID, SearchKeys.QUESTIONS, List.of("Wer?", "\uD83D\uDC18 where?\nwhen?"), CAUSE),
                new MemoryOp.SetSearchKeys(ID, "m\u00FCndlich", List.of(), Cause.HOST),
                new MemoryOp.SetAttributes(ID, full().attributes(), Set.of("old", "m\u00FCndlich"), CAUSE),
                MemoryOp.SetAttributes.set(ID, "yes", new AttributeValue.Flag(true), Cause.HOST),
                MemoryOp.SetAttributes.remove(ID, "yes", Cause.HOST),
                new MemoryOp.SetExpiry(ID, NOON, CAUSE),
                new MemoryOp.SetExpiry(ID, null, Cause.HOST),
                new MemoryOp.SetValidity(ID, Instant.EPOCH.minusMillis(1), NOON, CAUSE),
                new MemoryOp.SetValidity(ID, NOON, null, CAUSE),
                new MemoryOp.SetValidity(ID, null, null, Cause.HOST),
                new MemoryOp.SetEventTime(ID, EventTime.from(NOON, Duration.ofDays(31)), CAUSE),
                new MemoryOp.SetEventTime(ID, EventTime.at(NOON), Cause.HOST),
                new MemoryOp.SetEventTime(ID, null, Cause.HOST),
                new MemoryOp.AddLink(Link.of(ID, OTHER, LinkType.SUPPORTS), Cause.HOST),
                new MemoryOp.AddLink(full(ID), CAUSE),
                new MemoryOp.RemoveLink(ID, OTHER, LinkType.SUPPORTS, CAUSE),
                new MemoryOp.Restore(ID, SCOPE, 7, Status.SUPERSEDED, OTHER, full(), List.of(full(ID)), CAUSE),
                new MemoryOp.Restore(
                        OTHER, Scope.of("t"), 1, Status.ACTIVE, null, Observation.of("x"), List.of(), Cause.HOST),
                new MemoryOp.Restore(
                        OTHER, Scope.of("t"), 2, Status.ACTIVE, null, Observation.of("x"), List.of(), NOON, CAUSE),
                new MemoryOp.Add(SequenceIds.id(3), SCOPE, full(), NOON.minusMillis(1), CAUSE),
                new MemoryOp.Erase(SequenceIds.id(98), SCOPE, 1, "0".repeat(64), Instant.EPOCH, CAUSE),
                new MemoryOp.Use(ID, new Usage(Integer.MAX_VALUE, 1, 2, NOON), CAUSE),
                new MemoryOp.Use(OTHER, new Usage(1, 0, 0, null), Cause.HOST),
                new MemoryOp.Use(OTHER, new Usage(2, 1, 0, NOON, 0.625), CAUSE),
                erase(SequenceIds.id(99)));
    }

    /** Returns an erasure of a memory. */
    static MemoryOp erase(MemoryId id) {
        return new MemoryOp.Erase(id, SCOPE, 3, "0123456789abcdef".repeat(4), CAUSE);
    }

    private static Link full(MemoryId from) {
        return new Link(from, OTHER, LinkType.of("m\u00FCndlich"), 0.125, NOON, NOON.plusMillis(1));
    }

    private static MemoryOp add(long number, Observation observation) {
        return new MemoryOp.Add(SequenceIds.id(number), SCOPE, observation, CAUSE);
    }

    private static Observation full() {
        return Observation.builder("M\u00FCller sagt: \uD83D\uDC18")
                .kind(Kind.PROCEDURE)
                .tier(Tier.SHORT)
                .session("s1")
                .role(Role.TOOL)
                .speaker("Robin")
                .toolCallId("call-2")
                .toolCallId("call-1")
                .eventTime(EventTime.from(NOON.minusSeconds(86_400), Duration.ofDays(31)))
                .validFrom(Instant.EPOCH.minusMillis(1))
                .validTo(NOON)
                .expiresAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                .attribute("text", "")
                .attribute("whole", Long.MIN_VALUE)
                .attribute("real", -0.0)
                .attribute("yes", true)
                .attribute("no", new AttributeValue.Flag(false))
                .attribute("when", Instant.ofEpochMilli(Long.MIN_VALUE))
                .label("private")
                .label("medical")
                .importance(0.25)
                .confidence(0)
                .source("mail")
                .trust(Double.MIN_VALUE)
                .pinned(true)
                .derivedFrom(ID)
                .derivedFrom(OTHER)
                .idempotencyKey("once")
                .searchKeys(SearchKeys.ENTITIES, List.of("Zo\u00EB", "Amt"))
                .searchKeys(SearchKeys.QUESTIONS, List.of("Wer spricht?"))
                .build();
    }
}
