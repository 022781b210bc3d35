package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.Stage;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.Signals;
import org.junit.jupiter.api.Test;

final class IterativeRetrievalTest {
    private static final String QUESTION = "Where does the founder of the group that Ann plays the cello for live?";
    private static final String LAST = "Tom Berg lives in a house in Ulm";

    private static Indexed open(int rounds) {
        return new Indexed(LuceneMemoryIndex.open(
                IndexConfig.ofDefaults(null, StaticEmbedder.load()).withRounds(rounds)));
    }

    private static RecallResult asked(int rounds) {
        try (Indexed indexed = open(rounds)) {
            indexed.add(ALICE, "Ann plays the cello for the Riverside Ensemble");
            indexed.add(ALICE, "The Riverside Ensemble goes back to Tom Berg, its founder");
            indexed.add(ALICE, LAST);
            for (int i = 0; i < 12; i++) {
                indexed.add(ALICE, "Guest " + i + " plays the cello for another group");
            }
            return indexed.settled()
                    .search(Principal.of(ALICE), MemoryQuery.of(QUESTION).withLimit(33));
        }
    }

    private static double chain(RecallResult result) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(LAST))
                .flatMap(hit -> hit.signals().stream())
                .filter(signal -> signal.name().equals(Signals.CHAIN))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElseThrow();
    }

    private static int rounds(RecallResult result) {
        return result.stages().stream()
                .filter(stage -> stage.name().equals("rounds"))
                .mapToInt(Stage::candidates)
                .findFirst()
                .orElse(0);
    }

    @Test
    void whatStandsBehindASecondNameComesUpInALaterRound() {
        RecallResult one = asked(1);
        RecallResult three = asked(3);
        assertEquals(0, rounds(one), "one round is none to speak of");
        assertTrue(rounds(three) > 1 && rounds(three) <= 3, () -> "" + rounds(three));
        assertEquals(0, chain(one));
        assertTrue(chain(three) > 0, three::toString);
    }

    @Test
    void itStopsWhenNothingChanges() {
        try (Indexed indexed = open(IndexConfig.MOST_ROUNDS)) {
            indexed.add(ALICE, "The weather is fine");
            assertEquals(2, rounds(indexed.settled().search(Principal.of(ALICE), MemoryQuery.of("weather?"))));
        }
    }

    @Test
    void tooManyRoundsAreRefused() {
        for (int rounds : new int[] {0, IndexConfig.MOST_ROUNDS + 1}) {
            MemoryException refused = assertThrows(MemoryException.class, () -> open(rounds));
            assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains("" + rounds), refused::toString);
        }
    }
}
