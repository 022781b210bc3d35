package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Our tokenizer against the teachers' own, Hugging Face's; the only difference is that ours is silent about unknown words. */
final class WordPieceParityTest {
    private static final long UNKNOWN = 100;
    private static final byte[] JSON = json();
    private static final HuggingFaceTokenizer THEIRS = theirs();
    private static final WordPieceTokenizer OURS = ours();

    @AfterAll
    static void close() {
        THEIRS.close();
    }

    @Test
    void sentencesAreTheSame() {
        for (String text : List.of(
                "Hello, World! It's 7:30 p.m. -- don't be late...",
                "internationalization of antidisestablishmentarianism",
                "Café Zürich, naïve façade, ÅNGSTRÖM, İstanbul, ﬁne",
                "https://example.org/a?b=c&d=%20 user@example.org #hash $5.00 `code` {x}[y]<z>~^|\\",
                "東京は日本の首都です。 서울은 한국의 수도이다 Москва Ελλάδα",
                "emoji 🍵🎉 and \uD83D\uDC69\u200D\uD83D\uDCBB, tabs\tand\nlines\r\n",
                "unassigned \u03A2 \u0378x and private \uE000x",
                "zero\u200Bwidth\u00ADsoft\u0000nul \uFFFD \u00A0nbsp\u3000ideographic",
                "“quotes” ‘single’ — dash – en … ellipsis « guillemets » ¿qué? ¡sí!",
                "x".repeat(100) + " " + "x".repeat(101),
                "")) {
            assertSame(text);
        }
    }

    @Test
    void randomTextsAreTheSame() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            assertSame(randomText(random));
        }
    }

    /** Latin, Greek, Cyrillic, punctuation, symbols, CJK and kana: scripts that no recent version of Unicode has touched. */
    private static String randomText(Random random) {
        int[][] blocks = {
            {0x20, 0x7E},
            {0x20, 0x7E},
            {0x61, 0x7A},
            {0x00, 0x17F},
            {0x300, 0x36F},
            {0x391, 0x3A9},
            {0x400, 0x45F},
            {0x2010, 0x2027},
            {0x20A0, 0x20B0},
            {0x3041, 0x3096},
            {0x4E00, 0x4E40}
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            int[] block = blocks[random.nextInt(blocks.length)];
            text.appendCodePoint(block[0] + random.nextInt(block[1] - block[0] + 1));
        }
        return text.toString();
    }

    private static void assertSame(String text) {
        long[] expected = Arrays.stream(THEIRS.encode(text, false, false).getIds())
                .filter(id -> id != UNKNOWN)
                .toArray();
        LongStream.Builder ids = LongStream.builder();
        OURS.words(text, (pieces, count) -> Arrays.stream(pieces, 0, count).forEach(ids::add));
        assertEquals(Arrays.toString(expected), Arrays.toString(ids.build().toArray()), () -> escaped(text));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(Integer.toHexString(c)).append(' '));
        return escaped.toString();
    }

    private static WordPieceTokenizer ours() {
        try {
            JsonNode ids = new JsonMapper().readTree(JSON).at("/model/vocab");
            String[] pieces = new String[ids.size()];
            ids.properties().forEach(entry -> pieces[entry.getValue().asInt()] = entry.getKey());
            return new WordPieceTokenizer(List.of(pieces));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HuggingFaceTokenizer theirs() {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(JSON), Map.of("padding", "false", "truncation", "false"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] json() {
        try (InputStream in = WordPieceParityTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            if (in == null) {
                throw new AssertionError("the teacher's tokenizer is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
