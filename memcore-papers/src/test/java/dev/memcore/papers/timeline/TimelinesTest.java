package dev.memcore.papers.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimelinesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Memory memory(int number, String text) {
        return ListScopeView.memory(
                SequenceIds.id(number),
                Scope.of("acme", "alice"),
                START,
                Observation.builder(text)
                        .eventTime(EventTime.at(START.plusSeconds(number)))
                        .build());
    }

    private static List<Memory> story() {
        return new ArrayList<>(List.of(
                memory(1, "Luna adopted a puppy named Biscuit."),
                memory(2, "The marathon training of Omar begins in March."),
                memory(3, "Biscuit the puppy chewed the sofa because he was bored."),
                memory(4, "Omar injured his knee during marathon training."),
                memory(5, "But Omar no longer needs a doctor for the knee."),
                memory(6, "\u6211\u7684\u732b\u53eb\u5c0f\u9ed1\u3002"),
                memory(7, "The puppy Biscuit goes to a trainer on Mondays."),
                memory(8, "\u6211\u7684\u732b\u53eb\u5c0f\u767d\u3002")));
    }

    private static List<Integer> numbers(List<Timelines.Step> steps) {
        return steps.stream()
                .map(step -> story().stream()
                                .map(Memory::id)
                                .toList()
                                .indexOf(step.memory().id())
                        + 1)
                .toList();
    }

    @Test
    void eachTopicHasATimelineWithRelations() {
        Timelines timelines = Timelines.of(story());
        assertEquals(
                List.of(List.of(1, 3, 7), List.of(2, 4, 5), List.of(6, 8)),
                timelines.all().stream().map(TimelinesTest::numbers).toList());
        assertEquals(
                List.of(Relation.START, Relation.REASON, Relation.SAME_TOPIC),
                timelines.of(SequenceIds.id(3)).stream()
                        .map(Timelines.Step::relation)
                        .toList());
        assertEquals(
                List.of(Relation.START, Relation.SAME_TOPIC, Relation.CONTRAST),
                timelines.of(SequenceIds.id(2)).stream()
                        .map(Timelines.Step::relation)
                        .toList());
        assertEquals(Relation.CHANGES, timelines.of(SequenceIds.id(6)).getLast().relation());
        assertEquals(
                Optional.of(SequenceIds.id(4)),
                timelines.of(SequenceIds.id(2)).getLast().to());
        assertEquals(List.of(), timelines.of(SequenceIds.id(99)));
        assertEquals(
                SequenceIds.id(7),
                timelines
                        .transcript(SequenceIds.id(1))
                        .after(SequenceIds.id(3))
                        .orElseThrow()
                        .id());
    }

    /** A kitten that is referred to across five sessions: all of its memories, in order, for any order of input. */
    @Test
    void aTimelineIsCompleteForEveryOrderOfInput() {
        List<Memory> memories = new ArrayList<>();
        List<MemoryId> kitten = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            boolean isKitten = i % 8 == 3;
            memories.add(memory(
                    i,
                    isKitten
                            ? "The kitten Mitzi visited vet number" + i + "."
                            : "Word" + i + " item" + i + " thing" + i));
            if (isKitten) {
                kitten.add(SequenceIds.id(i));
            }
        }
        Random random = new Random(2);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(memories, random);
            Timelines timelines = Timelines.of(memories);
            assertEquals(
                    kitten,
                    timelines.of(kitten.get(2)).stream()
                            .map(step -> step.memory().id())
                            .toList());
            int steps = timelines.all().stream().mapToInt(List::size).sum();
            assertTrue(steps == 40 && timelines.all().size() == 36);
        }
    }
}
