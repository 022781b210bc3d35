package dev.memcore.bench.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metamorphic tests of recall, on real dialogue: what does not touch the contents of a store does not change what is recalled, nor in which
 * order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecallIsUnchangedTest {
    private Base base;

    @BeforeAll
    void tell() {
        base = new Base();
    }

    @AfterAll
    void delete() {
        base.close();
    }

    static Set<String> changes() {
        return Changes.ALL.keySet();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void by(String change) {
        int times = Changes.REOPENING.contains(change) ? 1 : 3;
        assertEquals(base.answers(), base.after(List.of(Changes.ALL.get(change)), times, change.hashCode()));
    }

    @Test
    void questionsAboutThePresentAreAnsweredByTheNewest() {
        for (Talk talk : Talk.all()) {
            for (Talk.Present present : talk.present()) {
                List<String> texts = base.texts().get(talk.key(present.question()));
                assertTrue(present.isAnswered(texts), () -> present + ": " + texts);
            }
        }
    }

    @Test
    void byBatchesInPlaceOfSingleWrites() {
        try (Told told = Told.inBatches(base.besides("batches"), Talk.all(), 5, 9)) {
            assertEquals(base.texts(), told.answers(Memory::text));
        }
    }

    @Test
    void byTheOrderOfUsers() {
        try (Told told = Told.inTurns(base.besides("reversed"), Talk.all().reversed(), 1_000, 6)) {
            assertEquals(base.texts(), told.answers(Memory::text));
        }
    }
}
