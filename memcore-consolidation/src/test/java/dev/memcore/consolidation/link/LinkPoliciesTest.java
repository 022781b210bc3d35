package dev.memcore.consolidation.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.Scopes;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.testkit.ListScopeView;
import dev.memcore.testkit.SequenceIds;
import dev.memcore.testkit.TableEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkPoliciesTest {
    private static final Instant USED = Scopes.NOW.minus(Duration.ofDays(1));
    private static final LifecyclePolicy CO_USE = Policies.linkCoUsed(0.5, Duration.ofDays(10));

    private static ListScopeView four() {
        return Scopes.of(
                Observation.of("a"),
                Observation.of("b"),
                Observation.of("c"),
                Observation.builder("d").pinned(true).build());
    }

    private static ListScopeView used(ListScopeView scope, Instant moment, long... numbers) {
        ListScopeView view = scope;
        for (long number : numbers) {
            MemoryId id = Scopes.id(number);
            view = view.with(id, scope.usage(id).plus(new Usage(1, 0, 0, moment)));
        }
        return view;
    }

    private static List<Link> links(List<MemoryOp> proposed) {
        return proposed.stream().map(op -> ((MemoryOp.AddLink) op).link()).toList();
    }

    private static Link coUse(long from, long to, double weight, Instant moment) {
        return new Link(Scopes.id(from), Scopes.id(to), LinkType.CO_USE, weight, moment, null);
    }

    @Test
    void whatWasUsedTogetherIsLinkedOnceForEachTime() {
        ListScopeView once = used(four(), USED, 1, 3);
        List<MemoryOp> first = Scopes.proposals(CO_USE, once);
        assertEquals(List.of(coUse(1, 3, 0.5, USED)), links(first));
        ListScopeView linked = once.after(first);
        assertEquals(List.of(), Scopes.proposals(CO_USE, linked), "the same co-use counts once");

        Instant again = USED.plus(Duration.ofHours(2));
        List<MemoryOp> second = Scopes.proposals(CO_USE, used(linked, again, 1, 3));
        double faded = 0.5 * Math.pow(0.5, 2.0 / 24 / 10);
        assertEquals(1, second.size());
        assertEquals(faded + 0.5 * (1 - faded), links(second).getFirst().weight(), 1e-12);
    }

    @Test
    void whatWasUsedAtDifferentMomentsOrAloneIsNotLinked() {
        ListScopeView apart = used(used(four(), USED, 1), USED.plusSeconds(1), 2);
        assertEquals(List.of(), Scopes.proposals(CO_USE, apart));
    }

    @Test
    void aPinnedMemoryIsLinkedFromTheOther() {
        assertEquals(List.of(coUse(2, 4, 0.5, USED)), links(Scopes.proposals(CO_USE, used(four(), USED, 2, 4))));
    }

    @Test
    void manyAtOnceTellNothing() {
        Observation[] many = new Observation[CoUseLinks.TOGETHER + 1];
        long[] all = new long[many.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = Observation.of("memory " + i);
            all[i] = i + 1L;
        }
        assertEquals(List.of(), Scopes.proposals(CO_USE, used(Scopes.of(many), USED, all)));
        long[] fewer = Arrays.copyOf(all, CoUseLinks.TOGETHER);
        int pairs = CoUseLinks.TOGETHER * (CoUseLinks.TOGETHER - 1) / 2;
        assertEquals(
                pairs,
                Scopes.proposals(CO_USE, used(Scopes.of(many), USED, fewer)).size());
    }

    @Test
    void aLinkThatIsNotUsedAnyMoreFadesAndGoes() {
        ListScopeView linked = four();
        Instant longAgo = Scopes.NOW.minus(Duration.ofDays(40));
        linked = linked.after(List.of(new MemoryOp.AddLink(coUse(1, 2, 0.5, longAgo), cause())));
        List<MemoryOp> proposed = Scopes.proposals(CO_USE, linked);
        assertEquals(1, proposed.size(), "0.5 / 2^4 is below the floor");
        assertTrue(proposed.getFirst() instanceof MemoryOp.RemoveLink);
        assertEquals(List.of(), Scopes.proposals(CO_USE, linked.after(proposed)));
    }

    private static Cause cause() {
        return Cause.of("test");
    }

    /** Six about one thing, in the direction of x; six about others; what is at 30 degrees is near to neither. */
    private static TableEmbedder embedder() {
        Map<String, float[]> table = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            table.put("like " + i, new float[] {1, 0.01f * i, 0});
            table.put("other " + i, new float[] {0.3f, 1, 0.1f * i});
        }
        return new TableEmbedder(table, 3, TableEmbedder.Unknown.FAILS);
    }

    private static ListScopeView twelve() {
        Observation[] observations = new Observation[12];
        for (int i = 0; i < 6; i++) {
            observations[2 * i] = Observation.of("like " + i);
            observations[2 * i + 1] = Observation.of("other " + i);
        }
        return Scopes.of(observations);
    }

    @Test
    void eachIsLinkedToWhatIsLikeItAmongThoseBefore() {
        for (LifecyclePolicy policy :
                List.of(Policies.linkSimilar(embedder()), Policies.linkSimilar(embedder(), 0.8))) {
            List<Link> links = links(Scopes.proposals(policy, twelve()));
            assertTrue(links.size() >= 15, () -> policy.name() + ": " + links);
            for (Link link : links) {
                assertTrue(link.from().compareTo(link.to()) > 0, "to what was before");
                assertEquals(number(link.from()) % 2, number(link.to()) % 2, "like to like: " + link);
                assertTrue(link.weight() > 0.8);
            }
            ListScopeView linked = twelve().after(Scopes.proposals(policy, twelve()));
            assertEquals(List.of(), Scopes.proposals(policy, linked));
        }
    }

    private static long number(MemoryId id) {
        return id.leastSignificant();
    }

    @Test
    void inPartsTheSameLinksAreMadeAsAtOnce() {
        LifecyclePolicy policy = Policies.linkSimilar(embedder(), 0.8);
        List<MemoryOp> all = Scopes.proposals(policy, twelve());
        for (int limit = 1; limit <= 5; limit++) {
            assertEquals(all, inParts(policy, twelve(), limit), "limit " + limit);
        }
    }

    private static List<MemoryOp> inParts(LifecyclePolicy policy, ListScopeView scope, int limit) {
        ListScopeView view = scope;
        List<MemoryOp> all = new ArrayList<>();
        List<MemoryOp> next = policy.propose(view, limit, new SequenceIds());
        while (!next.isEmpty()) {
            all.addAll(next);
            view = view.after(next);
            next = policy.propose(view, limit, new SequenceIds());
        }
        return all;
    }

    @Test
    void aMemoryGetsNoMoreLinksThanItMayHave() {
        LifecyclePolicy policy = Policies.linkSimilar(embedder(), 0.8);
        for (int room = 0; room <= 2; room++) {
            List<MemoryOp> others = new ArrayList<>();
            for (int i = 0; i < Memory.MAX_LINKS - room; i++) {
                others.add(new MemoryOp.AddLink(
                        Link.of(Scopes.id(12), Scopes.id(1), LinkType.of("relation " + i)), cause()));
            }
            List<MemoryOp> proposed = Scopes.proposals(policy, twelve().after(others));
            assertEquals(
                    room,
                    links(proposed).stream()
                            .filter(link -> link.from().equals(Scopes.id(12)))
                            .count());
        }
    }

    @Test
    void aLinkThatSomebodyElseHasTakenAwayStaysAway() {
        LifecyclePolicy policy = Policies.linkSimilar(embedder(), 0.8);
        List<MemoryOp> all = Scopes.proposals(policy, twelve());
        Link last = links(all).getLast();
        ListScopeView without = twelve().after(all)
                .after(List.of(new MemoryOp.RemoveLink(last.from(), last.to(), last.type(), Cause.HOST)));
        assertEquals(List.of(), Scopes.proposals(policy, without));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(MemoryException.class, () -> Policies.linkCoUsed(0, Duration.ofDays(1)));
        assertThrows(MemoryException.class, () -> Policies.linkCoUsed(0.5, Duration.ZERO));
        assertThrows(MemoryException.class, () -> Policies.linkSimilar(embedder(), 1.5));
        assertThrows(MemoryException.class, () -> Policies.linkSimilar(embedder(), Double.NaN));
    }
}
