package dev.memcore.bench.distill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The pieces of BERT's uncased English vocabulary, in the order of their ids, with their frequencies. */
final class WordPieces implements Vocabulary {
    /**
     * The id of {@code the}. From here on the vocabulary is sorted by frequency; before it lie the special pieces (to 998)
     * and the single characters in the order of their code points.
     */
    private static final int FIRST_BY_FREQUENCY = 1996;

    private static final int FIRST_CHARACTER = 999;

    /** The rank of single characters. Most are punctuation, letters and digits, which are all frequent. */
    private static final int RANK_OF_CHARACTERS = 20;

    /** Zipf's law for English with Mandelbrot's shift: p(rank) ~ 1 / (rank + 2.7), ranks counted from 0. */
    private static final double SHIFT = 2.7;

    /**
     * The constant a of the smooth inverse frequency; 1e-3 is the value of its paper (Arora, Liang and Ma, ICLR 2017,
     * section 4).
     */
    private static final double SMOOTHING = 1e-3;

    private final List<String> pieces;

    private WordPieces(List<String> pieces) {
        this.pieces = pieces;
    }

    /** The vocabulary in a tokenizer's JSON file. */
    static WordPieces of(byte[] tokenizer) throws IOException {
        JsonNode ids = new JsonMapper().readTree(tokenizer).at("/model/vocab");
        String[] pieces = new String[ids.size()];
        ids.properties().forEach(entry -> pieces[entry.getValue().asInt()] = entry.getKey());
        return new WordPieces(Arrays.asList(pieces));
    }

    @Override
    public List<String> pieces() {
        return pieces;
    }

    /** {@inheritDoc} Special pieces cannot. */
    @Override
    public boolean occursInText(int id) {
        return id >= FIRST_CHARACTER;
    }

    /**
     * Returns the weight of each piece in the mean of a text, in (0, 1]: its smooth inverse frequency {@code a / (a +
     * p)}.
     */
    @Override
    public float[] weights() {
        double[] shares = new double[pieces.size()];
        double sum = 0;
        for (int id = FIRST_CHARACTER; id < shares.length; id++) {
            int rank = id < FIRST_BY_FREQUENCY ? RANK_OF_CHARACTERS : id - FIRST_BY_FREQUENCY;
            shares[id] = 1 / (rank + SHIFT);
            sum += id < FIRST_BY_FREQUENCY ? 0 : shares[id];
        }
        float[] weights = new float[shares.length];
        for (int id = 0; id < shares.length; id++) {
            weights[id] = (float) (SMOOTHING / (SMOOTHING + shares[id] / sum));
        }
        return weights;
    }

    @Override
    public List<long[]> singles() {
        return IntStream.range(0, pieces.size())
                .mapToObj(id -> new long[] {OPEN, id, CLOSE})
                .toList();
    }

    /** {@inheritDoc} The table has the teacher's own pieces. */
    @Override
    public List<long[]> sequences(List<String> texts, List<long[]> tokens) {
        return tokens;
    }
}
