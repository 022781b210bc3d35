package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

final class SketchTest {
    private static final WordCodes CODES = new WordCodes(StaticEmbedder.load().table());

    @Property(tries = 200)
    void aSketchIsReadBackAsItWasWritten(
            @ForAll long conversation,
            @ForAll long moment,
            @ForAll boolean turn,
            @ForAll boolean asks,
            @ForAll boolean personal,
            @ForAll long key,
            @ForAll @Size(max = 100) List<Long> entities,
            @ForAll String text) {
        MemoryId previous = turn ? new MemoryId(7, moment) : null;
        Sketch sketch = new Sketch(
                new MemoryId(moment, key),
                conversation,
                previous,
                moment,
                asks,
                personal,
                key,
                entities,
                CODES.encode(text));
        assertEquals(sketch, Sketch.decode(new BytesRef(sketch.encode())));
    }

    @Test
    void wordsAreKeptOnceAndEmptyOnesNotAtAll() {
        List<String> words = new ArrayList<>();
        BytesRef codes = CODES.encode("The clarinet, and the unflappable clarinet!");
        WordCodes.Cursor word = new WordCodes.Cursor(codes);
        while (word.next()) {
            words.add(Arrays.toString(word.pieces()));
            assertEquals(WordCodes.key(word.pieces()), word.key());
        }
        List<String> expected = new ArrayList<>();
        CODES.words("clarinet unflappable", pieces -> expected.add(Arrays.toString(pieces)));
        assertEquals(expected, words);
        assertEquals(2, WordCodes.count(codes));
        assertEquals(0, CODES.encode("what is it?").length);
    }

    @Test
    void aWordThatIsThereCountsFullyAndItsKinInPart() {
        LateInteraction words = new LateInteraction(CODES, "Which instrument?", word -> 1, 2);
        double there = LateInteraction.sum(words.nearest(CODES.encode("an old instrument")));
        double kin = LateInteraction.sum(words.nearest(CODES.encode("an old clarinet")));
        double stranger = LateInteraction.sum(words.nearest(CODES.encode("an old invoice")));
        assertEquals(1, there, 1e-6);
        assertTrue(there > kin && kin > stranger, there + " " + kin + " " + stranger);
    }

    @Test
    void twoTextsTogetherSpeakOfWhatEitherSpeaksOf() {
        LateInteraction words = new LateInteraction(CODES, "violin teacher", word -> 1, 2);
        double[] one = words.nearest(CODES.encode("a violin"));
        double[] other = words.nearest(CODES.encode("my teacher"));
        assertEquals(1, LateInteraction.together(one, other), 1e-6);
        assertTrue(LateInteraction.sum(one) < 1);
    }
}
