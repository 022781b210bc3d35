package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TeacherSessionTest {
    private static final List<String> TEXTS = List.of(
            "A man is playing a guitar on the stage.",
            "Somebody makes music with an instrument.",
            "The stock market fell by two percent today, said the bank.");

    @Test
    void aTeacherKnowsWhatBelongsTogetherAndItsVectorsCanBeKept(@TempDir Path folder) throws Exception {
        List<long[]> sentences = Sentences.tokenize(Teacher.MINILM, TEXTS);
        try (TeacherSession session = new TeacherSession(Teacher.MINILM)) {
            VectorCache cache = new VectorCache(folder);

            float[][] vectors = cache.embed(session, sentences);

            assertEquals(1, Vectors.dot(vectors[0], vectors[0]), 1e-5);
            assertTrue(Vectors.dot(vectors[0], vectors[1]) > Vectors.dot(vectors[0], vectors[2]) + 0.1);
            float[][] kept = cache.embed(session, sentences);
            for (int i = 0; i < vectors.length; i++) {
                assertArrayEquals(vectors[i], kept[i]);
            }
        }
    }

    @Test
    void theVocabularyOfEnglishTeachersIsBerts() throws Exception {
        for (Teacher teacher : List.of(Teacher.BGE_SMALL, Teacher.MINILM)) {
            Vocabulary vocabulary = WordPieces.of(teacher.tokenizer());
            assertEquals(30_522, vocabulary.pieces().size());
            assertEquals("[CLS]", vocabulary.pieces().get((int) Vocabulary.OPEN));
            assertEquals("[SEP]", vocabulary.pieces().get((int) Vocabulary.CLOSE));
            assertEquals("the", vocabulary.pieces().get(1996));
            float[] weights = vocabulary.weights();
            assertTrue(weights[1996] < 0.05, "the: " + weights[1996]);
            assertTrue(weights[30_521] > 0.9, "the rarest: " + weights[30_521]);
        }
    }
}
