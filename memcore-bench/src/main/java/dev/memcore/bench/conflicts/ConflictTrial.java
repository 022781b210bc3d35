package dev.memcore.bench.conflicts;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.report.Conflict;
import dev.memcore.bench.conflicts.StatementPair.Statement;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.memorycode.Dialogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What recall reports about pairs of statements that are stored among other memories.
 *
 * @param pairs the pairs
 * @param asked the places of the pairs that were reported for their question
 * @param stated the places of the pairs that were reported for the text of their later statement
 * @param reported the places of the pairs that were reported for any query
 * @param strays reported pairs of memories that are not the two statements of one pair
 */
record ConflictTrial(
        List<StatementPair> pairs, Set<Integer> asked, Set<Integer> stated, Set<Integer> reported, List<Stray> strays) {
    private static final Instant START = Instant.parse("2024-01-01T09:00:00Z");

    /**
     * A reported pair of memories of which at most one belongs to a pair of statements, or which belong to two pairs.
     *
     * @param heldOut whether a topic of the held-out half is concerned; null: no topic is
     */
    record Stray(String one, String other, @Nullable Boolean heldOut) {}

    /** Copies the collections. */
    ConflictTrial {
        pairs = List.copyOf(pairs);
        asked = Set.copyOf(asked);
        stated = Set.copyOf(stated);
        reported = Set.copyOf(reported);
        strays = List.copyOf(strays);
    }

    /**
     * Stores each group in its own scope, among lines of dialogues, and recalls each question and each later statement.
     *
     * @param noise the number of lines in each scope
     */
    static ConflictTrial of(List<List<StatementPair>> groups, List<Dialogue.Line> lines, int noise, long seed) {
        Collected collected = new Collected();
        SplittableRandom random = new SplittableRandom(seed);
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            for (int i = 0; i < groups.size(); i++) {
                MemorySpace space = store.space(Scope.of("conflicts", "group" + i));
                List<Placed> placed = placed(groups.get(i), collected.pairs.size(), lines, noise, random);
                List<Memory> kept =
                        space.rememberAll(placed.stream().map(Placed::seen).toList());
                Map<MemoryId, Integer> pairOf = new HashMap<>();
                Map<MemoryId, String> texts = new HashMap<>();
                for (int at = 0; at < kept.size(); at++) {
                    texts.put(kept.get(at).id(), kept.get(at).text());
                    if (placed.get(at).pair() >= 0) {
                        pairOf.put(kept.get(at).id(), placed.get(at).pair());
                    }
                }
                store.awaitIndexed();
                collected.ask(space, groups.get(i), pairOf, texts);
            }
        }
        return new ConflictTrial(
                collected.pairs, collected.asked, collected.stated, collected.reported, collected.strays);
    }

    /** A memory to store, and the place of its pair, or -1. */
    private record Placed(Observation seen, int pair) {}

    /** The memories of a scope in the order of their time: one a day, each earlier statement before its later one. */
    private static List<Placed> placed(
            List<StatementPair> group, int from, List<Dialogue.Line> lines, int noise, SplittableRandom random) {
        Placed[] days = new Placed[noise + 2 * group.size()];
        for (int i = 0; i < group.size(); i++) {
            int one = free(days, random);
            days[one] = new Placed(seen(group.get(i).one(), one), from + i);
            int other = free(days, random);
            Placed later = new Placed(seen(group.get(i).other(), Math.max(one, other)), from + i);
            if (other < one) {
                days[other] = new Placed(seen(group.get(i).one(), other), from + i);
                days[one] = later;
            } else {
                days[other] = later;
            }
        }
        int first = random.nextInt(lines.size());
        for (int day = 0; day < days.length; day++) {
            if (days[day] == null) {
                Dialogue.Line line = lines.get((first + day) % lines.size());
                days[day] = new Placed(seen(new Statement(line.text(), line.speaker()), day), -1);
            }
        }
        return Arrays.asList(days);
    }

    private static int free(Placed[] days, SplittableRandom random) {
        int day = random.nextInt(days.length);
        while (days[day] != null) {
            day = (day + 1) % days.length;
        }
        return day;
    }

    private static Observation seen(Statement statement, int day) {
        return Observation.builder(statement.text())
                .speaker(statement.speaker())
                .eventTime(EventTime.at(START.plus(Duration.ofDays(day))))
                .build();
    }

    /** What was reported so far. */
    private static final class Collected {
        private final List<StatementPair> pairs = new ArrayList<>();
        private final Set<Integer> asked = new HashSet<>();
        private final Set<Integer> stated = new HashSet<>();
        private final Set<Integer> reported = new HashSet<>();
        private final List<Stray> strays = new ArrayList<>();

        void ask(
                MemorySpace space,
                List<StatementPair> group,
                Map<MemoryId, Integer> pairOf,
                Map<MemoryId, String> texts) {
            int from = pairs.size();
            pairs.addAll(group);
            Set<Set<MemoryId>> seen = new HashSet<>();
            for (int i = 0; i < group.size(); i++) {
                add(space.recall(group.get(i).question()).conflicts(), from + i, asked, pairOf, texts, seen);
                add(space.recall(group.get(i).other().text()).conflicts(), from + i, stated, pairOf, texts, seen);
            }
        }

        private void add(
                List<Conflict> conflicts,
                int expected,
                Set<Integer> found,
                Map<MemoryId, Integer> pairOf,
                Map<MemoryId, String> texts,
                Set<Set<MemoryId>> seen) {
            for (Conflict conflict : conflicts) {
                Integer one = pairOf.get(conflict.one());
                Integer other = pairOf.get(conflict.other());
                if (one != null && one.equals(other)) {
                    reported.add(one);
                    if (one == expected) {
                        found.add(one);
                    }
                } else if (seen.add(Set.of(conflict.one(), conflict.other()))) {
                    Boolean heldOut = (one == null && other == null) ? null : isHeldOut(one) || isHeldOut(other);
                    strays.add(new Stray(text(texts, conflict.one()), text(texts, conflict.other()), heldOut));
                }
            }
        }

        private static String text(Map<MemoryId, String> texts, MemoryId id) {
            return texts.getOrDefault(id, "");
        }

        private boolean isHeldOut(@Nullable Integer pair) {
            return pair != null && pairs.get(pair).heldOut();
        }
    }
}
