package dev.memcore.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Observation;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What an adapter writes: keys, and JSON in parts; and its locks. */
final class AdapterNamesTest {
    private final AdapterNames names = new AdapterNames("lines", "line.");

    @Example
    void keysHaveTheFormatOfEarlierVersions() {
        assertEquals(
                "lines:message:facdde7abf1eac5b301273ab2e282f79bab0100f058833a7b8bdf9f80741e149",
                names.key("message", "a", "b"));
    }

    @Example
    void theBoundariesOfTextsCount() {
        assertNotEquals(TextDigest.of("ab", "c"), TextDigest.of("a", "bc"));
        assertNotEquals(TextDigest.of("1:a"), TextDigest.of("a", ""));
        assertEquals(64, TextDigest.of().length());
    }

    @Provide
    Arbitrary<String> jsons() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMaxLength(9_000)
                .map(text -> text + "\uD83D\uDE00".repeat(text.length() % 3_000));
    }

    @Property(tries = 30)
    void jsonComesBackFromItsParts(@ForAll("jsons") String json) {
        SortedMap<String, AttributeValue> parts = names.json().of(json, 10, "a text");
        Observation.Builder observation = Observation.builder("text").attribute("line.other", "no");
        parts.forEach(observation::attribute);
        assertEquals(json, names.json().in(observation.build()));
        assertTrue(parts.size() <= json.length() / 4_095 + 1, () -> parts.size() + " parts");
        assertTrue(parts.isEmpty() || parts.firstKey().equals("line.json.00"));
    }

    @Example
    void tooMuchJsonSaysHowMuchIsAllowed() {
        MemoryException error =
                assertThrows(MemoryException.class, () -> names.json().of("x".repeat(8_193), 2, "a picture"));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error.code());
        assertTrue(error.toString().contains("a picture has 8193")
                && error.toString().contains("limit is 8192"));
        assertEquals(2, names.json().of("x".repeat(8_192), 2, "a picture").size());
    }

    @Example
    void actionsOfOneKeyExcludeEachOther() throws InterruptedException {
        KeyedLocks locks = new KeyedLocks();
        int[] count = {0};
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int n = 0; n < 1_000; n++) {
                    locks.exclusively("key", () -> count[0]++);
                }
            });
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4_000, count[0]);
    }

    @Example
    void anActionThatFailsFreesItsKey() throws InterruptedException {
        KeyedLocks locks = new KeyedLocks();
        assertThrows(
                IllegalStateException.class,
                () -> locks.exclusively("key", () -> {
                    throw new IllegalStateException("on purpose");
                }));
        boolean[] done = {false};
        Thread other = Thread.ofPlatform().start(() -> locks.exclusively("key", () -> done[0] = true));
        other.join();
        assertTrue(done[0]);
    }
}
