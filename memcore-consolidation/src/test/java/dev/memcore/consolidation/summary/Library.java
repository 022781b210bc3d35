package dev.memcore.consolidation.summary;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Scopes for tests, and runs of policies over them. */
public final class Library {
    public static final Scope SCOPE = Scope.of("acme", "ann");
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final String[] WHO = {"Ann", "Bob"};
    private static final String[] WHAT = {
        "My dog Rex ran away in Lisbon.", "We found him at the harbour! He was wet.", "Did you call the vet?",
        "The vet, Doctor Moreno, gave him antibiotics. They cost 40 euros.", "I bought a red bicycle.", "Wow, cool.",
        "It has eleven gears, and a basket. I ride it to the office every Tuesday.", "What colour is it?"
    };

    private static final List<Tier> TIERS = List.of(Tier.SHORT, Tier.MID, Tier.LONG, Tier.ARCHIVE);

    private Library() {}

    public static Memory memory(long number, Observation observation) {
        return ListScopeView.memory(
                SequenceIds.id(number), SCOPE, NOW.minus(Duration.ofDays(10)).plusSeconds(number), observation);
    }

    public static Observation.Builder turn(String session, String speaker, String text) {
        return Observation.builder(text).kind(Kind.TURN).session(session).speaker(speaker);
    }

    public static ListScopeView of(List<Observation> observations) {
        List<Memory> memories = new ArrayList<>();
        observations.forEach(observation -> memories.add(memory(memories.size() + 1L, observation)));
        return ListScopeView.of(SCOPE, NOW, memories);
    }

    /** Turns of two sessions, in all tiers, some pinned, some labelled; drawn from a seed. */
    public static ListScopeView random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Observation> turns = new ArrayList<>();
        int n = random.nextInt(30);
        for (int i = 0; i < n; i++) {
            Observation.Builder turn = turn(
                            random.nextBoolean() ? "one" : "two",
                            WHO[random.nextInt(2)],
                            WHAT[random.nextInt(WHAT.length)])
                    .tier(TIERS.get(random.nextInt(4)))
                    .eventTime(NOW.minus(Duration.ofHours(100 - i)))
                    .importance(random.nextInt(11) / 10.0)
                    .trust(random.nextInt(11) / 10.0)
                    .pinned(random.nextInt(6) == 0);
            if (random.nextInt(4) == 0) {
                turn.label("secret");
            }
            turns.add(turn.build());
        }
        return of(turns);
    }

    /** Ids that come after all that are there. */
    public static SequenceIds idsAfter(ScopeView scope) {
        SequenceIds ids = new SequenceIds();
        all(scope, memory -> true).forEach(memory -> ids.startAfter(memory.id()));
        ids.startAfter(SequenceIds.id(10_000));
        return ids;
    }

    public static List<MemoryOp> proposals(LifecyclePolicy policy, ScopeView scope) {
        return policy.propose(scope, Integer.MAX_VALUE, idsAfter(scope));
    }

    public static List<Memory> all(ScopeView scope, Predicate<Memory> wanted) {
        try (Stream<Memory> memories = scope.memories()) {
            return memories.filter(wanted).toList();
        }
    }

    /** After all policies have run until none has more to say, so many operations at a time. */
    public static ListScopeView maintained(ListScopeView scope, List<? extends LifecyclePolicy> policies, int limit) {
        ListScopeView present = scope;
        SequenceIds ids = idsAfter(scope);
        int at = 0;
        int silent = 0;
        for (int calls = 0; silent < policies.size(); calls++) {
            if (calls > 2_000) {
                throw new AssertionError("no end: " + policies.get(at).name());
            }
            List<MemoryOp> operations = policies.get(at).propose(present, limit, ids);
            present = present.after(operations);
            silent = operations.isEmpty() ? silent + 1 : 0;
            at = operations.isEmpty() ? (at + 1) % policies.size() : at;
        }
        return present;
    }
}
