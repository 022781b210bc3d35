package dev.memcore.bench.peers.system;

import dev.memcore.bench.harness.Stores;
import dev.memcore.spi.Embedder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all users with their vectors, and questions about them. Equal arguments give an equal corpus, so every
 * process makes its own. Not thread-safe.
 */
public final class PeerCorpus {
    private static final double TIE = 1e-5;
    private static final double SMALLEST_NORM = 0.5;

    private final List<PeerTurn> turns;
    private final QuestionPool questions;
    private float @Nullable [][] vectors;

    private PeerCorpus(List<PeerTurn> turns, QuestionPool questions) {
        this.turns = turns;
        this.questions = questions;
    }

    /**
     * Makes a corpus.
     *
     * @param data the directory of LoCoMo, or null: only generated turns, and no evidence
     * @param memories the number of turns
     * @param users the number of users
     */
    public static PeerCorpus of(@Nullable Path data, int memories, int users, long seed) {
        TurnCollection collection = new TurnCollection(memories, users);
        List<PeerQuestion> judged = data == null ? List.of() : collection.addLocomo(data);
        collection.fill(seed);
        return new PeerCorpus(collection.turns(), new QuestionPool(judged, users, seed + 1));
    }

    List<PeerTurn> turns() {
        return turns;
    }

    /** The number of turns. */
    public int size() {
        return turns.size();
    }

    /** Returns more questions of random users to be timed; no question is returned twice, unless few words remain. */
    public List<PeerQuestion> questions(int count) {
        return questions.next(count);
    }

    /** Returns questions with evidence, each from the user who has it, spread over all of them. */
    public List<PeerQuestion> judged(int most) {
        return questions.judged(most);
    }

    /** The bytes of all texts in UTF-8. */
    public long bytes() {
        return turns.stream()
                .mapToLong(turn -> turn.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Computes the vectors of all turns, if they are not known yet. */
    public void embed() {
        vectors();
    }

    private float[][] vectors() {
        if (vectors == null) {
            Embedder embedder = Stores.embedder();
            vectors = turns.stream()
                    .map(turn -> embed(embedder, turn.transcript(), Embedder.Purpose.DOCUMENT))
                    .toArray(float[][]::new);
        }
        return vectors;
    }

    /** The vector of a turn, by its place. */
    float[] vector(int turn) {
        return vectors()[turn];
    }

    static float[] embed(Embedder embedder, String text, Embedder.Purpose purpose) {
        return embedder.embed(List.of(text), purpose).getFirst();
    }

    /** Whether a vector has the length 1. The embedder gives a vector of zeros for a text without known words. */
    static boolean isUnit(float[] vector) {
        return VectorUtil.dotProduct(vector, vector) > SMALLEST_NORM;
    }

    /**
     * The share of the found texts that are as near to the question as the nearest ones, which are found by comparing
     * all vectors of the user without rounding.
     */
    public double nearestRecall(PeerQuestion question, List<String> found) {
        float[] vector = embed(Stores.embedder(), question.text(), Embedder.Purpose.QUERY);
        Set<String> texts = new HashSet<>(found);
        PriorityQueue<Float> nearest = new PriorityQueue<>();
        List<Float> reached = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            PeerTurn turn = turns.get(i);
            if (turn.user() == question.user() && isUnit(vector(i))) {
                float cosine = VectorUtil.dotProduct(vector, vector(i));
                nearest.add(cosine);
                if (nearest.size() > SearchPeer.RESULTS) {
                    nearest.remove();
                }
                if (texts.contains(turn.text())) {
                    reached.add(cosine);
                }
            }
        }
        double least = nearest.isEmpty() ? 0 : nearest.element() - TIE;
        long right = reached.stream().filter(cosine -> cosine >= least).count();
        return nearest.isEmpty() ? 1 : (double) right / nearest.size();
    }
}
