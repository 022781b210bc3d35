package dev.memcore.consolidation.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.provenance.MergedParts;
import dev.memcore.consolidation.provenance.Validity;
import dev.memcore.consolidation.segment.Paging;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.LifecyclePolicyContract;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RunningSummaryTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();

    private static final List<Role> ROLES = List.of(Role.USER, Role.ASSISTANT, Role.SYSTEM, Role.TOOL);

    @Nested
    class Contract extends LifecyclePolicyContract {
        @Override
        protected LifecyclePolicy create() {
            return RunningSummary.ofWindow(20);
        }
    }

    private static Observation said(String speaker, String text) {
        return Library.turn("s", speaker, text).tier(Tier.SHORT).build();
    }

    private static ListScopeView folded(ListScopeView scope, RunningSummary policy, int limit) {
        return Library.maintained(scope, List.of(policy), limit);
    }

    private static List<Memory> summaries(ListScopeView scope) {
        return Library.all(scope, RunningSummary::isSummary);
    }

    private static Memory summary(ListScopeView scope) {
        List<Memory> all = summaries(scope);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void nothingHappensBelowTheBudget() {
        ListScopeView scope = Library.of(List.of(said("Ann", "My dog is called Rex."), said("Bob", "Nice.")));
        assertEquals(List.of(), Library.proposals(RunningSummary.ofWindow(100), scope));
    }

    @Test
    void theOldestHalfIsFoldedAndTheTextSurvivesInOrder() {
        ListScopeView scope = Library.of(IntStream.range(0, 20)
                .mapToObj(i -> said(i % 2 == 0 ? "Ann" : "Bob", "Item" + i + " is in place" + i + "."))
                .toList());
        int all = 20 * COUNTER.count("Item11 is in place11.");
        ListScopeView after = folded(scope, RunningSummary.ofWindow(all + 490).tokens(500), 1_000);
        Memory summary = summary(after);
        assertEquals(
                "Ann: Item0 is in place0.", summary.text().lines().findFirst().orElseThrow());
        MemoryId to = RunningSummary.foldedTo(summary);
        assertNotNull(to);
        List<Memory> left = Library.all(after, memory -> memory.tier() == Tier.SHORT);
        assertTrue(left.stream().allMatch(memory -> memory.id().compareTo(to) > 0));
        assertEquals(10, left.size(), 2);
        assertEquals(20, Library.all(after, MergedParts::isMessage).size());
    }

    @Test
    void theNewestStateWinsWhenTheBudgetIsTight() {
        List<Observation> stream = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 400; i++) {
            String key = "key" + random.nextInt(8);
            String value = "value" + random.nextInt(100_000);
            stream.add(said("Ann", key + " = " + value));
        }
        ListScopeView after =
                folded(Library.of(stream), RunningSummary.ofWindow(400).tokens(80), 1_000);
        Memory summary = summary(after);
        MemoryId to = RunningSummary.foldedTo(summary);
        assertNotNull(to);
        Map<String, String> newest = new HashMap<>();
        for (Memory memory : Library.all(after, MergedParts::isMessage)) {
            if (memory.id().compareTo(to) <= 0) {
                newest.put(memory.text().substring(0, 4), memory.text());
            }
        }
        Set<String> kept = summary.text().lines().map(line -> line.substring(5)).collect(Collectors.toSet());
        assertTrue(kept.containsAll(newest.values()), () -> kept + " lacks some of " + newest.values());
    }

    @Test
    void aFactThatIsRepeatedSurvivesDozensOfFolds() {
        List<Observation> stream = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            stream.add(said("Bob", i % 90 == 0 ? "I am allergic to peanuts." : "Well, talk number" + i + " goes on."));
        }
        ListScopeView after = folded(Library.of(stream), RunningSummary.ofWindow(600), 10_000);
        assertTrue(summary(after).text().contains("allergic to peanuts"));
    }

    @Test
    void aForgottenSourceLeavesTheSummary() {
        ListScopeView scope = Library.of(IntStream.range(0, 30)
                .mapToObj(i -> said("Ann", "Thing" + i + " costs price" + i + " today."))
                .toList());
        RunningSummary policy = RunningSummary.ofWindow(100);
        ListScopeView before = folded(scope, policy, 1_000);
        MemoryId source = RunningSummary.lines(summary(before)).getFirst().source();
        ListScopeView after = folded(before.after(List.of(new MemoryOp.Forget(source, Cause.HOST))), policy, 1_000);
        assertNotEquals(summary(before).id(), summary(after).id());
        assertFalse(summary(after).derivedFrom().contains(source));
        ListScopeView again =
                folded(after.after(List.of(new MemoryOp.Forget(summary(after).id(), Cause.HOST))), policy, 1_000);
        assertEquals(RunningSummary.foldedTo(summary(after)), RunningSummary.foldedTo(summary(again)));
    }

    @Test
    void chineseAndRussianDialogueIsFolded() {
        List<Observation> stream = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            stream.add(said(
                    "\u5f20\u4f1f",
                    "\u6211\u7684\u9884\u7b97\u662f" + (500 + i) + "\u5143\u3002\u4f60\u597d\u5417\uff1f"));
            stream.add(said(
                    "\u041e\u043b\u044f",
                    "\u041c\u043e\u0439 \u043f\u043e\u0435\u0437\u0434 \u0432 " + i
                            + " \u0447\u0430\u0441\u043e\u0432."));
        }
        stream.add(
                stream.size() / 2,
                said("\u5f20\u4f1f", "\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\uff0c\u8bf7\u8bb0\u4f4f\u3002"));
        ListScopeView after =
                folded(Library.of(stream), RunningSummary.ofWindow(200).tokens(60), 1_000);
        Memory summary = summary(after);
        assertTrue(COUNTER.count(summary.text()) <= 60);
        assertTrue(summary.text().contains("\u82b1\u751f"), summary.text());
        int last = 0;
        for (Memory memory : Library.all(after, MergedParts::isMessage)) {
            MemoryId to = RunningSummary.foldedTo(summary);
            if (to != null && memory.id().compareTo(to) <= 0 && memory.text().contains("\u5143")) {
                last = Integer.parseInt(memory.text().replaceAll("\\D", ""));
            }
        }
        assertTrue(summary.text().contains(last + "\u5143"), summary.text());
    }

    /** Random sessions with tools, labels, pins and limits against the properties that hold for each state. */
    @Test
    void propertiesHoldForRandomSessions() {
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RunningSummary policy = RunningSummary.of(
                            new Paging(30 + random.nextInt(200), .7, 1, random.nextInt(9) / 10.0), COUNTER)
                    .tokens(10 + random.nextInt(60));
            ListScopeView scope = Library.of(List.of());
            long id = 1;
            for (int round = 0; round < 4; round++) {
                List<MemoryOp> adds = new ArrayList<>();
                for (int i = random.nextInt(60); i > 0; i--) {
                    adds.add(new MemoryOp.Add(SequenceIds.id(id++), Library.SCOPE, message(random), Cause.HOST));
                }
                scope = scope.after(adds);
                List<Memory> messages = Library.all(scope, MergedParts::isMessage);
                if (!messages.isEmpty() && random.nextBoolean()) {
                    MemoryId gone =
                            messages.get(random.nextInt(messages.size())).id();
                    scope = scope.after(List.of(new MemoryOp.Forget(gone, Cause.HOST)));
                }
                scope = Library.maintained(scope, List.of(policy), 1 + random.nextInt(30));
                id = Math.max(id, 20_000L * (round + 1));
                check(scope, policy, seed);
            }
        }
    }

    private static Observation message(SplittableRandom random) {
        String session = random.nextBoolean() ? "one" : "two";
        String text = random.nextInt(8) == 0
                ? "How is thing" + random.nextInt(9) + "?"
                : "Thing" + random.nextInt(9) + " has value" + random.nextInt(50) + ". It is fine.";
        Role role = ROLES.get(random.nextInt(4));
        Observation.Builder message = Library.turn(session, random.nextBoolean() ? "Ann" : "Bob", text)
                .tier(Tier.SHORT)
                .role(role)
                .pinned(random.nextInt(10) == 0);
        if ((role == Role.TOOL || role == Role.ASSISTANT) && random.nextBoolean()) {
            message.toolCallId("c" + random.nextInt(2));
        }
        if (random.nextInt(6) == 0) {
            message.label("secret");
        }
        return message.build();
    }

    private static void check(ListScopeView scope, RunningSummary policy, int seed) {
        Set<String> groups = new TreeSet<>();
        Map<String, MemoryId> folded = new HashMap<>();
        for (Memory summary : summaries(scope)) {
            assertTrue(groups.add(summary.session() + Validity.of(summary)), "seed " + seed);
            assertTrue(COUNTER.count(summary.text()) <= policy.tokens(), "seed " + seed);
            List<SummaryLine> lines = RunningSummary.lines(summary);
            assertFalse(lines.isEmpty());
            Set<MemoryId> sources = new TreeSet<>();
            for (SummaryLine line : lines) {
                Memory source = scope.get(line.source()).orElseThrow();
                sources.add(source.id());
                assertTrue(source.inForceAt(scope.now()));
                String said = line.text().substring(line.text().indexOf(": ") + 2);
                assertTrue(source.text().contains(said) || COUNTER.count(source.text()) > policy.tokens());
                assertNotEquals(Role.SYSTEM, source.role());
                assertEquals(
                        source.observation().labels(), summary.observation().labels());
            }
            assertEquals(sources, summary.derivedFrom());
            MemoryId to = RunningSummary.foldedTo(summary);
            assertNotNull(to);
            folded.merge(String.valueOf(summary.session()), to, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        checkQueues(scope, policy, folded, seed);
    }

    private static void checkQueues(
            ListScopeView scope, RunningSummary policy, Map<String, MemoryId> folded, int seed) {
        for (String session : List.of("one", "two")) {
            MemoryId to = folded.get(session);
            List<Memory> messages =
                    Library.all(scope, memory -> MergedParts.isMessage(memory) && session.equals(memory.session()));
            List<Memory> queue = messages.stream()
                    .filter(memory -> to == null || memory.id().compareTo(to) > 0)
                    .toList();
            long held = queue.stream()
                    .mapToLong(memory -> COUNTER.count(memory.text()))
                    .sum();
            int leaving = policy.queue().leaving(queue, held, memory -> COUNTER.count(memory.text()));
            boolean said = queue.subList(0, leaving).stream().anyMatch(memory -> memory.role() != Role.SYSTEM);
            assertFalse(said, "seed " + seed + ": " + leaving + " messages should have left");
            assertTrue(messages.stream()
                    .filter(memory -> to != null && memory.id().compareTo(to) <= 0 && !memory.pinned())
                    .noneMatch(memory -> memory.tier() == Tier.SHORT));
        }
    }
}
