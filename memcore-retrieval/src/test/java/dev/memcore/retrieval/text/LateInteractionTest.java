package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LateInteractionTest {
    private static final WordCodes CODES = new WordCodes(BundledTable.get());

    @Test
    void aWordThatIsThereCountsFullyAndItsKinInPart() {
        LateInteraction words =
                new LateInteraction(CODES, "Which instrument?", word -> 1, LateInteraction.RareTest.NONE);
        double there = LateInteraction.sum(words.nearest(CODES.encode("an old instrument")));
        double kin = LateInteraction.sum(words.nearest(CODES.encode("an old clarinet")));
        double stranger = LateInteraction.sum(words.nearest(CODES.encode("an old invoice")));
        assertEquals(1, there, 1e-6);
        assertTrue(there > kin && kin > stranger, there + " " + kin + " " + stranger);
    }

    @Test
    void twoTextsTogetherSpeakOfWhatEitherSpeaksOf() {
        LateInteraction words = new LateInteraction(CODES, "violin teacher", word -> 1, LateInteraction.RareTest.NONE);
        double[] one = words.nearest(CODES.encode("a violin"));
        double[] other = words.nearest(CODES.encode("my teacher"));
        assertEquals(1, LateInteraction.together(one, other), 1e-6);
        assertTrue(LateInteraction.sum(one) < 1);
    }
}
