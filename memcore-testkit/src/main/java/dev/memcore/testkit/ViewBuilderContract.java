package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link ViewBuilder} as tests. An implementer extends this class and implements {@link #create}. */
@Timeout(60)
public abstract class ViewBuilderContract {
    private static final Scope SCOPE = Scope.of("acme", "robin");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123Z");

    /** The contract's tests, for a builder that {@link #create} makes. */
    protected ViewBuilderContract() {}

    /** Returns the view builder under test; may return the same one for all tests. */
    protected abstract ViewBuilder create();

    /**
     * Returns the observations of the memories; by default turns, a note, a blank result of a tool, and an observation
     * with every property.
     */
    protected List<Observation> observations() {
        return ObservationSamples.all();
    }

    /** The builder has an id, which does not change. */
    @Test
    protected void theIdIsFixed() {
        ViewBuilder builder = create();
        String id = builder.id();
        assertFalse(id.isBlank());
        cases().forEach(one -> one.views(builder));
        assertEquals(id, builder.id());
        assertEquals(id, create().id(), "another builder that is made the same way");
    }

    /** The specs do not change, and no two have the same name. */
    @Test
    protected void theSpecsAreFixedAndHaveDifferentNames() {
        ViewBuilder builder = create();
        List<ViewSpec> specs = builder.specs();
        assertFalse(specs.isEmpty());
        assertEquals(specs.size(), names(specs).size(), specs::toString);
        cases().forEach(one -> one.views(builder));
        assertEquals(specs, builder.specs());
    }

    /** A memory has at most one view for each spec, and no view without a spec. */
    @Test
    protected void thereIsAtMostOneViewPerSpec() {
        ViewBuilder builder = create();
        Set<String> names = names(builder.specs());
        for (Case one : cases()) {
            Set<String> made = new HashSet<>();
            for (View view : one.views(builder)) {
                assertTrue(names.contains(view.name()), () -> "no spec for view " + view.name());
                assertTrue(made.add(view.name()), () -> "two views " + view.name());
            }
        }
    }

    /** Each word counts at least once. */
    @Test
    protected void weightsArePositive() {
        ViewBuilder builder = create();
        for (Case one : cases()) {
            one.views(builder)
                    .forEach(view -> view.passages()
                            .forEach(passage -> assertTrue(passage.weight() >= 1, () -> "weight in " + view)));
        }
    }

    /**
     * The same arguments give the same views, also after calls with other arguments, and with every builder that {@link
     * #create} returns.
     */
    @Test
    protected void theSameMemoryAndNeighboursGiveTheSameViews() {
        ViewBuilder builder = create();
        List<List<View>> first = cases().stream().map(one -> one.views(builder)).toList();
        assertEquals(first, cases().stream().map(one -> one.views(builder)).toList());
        assertEquals(first, cases().stream().map(one -> one.views(create())).toList());
    }

    /** The builder does not throw for a valid memory, with or without neighbours. */
    @Test
    protected void noValidMemoryFails() {
        ViewBuilder builder = create();
        for (Case one : cases()) {
            assertDoesNotThrow(() -> one.views(builder), one::toString);
        }
    }

    /** Any number of threads may call the builder at the same time. Each gets the same views as in a call alone. */
    @Test
    protected void threadsDoNotDisturbEachOther() throws Exception {
        ViewBuilder builder = create();
        List<List<View>> alone =
                cases().stream().map(one -> one.views(create())).toList();
        ManyThreads.call(() -> cases().stream().map(one -> one.views(builder)).toList())
                .forEach(views -> assertEquals(alone, views));
    }

    private record Case(Memory memory, Neighbours neighbours) {
        List<View> views(ViewBuilder builder) {
            return builder.views(memory, neighbours);
        }
    }

    /** Returns each memory without neighbours, with a previous one, with a next one, and with both. */
    private List<Case> cases() {
        List<Memory> memories = new ArrayList<>();
        for (Observation observation : observations()) {
            memories.add(ListScopeView.memory(SequenceIds.id(memories.size() + 1L), SCOPE, NOW, observation));
        }
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < memories.size(); i++) {
            Memory memory = memories.get(i);
            Memory previous = memories.get((i + memories.size() - 1) % memories.size());
            Memory next = memories.get((i + 1) % memories.size());
            cases.add(new Case(memory, Neighbours.NONE));
            cases.add(new Case(memory, new Neighbours(previous, null)));
            cases.add(new Case(memory, new Neighbours(null, next)));
            cases.add(new Case(memory, new Neighbours(previous, next)));
        }
        return cases;
    }

    private static Set<String> names(List<ViewSpec> specs) {
        return specs.stream().map(ViewSpec::name).collect(Collectors.toSet());
    }
}
