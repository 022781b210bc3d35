package dev.memcore.store;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.log.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any commits, for property tests. */
public final class ArbitraryCommits {
    private ArbitraryCommits() {}

    /** Commits of all kinds of operations; some have none. */
    public static Arbitrary<Commit> commits() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1),
                        moments(),
                        operations().list().ofMaxSize(4))
                .as(Commit::new);
    }

    private static Arbitrary<MemoryOp> operations() {
        Arbitrary<MemoryOp> add = Combinators.combine(ids(), scopes(), observations(), created(), causes())
                .as(MemoryOp.Add::new);
        Arbitrary<MemoryOp> revise = Combinators.combine(
                        ids(), texts(), Arbitraries.integers().greaterOrEqual(0), causes())
                .as(MemoryOp.Revise::new);
        Arbitrary<MemoryOp> supersede = Combinators.combine(ids(), causes())
                .as((id, cause) ->
                        new MemoryOp.Supersede(id, new MemoryId(~id.mostSignificant(), id.leastSignificant()), cause));
        Arbitrary<MemoryOp> restore = Combinators.combine(
                        ids(),
                        scopes(),
                        positive(),
                        Combinators.combine(statuses(), ids().injectNull(0.5)).as(Standing::new),
                        observations(),
                        links().list().ofMaxSize(3),
                        created(),
                        causes())
                .as((id, scope, version, standing, observation, links, created, cause) -> new MemoryOp.Restore(
                        id,
                        scope,
                        version,
                        standing.status(),
                        standing.by(),
                        observation,
                        from(id, links),
                        created,
                        cause));
        Arbitrary<MemoryOp> erase = Combinators.combine(ids(), scopes(), positive(), digests(), created(), causes())
                .as(MemoryOp.Erase::new);
        Arbitrary<MemoryOp> removeLink = Combinators.combine(ids(), ids(), names().map(LinkType::of), causes())
                .as(MemoryOp.RemoveLink::new);
        return Arbitraries.oneOf(
                add,
                revise,
                supersede,
                adjustments(),
                restore,
                erase,
                removeLink,
                Combinators.combine(ids(), names(), texts().list().ofMaxSize(3), causes())
                        .as(MemoryOp.SetSearchKeys::new),
                attributeChanges(),
                Combinators.combine(ids(), moments().injectNull(0.3), causes()).as(MemoryOp.SetExpiry::new),
                Combinators.combine(ids(), moments().injectNull(0.3), moments().injectNull(0.3), causes())
                        .as((id, from, to, cause) ->
                                new MemoryOp.SetValidity(id, from, ordered(from, to) ? to : null, cause)),
                Combinators.combine(ids(), eventTimes().injectNull(0.3), causes())
                        .as(MemoryOp.SetEventTime::new),
                Combinators.combine(links(), causes()).as(MemoryOp.AddLink::new),
                Combinators.combine(ids(), usages(), causes()).as(MemoryOp.Use::new),
                Combinators.combine(ids(), causes()).as(MemoryOp.Forget::new),
                Combinators.combine(ids(), Arbitraries.of(Tier.class), causes()).as(MemoryOp.Move::new),
                Combinators.combine(ids(), causes()).as(MemoryOp.Quarantine::new),
                Combinators.combine(ids(), causes()).as(MemoryOp.Release::new));
    }

    private record Standing(Status status, MemoryId by) {}

    private static Arbitrary<Status> statuses() {
        return Arbitraries.of(Status.ACTIVE, Status.SUPERSEDED, Status.QUARANTINED, Status.FORGOTTEN);
    }

    private static Arbitrary<Instant> created() {
        return moments().injectNull(0.5);
    }

    private static Arbitrary<MemoryOp> adjustments() {
        return Combinators.combine(
                        ids(),
                        units().injectNull(0.3),
                        units().injectNull(0.3),
                        moments().injectNull(0.3),
                        moments().injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        units(),
                        causes())
                .as((id, importance, confidence, validTo, expiry, pinned, other, cause) -> new MemoryOp.Adjust(
                        id,
                        importance == null && validTo == null && expiry == null && pinned == null ? other : importance,
                        confidence,
                        validTo,
                        expiry,
                        pinned,
                        cause));
    }

    private static Arbitrary<MemoryOp> attributeChanges() {
        return Combinators.combine(ids(), attributes(), names().set().ofMaxSize(3), names(), causes())
                .as((id, set, others, name, cause) -> {
                    Set<String> removed = new TreeSet<>(others);
                    if (set.isEmpty()) {
                        removed.add(name);
                    }
                    removed.removeAll(set.keySet());
                    return new MemoryOp.SetAttributes(id, set, removed, cause);
                });
    }

    private static Arbitrary<Link> links() {
        return Combinators.combine(
                        ids(),
                        ids(),
                        names().map(LinkType::of),
                        units(),
                        moments().injectNull(0.5),
                        moments().injectNull(0.5))
                .filter((from, to, type, weight, one, other) -> !from.equals(to))
                .as((from, to, type, weight, one, other) ->
                        new Link(from, to, type, weight, one, ordered(one, other) ? other : null));
    }

    private static List<Link> from(MemoryId id, List<Link> links) {
        return links.stream()
                .filter(link -> !link.to().equals(id))
                .map(link -> new Link(id, link.to(), link.type(), link.weight(), link.validFrom(), link.validTo()))
                .toList();
    }

    private static Arbitrary<Usage> usages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE - 2_000),
                        moments().injectNull(0.3),
                        Arbitraries.doubles().between(0, 1))
                .as((succeeded, failed, others, last, share) -> {
                    int uses = succeeded + failed + others;
                    return new Usage(uses, succeeded, failed, last, share * uses);
                });
    }

    private static Arbitrary<String> digests() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
    }

    private static Arbitrary<Integer> positive() {
        return Arbitraries.integers().greaterOrEqual(1);
    }

    private static boolean ordered(Instant one, Instant other) {
        return one == null || other == null || one.isBefore(other);
    }

    private static Arbitrary<Observation> observations() {
        Arbitrary<Observation.Builder> said = Combinators.combine(
                        texts(),
                        Arbitraries.oneOf(
                                names().map(Kind::of),
                                Arbitraries.of(
                                        Kind.NOTE,
                                        Kind.TURN,
                                        Kind.FACT,
                                        Kind.EPISODE,
                                        Kind.SUMMARY,
                                        Kind.PROFILE,
                                        Kind.INSIGHT,
                                        Kind.PROCEDURE,
                                        Kind.LESSON)),
                        Arbitraries.of(Tier.class),
                        Arbitraries.of(Role.class).injectNull(0.3),
                        names().injectNull(0.5),
                        names().injectNull(0.5),
                        names().list().ofMaxSize(3))
                .as((text, kind, tier, role, session, speaker, calls) -> {
                    Observation.Builder builder = Observation.builder(text)
                            .kind(kind)
                            .tier(tier)
                            .role(role)
                            .session(session)
                            .speaker(speaker);
                    calls.forEach(builder::toolCallId);
                    return builder;
                });
        Arbitrary<Observation.Builder> dated = Combinators.combine(
                        said,
                        eventTimes().injectNull(0.3),
                        moments().injectNull(0.5),
                        moments().injectNull(0.5),
                        moments().injectNull(0.5))
                .as((builder, event, one, other, expiry) -> builder.eventTime(event)
                        .validFrom(one)
                        .validTo(ordered(one, other) ? other : null)
                        .expiresAt(expiry));
        return Combinators.combine(
                        dated,
                        attributes(),
                        names().set().ofMaxSize(3),
                        units(),
                        units(),
                        units(),
                        ids().set().ofMaxSize(3),
                        Combinators.combine(names().injectNull(0.5), searchKeys())
                                .as(NamedKeys::new))
                .as((builder, attributes, labels, importance, confidence, trust, sources, more) -> {
                    builder.pinned(trust < 0.5);
                    builder.searchKeys(more.keys());
                    attributes.forEach(builder::attribute);
                    labels.forEach(builder::label);
                    sources.forEach(builder::derivedFrom);
                    return builder.importance(importance)
                            .confidence(confidence)
                            .trust(trust)
                            .source(more.name())
                            .idempotencyKey(more.name())
                            .build();
                });
    }

    private record NamedKeys(String name, SearchKeys keys) {}

    private static Arbitrary<SearchKeys> searchKeys() {
        return Arbitraries.maps(names(), texts().list().ofMaxSize(3))
                .ofMaxSize(2)
                .map(SearchKeys::new);
    }

    private static Arbitrary<Map<String, AttributeValue>> attributes() {
        Arbitrary<AttributeValue> values = Arbitraries.oneOf(
                Arbitraries.strings().excludeChars(surrogates()).map(AttributeValue.Text::new),
                Arbitraries.longs().map(AttributeValue.Whole::new),
                Arbitraries.doubles().map(AttributeValue.Real::new),
                Arbitraries.of(true, false).map(AttributeValue.Flag::new),
                moments().map(AttributeValue.Moment::new));
        return Arbitraries.maps(names(), values).ofMaxSize(4);
    }

    private static Arbitrary<Cause> causes() {
        Arbitrary<Set<MemoryId>> evidence = ids().set().ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.oneOf(names(), Arbitraries.of("host")), names().injectNull(0.5), evidence)
                .as(Cause::new);
    }

    private static Arbitrary<Scope> scopes() {
        return Combinators.combine(names(), names().injectNull(0.3), names().injectNull(0.5))
                .as(Scope::new);
    }

    private static Arbitrary<EventTime> eventTimes() {
        return Combinators.combine(moments(), moments())
                .filter((one, other) -> !one.equals(other))
                .as((one, other) -> one.isBefore(other) ? new EventTime(one, other) : new EventTime(other, one));
    }

    private static Arbitrary<MemoryId> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(MemoryId::new);
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs().map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Double> units() {
        return Arbitraries.oneOf(Arbitraries.doubles().between(0, 1), Arbitraries.of(0.0, -0.0, 0.5, 1.0));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("ab \u00FC\u4E2D\uFFFD")
                .ofMaxLength(6)
                .map(rest -> "n" + rest + "\uD83D\uDC18");
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(40).map(rest -> "t" + rest);
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }
}
