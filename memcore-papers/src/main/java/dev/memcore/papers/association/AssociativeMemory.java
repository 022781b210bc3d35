package dev.memcore.papers.association;

import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Chance;
import dev.memcore.consolidation.arithmetic.Vectors;
import dev.memcore.spi.Embedder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps texts to memories through a {@link LeastSquaresMatrix} of fixed size. It complements the store, and does not
 * replace it. A key is embedded. Its value is a code of the memory's id: a vector of signs that depend on the id alone,
 * so the codes of different memories are nearly orthogonal.
 *
 * <pre>{@code
 * AssociativeMemory capitals = new AssociativeMemory(embedder);
 * capitals.put("capital of France", paris.id());
 * AssociativeMemory.Found found = capitals.find("the capital of France", 3);
 * if (found.familiarity() > 0.8) {
 *     space.get(found.matches().getFirst().id());
 * }
 * capitals.forget(paris.id());
 * }</pre>
 *
 * <p>Supports about as many keys as the embedder has dimensions, see {@link #load()}. For one thread.
 */
public final class AssociativeMemory {
    private final Embedder embedder;
    private final LeastSquaresMatrix matrix;
    private final Map<String, Entry> entries = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(double[] key, MemoryId id) {}

    /**
     * A memory that a text leads to.
     *
     * @param id the memory
     * @param score the cosine of the read vector and the memory's code, in [-1, 1]: near 1 for a stored key
     */
    public record Match(MemoryId id, double score) {
        /** Checks that there is a memory. */
        public Match {
            Arguments.present(id, "id");
        }
    }

    /**
     * The result of a query.
     *
     * @param matches the best first; of equal scores the older first
     * @param familiarity in [0, 1], see {@link LeastSquaresMatrix#familiarity}; 0 for a text without a vector
     */
    public record Found(List<Match> matches, double familiarity) {
        /** Copies the matches. */
        public Found {
            matches = List.copyOf(Arguments.allPresent(matches, "matches"));
        }
    }

    /**
     * Creates a memory without keys.
     *
     * @param embedder its dimensions are the length of keys and codes
     */
    public AssociativeMemory(Embedder embedder) {
        this.embedder = Arguments.present(embedder, "embedder");
        this.matrix = new LeastSquaresMatrix(embedder.dimensions(), embedder.dimensions());
    }

    /**
     * Maps a text to a memory, and replaces an earlier mapping of the text. O((dimensions + keys) * dimensions).
     *
     * @return false if the vector of the text is all zeros, so that nothing was stored
     */
    public boolean put(String key, MemoryId id) {
        Arguments.present(id, "id");
        double[] vector = vector(key, Embedder.Purpose.DOCUMENT);
        if (Vectors.dot(vector, vector) == 0) {
            return false;
        }
        // another text of the same vector is the same key
        entries.values().removeIf(entry -> Vectors.squaredDistance(entry.key, vector) == 0);
        matrix.write(vector, code(id));
        entries.put(key, new Entry(vector, id));
        return true;
    }

    /**
     * Returns the memories for a text. O(dimensions^2 + memories * dimensions).
     *
     * @param most the maximum number of matches, positive
     */
    public Found find(String query, int most) {
        Arguments.atLeast(most, 1, "most");
        double[] vector = vector(query, Embedder.Purpose.QUERY);
        if (Vectors.dot(vector, vector) == 0) {
            return new Found(List.of(), 0);
        }
        double[] read = matrix.read(vector);
        Map<MemoryId, Double> scores = new TreeMap<>();
        entries.values().forEach(entry -> scores.computeIfAbsent(entry.id, id -> Vectors.cosine(read, code(id))));
        List<Match> matches = scores.entrySet().stream()
                .map(score -> new Match(score.getKey(), score.getValue()))
                .sorted(Comparator.comparingDouble(Match::score).reversed())
                .limit(most)
                .toList();
        return new Found(matches, matrix.familiarity(vector));
    }

    /**
     * Removes every key of a memory, without a trace in the matrix.
     *
     * @return the number of removed keys
     */
    public int forget(MemoryId id) {
        Arguments.present(id, "id");
        List<Entry> gone =
                entries.values().stream().filter(entry -> entry.id.equals(id)).toList();
        gone.forEach(entry -> matrix.forget(entry.key));
        entries.values().removeAll(gone);
        return gone.size();
    }

    /**
     * Returns the used share of the matrix, in [0, 1]. Near 1, results mix several memories, and every query seems
     * familiar.
     */
    public double load() {
        return matrix.rank() / embedder.dimensions();
    }

    /** Returns the number of keys. */
    public int size() {
        return entries.size();
    }

    private double[] vector(String text, Embedder.Purpose purpose) {
        float[] vector = embedder.embed(List.of(Arguments.present(text, "text")), purpose)
                .getFirst();
        return Vectors.unit(
                Arguments.vector(Vectors.widened(vector), embedder.dimensions(), "a vector of " + embedder.modelId()));
    }

    private double[] code(MemoryId id) {
        Chance signs = new Chance(id.mostSignificant() ^ Long.rotateLeft(id.leastSignificant(), 32));
        double[] code = new double[embedder.dimensions()];
        double size = 1 / Math.sqrt(code.length);
        for (int i = 0; i < code.length; i++) {
            code[i] = signs.nextBoolean() ? size : -size;
        }
        return code;
    }
}
