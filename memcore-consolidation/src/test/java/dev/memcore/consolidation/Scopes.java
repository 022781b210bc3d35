package dev.memcore.consolidation;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Scopes for tests: by hand, and drawn at random. */
public final class Scopes {
    public static final Scope SCOPE = Scope.of("acme", "bob");
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final String[] TEXTS = {
        "My dog is called Rex.",
        "my dog is called Rex!",
        "Well, my dog is really called Rex",
        "My dog is called Max.",
        "My dog is not called Rex.",
        "Hi! My dog's called Rex.",
        "We moved to Berlin when I was ten.",
        "When I was 10, we moved to Berlin.",
        "We moved to Berlin when I was eleven.",
        "The documentation is complete.",
        "The documentaion is complete.",
        "Yes.",
        "Did you like it?",
        "",
        " \n",
    };

    private Scopes() {}

    public static MemoryId id(long number) {
        return SequenceIds.id(number);
    }

    public static Memory memory(long number, Observation observation) {
        return ListScopeView.memory(id(number), SCOPE, NOW.minus(Duration.ofDays(100 - number)), observation);
    }

    public static ListScopeView of(Observation... observations) {
        List<Memory> memories = new ArrayList<>();
        for (Observation observation : observations) {
            memories.add(memory(memories.size() + 1L, observation));
        }
        return ListScopeView.of(SCOPE, NOW, memories);
    }

    public static List<MemoryOp> proposals(LifecyclePolicy policy, ScopeView scope) {
        return policy.propose(scope, Integer.MAX_VALUE, new SequenceIds());
    }

    public static List<MemoryId> inTier(ScopeView scope, Tier tier) {
        try (Stream<Memory> memories = scope.memories()) {
            return memories.filter(memory -> memory.tier() == tier)
                    .map(Memory::id)
                    .toList();
        }
    }

    /** Up to twenty memories of few texts, sessions and speakers, in all tiers, some pinned, some used. */
    public static Arbitrary<ListScopeView> any() {
        Arbitrary<Usage> usages = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 40))
                .as((uses, days) -> uses == 0 ? Usage.NONE : new Usage(uses, 0, 0, NOW.minus(Duration.ofDays(days))));
        return Combinators.combine(
                        observations().list().ofMaxSize(20), usages.list().ofSize(20))
                .as((seen, used) -> {
                    ListScopeView view = of(seen.toArray(Observation[]::new));
                    for (int i = 0; i < seen.size(); i++) {
                        view = view.with(id(i + 1L), used.get(i));
                    }
                    return view;
                });
    }

    /** Only results of tools may be blank. */
    private static Observation.Builder said(String text) {
        Observation.Builder said = Observation.builder(text);
        return text.isBlank() ? said.role(Role.TOOL).kind(Kind.TURN) : said;
    }

    private static Arbitrary<Observation> observations() {
        return Combinators.combine(
                        Arbitraries.of(TEXTS),
                        Arbitraries.of(Tier.values()),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of("one", "two").injectNull(0.3),
                        Arbitraries.of("Ann", "Bob").injectNull(0.6),
                        Arbitraries.of(0.2, 0.5, 1.0),
                        Arbitraries.of(
                                SearchKeys.NONE,
                                SearchKeys.NONE.with("a", List.of("dog", "Rex")),
                                SearchKeys.NONE.with("a", List.of("pet", "dog")).with("b", List.of("city"))))
                .as((text, tier, pin, session, speaker, number, keys) -> said(text)
                        .tier(tier)
                        .pinned(pin == 0)
                        .session(session)
                        .speaker(speaker)
                        .importance(number)
                        .trust(number)
                        .searchKeys(keys)
                        .build());
    }
}
