package dev.memcore.testkit;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sample scopes for policies. Their memories have few different texts, sessions and speakers, and are in all tiers.
 * Some are pinned, and some were used.
 */
final class ScopeSamples {
    /** An id that is not less than any id in a sample. */
    static final MemoryId GREATEST = SequenceIds.id(1_000);

    private static final Scope SCOPE = Scope.of("acme", "robin");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123Z");
    private static final int SCOPES = 30;
    private static final int MOST_MEMORIES = 40;
    private static final List<String> TEXTS = List.of(
            "My dog is called Rex.",
            "my dog is called Rex!",
            "My dog is not called Rex.",
            "We moved to Berlin when I was ten.",
            "When I was 10, we moved to Berlin.",
            "The documentation is complete.",
            "The documentaion is complete.",
            "Yes.",
            "Did you like it?",
            "I play chess every Tuesday with my neighbour.",
            "\u6771\u4EAC\u306B\u4F4F\u3093\u3067\u3044\u307E\u3059",
            "");

    private ScopeSamples() {}

    static List<ListScopeView> all() {
        List<ListScopeView> scopes = new ArrayList<>();
        scopes.add(ListScopeView.of(SCOPE, NOW, List.of()));
        IntStream.range(0, SCOPES).mapToObj(ScopeSamples::random).forEach(scopes::add);
        return scopes;
    }

    private static ListScopeView random(int seed) {
        Random random = new Random(seed);
        List<Memory> memories = new ArrayList<>();
        int size = 1 + random.nextInt(MOST_MEMORIES);
        for (int i = 1; i <= size; i++) {
            Instant recordedAt = NOW.minus(Duration.ofHours(7L * (size - i)));
            memories.add(ListScopeView.memory(SequenceIds.id(i), SCOPE, recordedAt, observation(random)));
        }
        ListScopeView scope = ListScopeView.of(SCOPE, NOW, memories);
        for (Memory memory : memories) {
            if (random.nextBoolean()) {
                Instant last = NOW.minus(Duration.ofDays(random.nextInt(40)));
                scope = scope.with(memory.id(), new Usage(1 + random.nextInt(6), 0, 0, last));
            }
        }
        return scope;
    }

    private static Observation observation(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        boolean turn = text.isEmpty() || random.nextBoolean();
        return Observation.builder(text)
                .kind(turn ? Kind.TURN : Kind.NOTE)
                .role(text.isEmpty() ? Role.TOOL : turn ? Role.USER : null)
                .session(random.nextInt(3) == 0 ? null : "s" + random.nextInt(2))
                .speaker(random.nextBoolean() ? "Robin" : null)
                .tier(List.of(Tier.values()).get(random.nextInt(Tier.values().length)))
                .pinned(random.nextInt(5) == 0)
                .importance(random.nextInt(5) / 4.0)
                .build();
    }
}
