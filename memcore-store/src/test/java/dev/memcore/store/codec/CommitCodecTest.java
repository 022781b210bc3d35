package dev.memcore.store.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.ArbitraryCommits;
import dev.memcore.store.Samples;
import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.frame.FrameFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CommitCodecTest {
    @Property(tries = 200)
    void everyCommitIsDecodedAsItWasEncoded(@ForAll("commits") Commit commit) throws MalformedException {
        assertEquals(commit, CommitDecoder.decode(commit.sequence(), encode(commit)));
    }

    /** Damage that a checksum would have caught: the decoder must not rely on that. */
    @Property(tries = 200)
    void damagedBytesAreACommitOrMalformedAndNothingElse(@ForAll("commits") Commit commit, @ForAll Random random) {
        byte[] bytes = encode(commit);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1 + random.nextInt(3));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            decodeOrRefuse(damaged);
        }
    }

    @Property(tries = 200)
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
        return ArbitraryCommits.commits();
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
