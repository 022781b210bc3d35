package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.embed.zh.ChineseTable;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class HanWordsTest {
    private static final int SIZE = 9_000;

    private static ChineseDictionary dictionary;
    private static HanWords words;

    @BeforeAll
    static void read() throws IOException {
        dictionary = ChineseDictionary.read();
        words = HanWords.of(Teacher.BGE_SMALL_ZH.tokenizer(), dictionary, SIZE);
    }

    @Test
    void theDictionaryHasWordsByFrequency() {
        List<String> all = dictionary.words();
        assertEquals("的", all.getFirst());
        assertTrue(dictionary.frequency("中国") > dictionary.frequency("图书馆"));
        assertTrue(dictionary.frequency("图书馆") > 0);
        assertEquals(0, dictionary.frequency("没有这个词"));
        IntStream.range(1, all.size())
                .forEach(i -> assertTrue(dictionary.frequency(all.get(i - 1)) >= dictionary.frequency(all.get(i))));
    }

    @Test
    void thePiecesAreAllCharactersOfTheTeacherAndTheMostFrequentWords() {
        List<String> pieces = words.pieces();
        assertEquals(SIZE, new HashSet<>(pieces).size());
        assertEquals(7_324, pieces.stream().filter(piece -> piece.length() == 1).count());
        assertTrue(pieces.contains("學"), "a traditional character");
        assertTrue(pieces.contains("中国"));
        float[] weights = words.weights();
        assertTrue(weights[pieces.indexOf("的")] < 0.05);
        assertTrue(weights[pieces.indexOf("學")] > 0.99);
    }

    @Test
    void theTeacherReadsAWordAsItsCharacters() {
        List<long[]> singles = words.singles();
        long[] china = singles.get(words.pieces().indexOf("中国"));
        assertEquals(4, china.length);
        assertEquals(Vocabulary.OPEN, china[0]);
        assertEquals(singles.get(words.pieces().indexOf("中"))[1], china[1]);
        assertEquals(Vocabulary.CLOSE, china[3]);
    }

    @Test
    void textsAreDividedIntoTheWordsOfTheTable() {
        long[] ids = words.sequences(List.of("中国的学生"), List.of()).getFirst();
        assertArrayEquals(
                List.of("中国", "的", "学生").stream()
                        .mapToLong(words.pieces()::indexOf)
                        .toArray(),
                IntStream.range(1, ids.length - 1).mapToLong(i -> ids[i]).toArray());
    }

    @Test
    void chainsConsistOfPairsOfTheCorpus() {
        List<String> few = List.of("中国", "人民", "的", "学生", "喜欢");
        List<String> chains = dictionary.chains(few, 3, new Random(1));
        assertEquals(15, chains.size());
        assertEquals(chains, dictionary.chains(few, 3, new Random(1)));
        for (int i = 0; i < chains.size(); i++) {
            assertTrue(chains.get(i).contains(few.get(i / 3)), chains.get(i));
        }
        assertTrue(chains.stream().anyMatch(chain -> chain.contains("中国人民")), chains::toString);
    }

    @Test
    void theTableOfTheArtifactFitsTheBundledOne() {
        StaticEmbedder both = StaticEmbedder.load().withTable(ChineseTable.open());
        assertTrue(both.modelId().matches("static-.*@\\w+\\+static-bge-small-zh-v1.5-256@\\w+"), both.modelId());
        assertEquals(StaticEmbedder.load().dimensions(), both.dimensions());
    }
}
