package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Cause;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TurnWindowTest {
    @Test
    void aResultStaysWithItsCall() {
        List<Memory> messages = List.of(
                message(1, Role.USER),
                message(2, Role.ASSISTANT, "a"),
                message(3, Role.TOOL, "a"),
                message(4, Role.USER));
        assertEquals(List.of(4L), numbers(latest(messages, 2, 99)));
        assertEquals(List.of(2L, 3L, 4L), numbers(latest(messages, 3, 99)));
        assertEquals(List.of(4L), numbers(latest(messages, 99, 2)));
    }

    @Test
    void aResultWhoseCallIsGoneIsLeftOutAlone() {
        List<Memory> messages = List.of(message(1, Role.USER), message(2, Role.TOOL, "a"), message(3, Role.USER));
        assertEquals(List.of(1L, 3L), numbers(latest(messages, 99, 99)));
    }

    @Test
    void aResultThatNamesNoCallBelongsToTheMessageBefore() {
        List<Memory> messages = List.of(message(1, Role.TOOL), message(2, Role.ASSISTANT), message(3, Role.TOOL));
        assertEquals(List.of(2L, 3L), numbers(latest(messages, 99, 99)));
        assertEquals(List.of(), numbers(latest(messages, 1, 99)));
    }

    /** Against the definition, by trying every cut. */
    @Property
    void theWindowIsTheLongestEndThatSplitsNoExchange(
            @ForAll("conversations") List<Memory> messages,
            @ForAll @IntRange(min = 0, max = 12) int tokens,
            @ForAll @IntRange(min = 1, max = 12) int most) {
        assertEquals(numbers(byDefinition(messages, most, tokens)), numbers(latest(messages, most, tokens)));
    }

    @Provide
    Arbitrary<List<Memory>> conversations() {
        Arbitrary<Set<String>> ids = Arbitraries.of("a", "b", "c", "d").set().ofMaxSize(2);
        Arbitrary<Observation> turn = Combinators.combine(
                        Arbitraries.of(Role.class), ids, Arbitraries.of("x", "x", "x y"))
                .as((role, calls, text) -> {
                    Observation.Builder builder = Observation.builder(text).role(role);
                    calls.forEach(builder::toolCallId);
                    return builder.build();
                });
        return turn.list().ofMaxSize(12).map(turns -> {
            List<Memory> messages = new ArrayList<>();
            turns.forEach(each -> messages.add(memory(messages.size(), each)));
            return messages;
        });
    }

    private static List<Memory> byDefinition(List<Memory> all, int most, int tokens) {
        List<Memory> messages = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<Memory> before = List.copyOf(messages);
            Observation seen = all.get(i).observation();
            boolean orphan = seen.role() == Role.TOOL
                    && (seen.toolCallIds().isEmpty()
                            ? before.isEmpty()
                            : !seen.toolCallIds().stream()
                                    .allMatch(id -> before.stream()
                                            .anyMatch(
                                                    other -> other.observation().role() != Role.TOOL
                                                            && other.observation()
                                                                    .toolCallIds()
                                                                    .contains(id))));
            if (!orphan) {
                messages.add(all.get(i));
            }
        }
        for (int cut = 0; cut < messages.size(); cut++) {
            List<Memory> left = messages.subList(0, cut);
            List<Memory> right = messages.subList(cut, messages.size());
            boolean splits = left.stream()
                    .anyMatch(one -> right.stream()
                            .anyMatch(other -> !Collections.disjoint(
                                    one.observation().toolCallIds(),
                                    other.observation().toolCallIds())));
            Observation leading = right.get(0).observation();
            boolean headless =
                    leading.role() == Role.TOOL && leading.toolCallIds().isEmpty();
            int cost = right.stream().mapToInt(each -> each.text().length()).sum();
            if (!splits && !headless && right.size() <= most && cost <= tokens) {
                return right;
            }
        }
        return List.of();
    }

    private static List<Memory> latest(List<Memory> messages, int most, int tokens) {
        return new TurnWindow(messages).latest(most, tokens, String::length);
    }

    private static List<Long> numbers(List<Memory> messages) {
        return messages.stream().map(each -> each.id().leastSignificant()).toList();
    }

    private static Memory message(long number, Role role, String... calls) {
        Observation.Builder builder = Observation.builder("x").role(role);
        List.of(calls).forEach(builder::toolCallId);
        return memory(number, builder.build());
    }

    private static Memory memory(long number, Observation observation) {
        return new Memory(
                Samples.id(number), Samples.SCOPE, 1, 1, Samples.NOON, Status.ACTIVE, null, Cause.HOST, observation);
    }
}
