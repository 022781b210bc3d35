package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Cause;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.spi.Commit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CommitCodecTest {
    @Property
    void everyCommitIsDecodedAsItWasEncoded(@ForAll("commits") Commit commit) throws MalformedException {
        assertEquals(commit, CommitDecoder.decode(commit.sequence(), encode(commit)));
    }

    /** Damage that a checksum would have caught: the decoder must not rely on that. */
    @Property
    void damagedBytesAreACommitOrMalformedAndNothingElse(@ForAll("commits") Commit commit, @ForAll Random random) {
        byte[] bytes = encode(commit);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1 + random.nextInt(3));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            decodeOrRefuse(damaged);
        }
    }

    @Property
    void anyBytesAreACommitOrMalformedAndNothingElse(@ForAll byte[] bytes) {
        decodeOrRefuse(bytes);
    }

    @Test
    void everyPrefixIsMalformed() {
        byte[] bytes = encode(new Commit(1, Samples.NOON, Samples.turn(1)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThrows(MalformedException.class, () -> CommitDecoder.decode(1, prefix), "length " + length);
        }
    }

    @Test
    void aHugeCountIsMalformedAndAllocatesNothing() {
        ByteWriter out = new ByteWriter(32);
        out.zigzag(0);
        out.varint(Long.MAX_VALUE);
        byte[] bytes = Arrays.copyOf(out.bytes(), out.length());
        assertThrows(MalformedException.class, () -> CommitDecoder.decode(1, bytes));
    }

    @Test
    void textThatIsNotUtf8IsMalformed() {
        byte[] bytes = encode(new Commit(1, Samples.NOON, Samples.turn(1)));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 't' && bytes[i + 1] == 'u') {
                bytes[i] = (byte) 0xC3;
            }
        }
        assertThrows(MalformedException.class, () -> CommitDecoder.decode(1, bytes));
    }

    @Test
    void aTurnTakesAtMostThirtyPercentMoreThanWhatItHolds() {
        for (int length = 130; length <= 300; length += 10) {
            Observation turn = Observation.builder("x".repeat(length))
                    .kind(Kind.TURN)
                    .tier(Tier.SHORT)
                    .session("session-1")
                    .role(Role.USER)
                    .speaker("Caroline")
                    .eventTime(Samples.NOON.minusSeconds(94_000_000))
                    .build();
            MemoryOp add = new MemoryOp.Add(Samples.id(1), Samples.SCOPE, turn, Cause.HOST);
            int held = length + "session-1".length() + "Caroline".length() + "acme".length() + "robin".length() + 16;
            int taken = FrameFormat.HEADER_BYTES + encode(new Commit(1, Samples.NOON, List.of(add))).length;
            assertTrue(taken <= 1.3 * held, taken + " bytes for " + held);
        }
    }

    @Provide
    Arbitrary<Commit> commits() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1),
                        moments(),
                        operations().list().ofMinSize(1).ofMaxSize(4))
                .as(Commit::new);
    }

    private static Arbitrary<MemoryOp> operations() {
        Arbitrary<MemoryOp> add =
                Combinators.combine(ids(), scopes(), observations(), causes()).as(MemoryOp.Add::new);
        Arbitrary<MemoryOp> revise = Combinators.combine(
                        ids(), texts(), Arbitraries.integers().greaterOrEqual(0), causes())
                .as(MemoryOp.Revise::new);
        Arbitrary<MemoryOp> supersede = Combinators.combine(ids(), causes())
                .as((id, cause) ->
                        new MemoryOp.Supersede(id, new MemoryId(~id.mostSignificant(), id.leastSignificant()), cause));
        Arbitrary<MemoryOp> adjust = Combinators.combine(
                        ids(),
                        units().injectNull(0.3),
                        units().injectNull(0.3),
                        moments().injectNull(0.3),
                        units(),
                        causes())
                .as((id, importance, confidence, expiry, other, cause) -> new MemoryOp.Adjust(
                        id,
                        importance == null && confidence == null && expiry == null ? other : importance,
                        confidence,
                        null,
                        expiry,
                        null,
                        cause));
        return Arbitraries.oneOf(
                add,
                revise,
                supersede,
                adjust,
                Combinators.combine(ids(), causes()).as(MemoryOp.Forget::new),
                Combinators.combine(ids(), Arbitraries.of(Tier.class), causes()).as(MemoryOp.Move::new),
                Combinators.combine(ids(), causes()).as(MemoryOp.Quarantine::new),
                Combinators.combine(ids(), causes()).as(MemoryOp.Release::new));
    }

    private static Arbitrary<Observation> observations() {
        Arbitrary<Observation.Builder> said = Combinators.combine(
                        texts(),
                        Arbitraries.oneOf(
                                names(),
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
                .as((builder, event, one, other, expiry) -> {
                    boolean ordered = one == null || other == null || one.isBefore(other);
                    return builder.eventTime(event)
                            .validFrom(one)
                            .validTo(ordered ? other : null)
                            .expiresAt(expiry);
                });
        return Combinators.combine(
                        dated,
                        attributes(),
                        names().set().ofMaxSize(3),
                        units(),
                        units(),
                        units(),
                        ids().set().ofMaxSize(3),
                        names().injectNull(0.5))
                .as((builder, attributes, labels, importance, confidence, trust, sources, name) -> {
                    attributes.forEach(builder::attribute);
                    labels.forEach(builder::label);
                    sources.forEach(builder::derivedFrom);
                    return builder.importance(importance)
                            .confidence(confidence)
                            .trust(trust)
                            .source(name)
                            .idempotencyKey(name)
                            .build();
                });
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

    private static byte[] encode(Commit commit) {
        ByteWriter out = CommitEncoder.encode(commit.recordedAt().toEpochMilli(), commit.operations());
        return Arrays.copyOf(out.bytes(), out.length());
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            Commit commit = CommitDecoder.decode(1, bytes);
            assertEquals(commit, CommitDecoder.decode(1, encode(commit)));
        } catch (MalformedException e) {
            assertTrue(e.getMessage() != null);
        }
    }
}
