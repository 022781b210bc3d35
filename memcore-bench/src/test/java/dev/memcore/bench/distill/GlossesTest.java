package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GlossesTest {
    @Test
    void synsetsAndTheirExamplesBecomeSentences() throws IOException {
        List<String> sentences = Glosses.read();

        assertEquals(160_599, sentences.size());
        assertEquals("physical entity: an entity that has physical existence", sentences.get(1));
        assertTrue(sentences.contains("the American shopkeeper differs from his European congener"));
        assertTrue(sentences.contains("congener: a whole (a thing or person) of the same kind or category as another"));
    }
}
