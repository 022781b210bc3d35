package dev.memcore.bench.distill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memcore.retrieval.text.StaticTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chinese words and single Han characters, the most frequent first: all characters that the teacher knows, and the most
 * frequent words of a dictionary that consist of them.
 */
final class HanWords implements Vocabulary {
    /** The constant a of the smooth inverse frequency, as in {@link WordPieces}. */
    private static final double SMOOTHING = 1e-3;

    private final List<String> pieces;
    private final float[] weights;
    private final Map<String, Long> characters;

    private HanWords(List<String> pieces, float[] weights, Map<String, Long> characters) {
        this.pieces = pieces;
        this.weights = weights;
        this.characters = characters;
    }

    /**
     * Returns the vocabulary of a table.
     *
     * @param tokenizer the teacher's tokenizer's JSON file
     * @param size the number of pieces
     */
    static HanWords of(byte[] tokenizer, ChineseDictionary dictionary, int size) throws IOException {
        Map<String, Long> characters = new HashMap<>();
        new JsonMapper().readTree(tokenizer).at("/model/vocab").properties().forEach(entry -> {
            if (isHanCharacter(entry.getKey())) {
                characters.put(entry.getKey(), entry.getValue().asLong());
            }
        });
        Set<String> chosen = new HashSet<>(characters.keySet());
        List<String> words = dictionary.words();
        for (String word : words) {
            if (chosen.size() < size
                    && word.codePoints().allMatch(c -> characters.containsKey(Character.toString(c)))) {
                chosen.add(word);
            }
        }
        List<String> pieces = new ArrayList<>(chosen);
        pieces.sort(Comparator.comparingInt((String piece) -> -dictionary.frequency(piece))
                .thenComparing(Comparator.naturalOrder()));
        double all = words.stream().mapToDouble(dictionary::frequency).sum();
        float[] weights = new float[pieces.size()];
        for (int id = 0; id < weights.length; id++) {
            weights[id] = (float) (SMOOTHING / (SMOOTHING + dictionary.frequency(pieces.get(id)) / all));
        }
        return new HanWords(pieces, weights, characters);
    }

    private static boolean isHanCharacter(String piece) {
        return piece.codePointCount(0, piece.length()) == 1
                && Character.UnicodeScript.of(piece.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    @Override
    public List<String> pieces() {
        return pieces;
    }

    /** {@inheritDoc} All can. */
    @Override
    public boolean occursInText(int id) {
        return true;
    }

    /** {@inheritDoc} They are the smooth inverse frequencies {@code a / (a + p)}. */
    @Override
    public float[] weights() {
        return weights.clone();
    }

    /** {@inheritDoc} The teacher reads single characters. */
    @Override
    public List<long[]> singles() {
        return pieces.stream()
                .map(piece -> framed(piece.codePoints()
                        .mapToObj(c -> characters.get(Character.toString(c)))
                        .toList()))
                .toList();
    }

    /** {@inheritDoc} They are divided as the table will divide them. */
    @Override
    public List<long[]> sequences(List<String> texts, List<long[]> tokens) {
        return StaticTable.divide(pieces, texts).stream().map(HanWords::framed).toList();
    }

    private static long[] framed(List<Long> ids) {
        long[] framed = new long[ids.size() + 2];
        framed[0] = OPEN;
        for (int i = 0; i < ids.size(); i++) {
            framed[i + 1] = ids.get(i);
        }
        framed[framed.length - 1] = CLOSE;
        return framed;
    }
}
