package dev.memcore.bench.soak.model;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.filter.MemoryFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the fact of a key that is valid at a moment. Of the facts whose interval contains the moment, it is the last
 * recorded one, except that a fact without an end does not replace facts that begin later. A fact without an interval
 * is valid until the next one of its key is recorded.
 */
final class FactComparison {
    /**
     * The distance from the end of an interval within which moments are not compared, because the store's clock may be
     * on either side.
     */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Contents contents;

    FactComparison(Contents contents) {
        this.contents = contents;
    }

    /** Compares the fact that is found by default. */
    void now(MemorySpace space, ScopeModel model, int number) {
        compare(space, model, number, Instant.now(), false);
    }

    /** Compares the fact that is found with a filter for a moment. */
    void at(MemorySpace space, ScopeModel model, int number, Instant moment) {
        compare(space, model, number, moment, true);
    }

    private void compare(MemorySpace space, ScopeModel model, int number, Instant at, boolean filtered) {
        List<Entry> facts = model.facts(Contents.key(number)).stream()
                .filter(fact -> !fact.isGone())
                .toList();
        boolean timed = facts.stream().anyMatch(fact -> fact.validFrom != null);
        boolean unclear = facts.stream().anyMatch(fact -> isClose(fact, at));
        if (unclear || facts.isEmpty() || (filtered && !timed)) {
            return;
        }
        Entry wanted = timed ? holding(facts, at) : last(facts);
        MemoryFilter.Builder filter =
                MemoryFilter.builder().kind(Kind.FACT).attribute(Observation.KEY, Contents.key(number));
        if (filtered) {
            filter.validAt(at);
        }
        StringBuilder words = new StringBuilder("what is the value now");
        facts.forEach(fact -> words.append(' ').append(contents.word(fact.word)));
        String question = words.substring(0, Math.min(words.length(), 1_000));
        List<Memory> found = space.recall(
                        MemoryQuery.of(question).withFilter(filter.build()).withLimit(MemoryQuery.MAX_LIMIT))
                .memories();
        List<Entry> hits = new ArrayList<>();
        for (Memory memory : found) {
            Entry entry = model.byId(memory.id());
            if (entry != null) {
                hits.add(entry);
            }
        }
        if (wanted == null ? !hits.isEmpty() : hits.size() != 1 || hits.getFirst() != wanted) {
            throw new Mismatch(
                    (timed ? "of facts with intervals" : "of facts")
                            + (filtered ? ", at a moment" : ", now")
                            + ", another one holds",
                    wanted + " should hold at " + at + " of " + described(facts) + "; found " + hits);
        }
    }

    private static List<String> described(List<Entry> facts) {
        return facts.stream()
                .map(fact -> fact.number + " [" + fact.validFrom + ", " + fact.validTo + ")")
                .toList();
    }

    private static boolean isClose(Entry fact, Instant at) {
        return isClose(fact.validFrom, at) || isClose(fact.validTo, at);
    }

    private static boolean isClose(@Nullable Instant end, Instant at) {
        return end != null && Duration.between(end, at).abs().compareTo(MARGIN) < 0;
    }

    private static @Nullable Entry last(List<Entry> facts) {
        return facts.stream()
                .filter(Entry::isActive)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static boolean holds(Entry fact, Instant at) {
        return fact.isActive()
                && fact.validFrom != null
                && !at.isBefore(fact.validFrom)
                && (fact.validTo == null || at.isBefore(fact.validTo));
    }

    /**
     * Whether a fact replaces an earlier one. A fact with an end replaces all earlier ones; a fact without an end
     * replaces only those that started no later.
     */
    private static boolean replaces(Entry fact, Entry earlier) {
        return fact.validTo != null
                || earlier.validFrom == null
                || fact.validFrom == null
                || !fact.validFrom.isBefore(earlier.validFrom);
    }

    private static @Nullable Entry holding(List<Entry> facts, Instant at) {
        Entry holding = null;
        for (Entry fact : facts) {
            if (holds(fact, at) && (holding == null || replaces(fact, holding))) {
                holding = fact;
            }
        }
        return holding;
    }
}
