package dev.memcore.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Durability;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.session.FoldedWindow;
import dev.memcore.api.session.WindowLine;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.summary.RunningSummary;
import dev.memcore.consolidation.summary.SummaryLine;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.ToolExchanges;
import dev.memcore.spi.lifecycle.Trigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoldedWindowTest {
    /** The budget of HEMA's prompt. */
    private static final int HEMA = 3_500;

    private static final TokenCounter COUNTER = TokenCounter.approximate();
    private static final Scope ALICE = Scope.of("acme", "alice");

    @TempDir
    private Path directory;

    private MemoryManager open(int window) {
        return Memcore.builder()
                .directory(directory.resolve("store"))
                .durability(Durability.BUFFERED)
                .withoutEmbedder()
                .policies(List.of(RunningSummary.ofWindow(window), Policies.ageWeightedPruning(Tier.MID, 500)))
                .build();
    }

    private static String said(int turn) {
        return "Turn" + turn + " is about subject" + turn % 37 + " and costs price" + turn * 7 + ".";
    }

    /** Counts the lines of a type. */
    private static long count(FoldedWindow window, WindowLine.Type type) {
        return window.lines().stream().filter(line -> line.type() == type).count();
    }

    private static void checkFits(FoldedWindow window) {
        long tokens = window.lines().stream()
                .mapToLong(line -> COUNTER.count(line.text()))
                .sum();
        assertEquals(tokens, window.tokens());
        assertTrue(tokens <= window.budget(), tokens + " of " + window.budget());
        ToolExchanges.of(window.messages()).all().forEach(exchange -> assertTrue(exchange.isComplete()));
    }

    /** A thousand turns, maintenance after each tenth: never more than 3,500 tokens, and no turn is missing. */
    @Test
    void aLongSessionStaysWithinTheBudgetOfHema() {
        try (MemoryManager manager = open(HEMA)) {
            SessionMemory session = manager.space(ALICE).session("s");
            int flushes = 0;
            boolean hadSummary = false;
            MemoryId summary = null;
            for (int turn = 0; turn < 1_000; turn++) {
                session.add(turn % 2 == 0 ? Role.USER : Role.ASSISTANT, said(turn));
                if (turn % 10 == 9) {
                    manager.maintain();
                    FoldedWindow window = session.folds().window(HEMA);
                    checkFits(window);
                    assertEquals(0, window.omitted());
                    List<Memory> summaries = session.summaries();
                    assertTrue(summaries.size() <= 1);
                    hadSummary |= !summaries.isEmpty();
                    MemoryId now =
                            summaries.isEmpty() ? null : summaries.getFirst().id();
                    flushes += now != null && !now.equals(summary) ? 1 : 0;
                    summary = now;
                    checkNothingIsMissing(session, window, turn + 1);
                }
            }
            assertTrue(hadSummary);
            assertTrue(flushes >= 5 && flushes <= 15, flushes + " flushes");
        }
    }

    /** The messages after the summary are exactly those that are not folded. */
    private static void checkNothingIsMissing(SessionMemory session, FoldedWindow window, int turns) {
        MemoryId to = session.summaries().isEmpty()
                ? null
                : RunningSummary.foldedTo(session.summaries().getFirst());
        long folded = session.transcript().ids().stream()
                .filter(id -> to != null && id.compareTo(to) <= 0)
                .count();
        assertEquals(turns - folded, window.messages().size());
    }

    @Test
    void thereIsOneWarningBeforeEachFlushAndThePrefixStays() {
        try (MemoryManager manager = open(1_000)) {
            SessionMemory session = manager.space(ALICE).session("s");
            List<String> before = List.of();
            int warned = 0;
            for (int turn = 0; turn < 200; turn++) {
                session.add(Role.USER, said(turn));
                FoldedWindow window = session.folds().window(1_000);
                checkFits(window);
                assertTrue(count(window, WindowLine.Type.WARNING) <= (window.held() >= 700 ? 1 : 0));
                List<String> lines =
                        window.lines().stream().map(WindowLine::text).toList();
                if (window.held() < 960) {
                    assertEquals(before, lines.subList(0, Math.min(before.size(), lines.size())));
                    assertEquals(window.isPressed() ? 1 : 0, count(window, WindowLine.Type.WARNING));
                }
                before = lines;
                if (window.held() >= 900) {
                    warned++;
                    manager.maintain();
                    before = session.folds().window(1_000).lines().stream()
                            .map(WindowLine::text)
                            .toList();
                }
            }
            assertTrue(warned > 3);
        }
    }

    /** Dozens of sessions, nightly maintenance, restarts, interrupted callers; one session in Russian, one in Chinese. */
    @Test
    void dozensOfSessionsSurviveNightsAndRestarts() {
        SplittableRandom random = new SplittableRandom(8);
        List<String> expected = new ArrayList<>();
        for (int night = 0; night < 4; night++) {
            try (MemoryManager manager = open(600)) {
                MemorySpace space = manager.space(ALICE);
                for (int s = 0; s < 40; s++) {
                    SessionMemory session = space.session("s" + s);
                    if (night > 0) {
                        assertEquals(
                                expected.get(s), session.folds().window(600).toString());
                    }
                    for (int turn = 0; turn < 12; turn++) {
                        session.add(message(s, night * 12 + turn, random));
                    }
                    Thread.currentThread().interrupt();
                    checkFits(session.folds().window(600));
                    assertTrue(Thread.interrupted());
                }
                manager.maintain();
                expected.clear();
                for (int s = 0; s < 40; s++) {
                    FoldedWindow window = space.session("s" + s).folds().window(600);
                    checkFits(window);
                    assertEquals(0, window.omitted());
                    expected.add(window.toString());
                }
            }
        }
    }

    private static Observation message(int session, int turn, SplittableRandom random) {
        String text = switch (session % 3) {
            case 0 -> said(turn) + " It goes on and on, as talk does.";
            case 1 ->
                "\u041c\u043e\u0439 \u043f\u043e\u0435\u0437\u0434 " + turn
                        + " \u043e\u0442\u043f\u0440\u0430\u0432\u043b\u044f\u0435\u0442\u0441\u044f \u0432 "
                        + random.nextInt(24)
                        + " \u0447\u0430\u0441\u043e\u0432.";
            default ->
                "\u6211\u7684\u7b2c" + turn + "\u6b21\u4f1a\u8bae\u5728" + random.nextInt(24)
                        + "\u70b9\u3002\u6211\u5bf9\u82b1\u751f\u8fc7\u654f\u3002";
        };
        return Observation.builder(text)
                .role(turn % 2 == 0 ? Role.USER : Role.ASSISTANT)
                .build();
    }

    @Test
    void toolCallsAreNeverSplitByAFlush() {
        SplittableRandom random = new SplittableRandom(2);
        try (MemoryManager manager = open(300)) {
            SessionMemory session = manager.space(ALICE).session("s");
            for (int turn = 0; turn < 150; turn++) {
                session.add(Role.USER, said(turn));
                if (random.nextInt(3) == 0) {
                    session.addAll(List.of(
                            Observation.builder("look up " + turn)
                                    .role(Role.ASSISTANT)
                                    .toolCallId("c" + turn % 3)
                                    .build(),
                            Observation.builder("result " + turn)
                                    .role(Role.TOOL)
                                    .toolCallId("c" + turn % 3)
                                    .build()));
                }
                if (random.nextInt(4) == 0) {
                    manager.maintain();
                }
                checkFits(session.folds().window(300));
            }
            assertEquals(1, session.summaries().size());
        }
    }

    @Test
    void contextPressureMakesTheFoldDue() {
        try (MemoryManager manager = Memcore.builder()
                .withoutEmbedder()
                .on(Trigger.contextPressure(.9), RunningSummary.ofWindow(1_000))
                .build()) {
            SessionMemory session = manager.space(ALICE).session("s");
            for (int turn = 0; !session.folds().window(1_000).isFull(); turn++) {
                manager.maintain();
                session.add(Role.USER, said(turn));
                if (!session.summaries().isEmpty()) {
                    checkFits(session.folds().window(1_000));
                    assertTrue(session.folds().window(1_000).held() < 700);
                    return;
                }
            }
            throw new AssertionError("the policy did not run in time");
        }
    }

    @Test
    void anErasedMessageLeavesNoTraceInTheSummary() {
        try (MemoryManager manager = open(300)) {
            MemorySpace space = manager.space(ALICE);
            SessionMemory session = space.session("s");
            for (int turn = 0; turn < 60; turn++) {
                session.add(Role.USER, said(turn));
            }
            manager.maintain();
            Memory summary = session.summaries().getFirst();
            SummaryLine line = RunningSummary.lines(summary).getFirst();
            space.erase(Erasure.of(line.source()));
            assertEquals(List.of(), session.summaries());
            manager.maintain();
            Memory again = session.summaries().getFirst();
            assertFalse(again.text().contains(line.text()));
            Set<MemoryId> sources = new HashSet<>(again.derivedFrom());
            assertEquals(
                    sources,
                    RunningSummary.lines(again).stream()
                            .map(SummaryLine::source)
                            .collect(Collectors.toSet()));
        }
    }
}
