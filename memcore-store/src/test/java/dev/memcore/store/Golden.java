package dev.memcore.store;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.MemoryLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the golden stores hold. Never to be changed; a later format gets a store of its own. */
public final class Golden {
    private static final Cause CAUSE = new Cause("pruning", "too old \u2014 \uD83D\uDC18", Set.of(Samples.id(7)));

    /** Of the turns that are added for format 5, the one that is left, the last of its segment, and the last of all. */
    private static final int KEPT = 20;

    private static final int SEALED = 21;
    private static final int LAST = 25;

    private Golden() {}

    static List<Commit> format1() {
        List<Commit> commits = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            commits.add(new Commit(number, Samples.NOON.plusMillis(number), Samples.turn(number)));
        }
        commits.add(new Commit(7, Samples.NOON, operations()));
        commits.add(new Commit(8, Instant.parse("1969-12-31T23:59:59.999Z"), Samples.turn(8)));
        return commits;
    }

    /** The same, then what format 2 added, of which a rewriting then takes the first two commits' operations. */
    public static List<Commit> format2() {
        List<Commit> commits = new ArrayList<>(format1());
        commits.set(0, new Commit(1, commits.get(0).recordedAt(), List.of()));
        commits.set(1, new Commit(2, commits.get(1).recordedAt(), List.of()));
        commits.addAll(added());
        return commits;
    }

    /** The same, then what format 3 added. */
    public static List<Commit> format3() {
        List<Commit> commits = new ArrayList<>(format2());
        commits.addAll(addedByFormat3());
        return commits;
    }

    /** The same, then what format 4 added. */
    public static List<Commit> format4() {
        List<Commit> commits = new ArrayList<>(format3());
        commits.add(addedByFormat4());
        return commits;
    }

    /** The same, then turns, of which the rewriting leaves one, with runs of what it empties. */
    public static List<Commit> format5() {
        List<Commit> commits = new ArrayList<>(format4());
        commits.set(0, new Commit(1, commits.get(1).recordedAt(), List.of()));
        addEmptied(commits, KEPT - 1);
        commits.addAll(Samples.expected(KEPT, KEPT));
        addEmptied(commits, SEALED);
        addEmptied(commits, LAST);
        return commits;
    }

    /** The same, then what format 6 added. */
    public static List<Commit> format6() {
        List<Commit> commits = new ArrayList<>(format5());
        commits.add(addedByFormat6());
        return commits;
    }

    /** The same, then what format 7 added. */
    public static List<Commit> format7() {
        List<Commit> commits = new ArrayList<>(format6());
        commits.add(addedByFormat7());
        return commits;
    }

    private static Commit addedByFormat7() {
        Map<String, AttributeValue> set = Map.of(
                "text", new AttributeValue.Text("M\u00FCller \uD83D\uDC18"), "whole", new AttributeValue.Whole(-5));
        EventTime month = EventTime.from(Samples.NOON, Duration.ofDays(31));
        return new Commit(
                LAST + 2,
                Samples.NOON.plusMillis(LAST + 2),
                List.of(
                        new MemoryOp.SetAttributes(Samples.id(26), set, Set.of("real", "yes"), CAUSE),
                        MemoryOp.SetAttributes.set(Samples.id(26), "no", new AttributeValue.Flag(false), Cause.HOST),
                        MemoryOp.SetAttributes.remove(Samples.id(26), "no", Cause.HOST),
                        new MemoryOp.SetExpiry(Samples.id(26), Samples.NOON, CAUSE),
                        new MemoryOp.SetExpiry(Samples.id(26), null, Cause.HOST),
                        new MemoryOp.SetValidity(Samples.id(26), Instant.EPOCH, Samples.NOON, CAUSE),
                        new MemoryOp.SetValidity(Samples.id(26), null, Samples.NOON, Cause.HOST),
                        new MemoryOp.SetValidity(Samples.id(26), null, null, Cause.HOST),
                        new MemoryOp.SetEventTime(Samples.id(26), EventTime.at(Samples.NOON), CAUSE),
                        new MemoryOp.SetEventTime(Samples.id(26), month, Cause.HOST),
                        new MemoryOp.SetEventTime(Samples.id(26), null, Cause.HOST)));
    }

    private static Commit addedByFormat6() {
        Scope scope = new Scope("acme", "robin", "tutor");
        Instant created = Samples.NOON.minusSeconds(86_400);
        return new Commit(
                LAST + 1,
                Samples.NOON.plusMillis(LAST + 1),
                List.of(
                        new MemoryOp.Add(Samples.id(26), scope, full(), created, CAUSE),
                        new MemoryOp.Restore(
                                Samples.id(27),
                                scope,
                                3,
                                Status.ACTIVE,
                                null,
                                Observation.of("plain"),
                                List.of(),
                                created,
                                Cause.HOST),
                        new MemoryOp.Erase(
                                Samples.id(10_001), scope, 4, "0123456789abcdef".repeat(4), created, CAUSE)));
    }

    /** A run up to a commit. */
    private static void addEmptied(List<Commit> commits, int last) {
        for (int number = commits.size() + 1; number <= last; number++) {
            commits.add(new Commit(number, Samples.NOON.plusMillis(last), List.of()));
        }
    }

    private static List<Commit> addedByFormat5() {
        return Samples.expected(14, LAST);
    }

    private static Commit addedByFormat4() {
        Usage attended = new Usage(2, 1, 0, Samples.NOON, 0.625);
        return new Commit(13, Samples.NOON.plusMillis(4), List.of(new MemoryOp.Use(Samples.id(11), attended, CAUSE)));
    }

    private static List<Commit> addedByFormat3() {
        return List.of(
                new Commit(11, Samples.NOON.plusMillis(2), operationsOfFormat3()),
                new Commit(12, Samples.NOON.plusMillis(3), Samples.turn(12)));
    }

    private static List<Commit> added() {
        return List.of(
                new Commit(9, Samples.NOON, operationsOfFormat2()),
                new Commit(10, Samples.NOON.plusMillis(1), Samples.turn(10)));
    }

    static void append(MemoryLog log) {
        append(log, format1());
        append(log, added());
        append(log, addedByFormat3());
        append(log, List.of(addedByFormat4()));
        append(log, addedByFormat5());
        append(log, List.of(addedByFormat6()));
        log.rewrite(commit -> commit.sequence() <= 2 || isEmptied(commit.sequence()) ? List.of() : commit.operations());
        append(log, List.of(addedByFormat7()));
    }

    private static boolean isEmptied(long sequence) {
        return sequence > 13 && sequence <= LAST && sequence != KEPT;
    }

    private static void append(MemoryLog log, List<Commit> commits) {
        commits.forEach(commit -> log.copy(commit.operations(), commit.recordedAt(), ignored -> {}));
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

    private static List<MemoryOp> operationsOfFormat2() {
        Link link = new Link(Samples.id(7), Samples.id(8), LinkType.SUPPORTS, 0.25, Instant.EPOCH, Samples.NOON);
        Observation pinned = full().toBuilder().pinned(true).build();
        Scope scope = new Scope("acme", "robin", "tutor");
        return List.of(
                new MemoryOp.Add(Samples.id(9), scope, pinned, CAUSE),
                new MemoryOp.Adjust(Samples.id(5), null, null, Samples.NOON, null, true, CAUSE),
                MemoryOp.Adjust.pinned(Samples.id(5), false, Cause.HOST),
                new MemoryOp.AddLink(link, CAUSE),
                new MemoryOp.AddLink(Link.of(Samples.id(7), Samples.id(8), LinkType.of("other")), Cause.HOST),
                new MemoryOp.RemoveLink(Samples.id(7), Samples.id(8), LinkType.of("other"), CAUSE),
                new MemoryOp.Restore(
                        Samples.id(7), scope, 9, Status.SUPERSEDED, Samples.id(8), pinned, List.of(link), CAUSE),
                new MemoryOp.Restore(
                        Samples.id(8),
                        Scope.of("acme"),
                        2,
                        Status.ACTIVE,
                        null,
                        Observation.of("plain"),
                        List.of(),
                        Cause.HOST),
                new MemoryOp.Use(Samples.id(7), new Usage(3, 2, 1, Samples.NOON), CAUSE),
                new MemoryOp.Use(Samples.id(8), new Usage(1, 0, 0, null), Cause.HOST),
                new MemoryOp.Erase(Samples.id(10_000), scope, 4, "0123456789abcdef".repeat(4), CAUSE));
    }

    private static List<MemoryOp> operationsOfFormat3() {
        Observation keyed = full().toBuilder()
                .searchKeys(SearchKeys.QUESTIONS, List.of("Who is it?", "M\u00FCller \uD83D\uDC18"))
                .searchKeys("b", List.of("x"))
                .build();
        Scope scope = new Scope("acme", "robin", "tutor");
        return List.of(
                new MemoryOp.Add(Samples.id(11), scope, keyed, CAUSE),
                new MemoryOp.SetSearchKeys(Samples.id(11), SearchKeys.QUESTIONS, List.of("Who was it?", "Who?"), CAUSE),
                new MemoryOp.SetSearchKeys(Samples.id(11), "b", List.of(), Cause.HOST),
                new MemoryOp.Restore(
                        Samples.id(11), scope, 4, Status.SUPERSEDED, Samples.id(8), keyed, List.of(), CAUSE));
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
