package dev.memcore.retrieval.fusion;

import dev.memcore.spi.Fused;
import dev.memcore.spi.SignalTable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What fusers share: names, ranges and ranks of the rows of a {@link SignalTable}. */
public final class Signals {
    /** 1 if the query names the memory's speaker, 0 if not. */
    public static final String SPEAKER = "speaker";

    /** The late interaction of the query and the text, see {@code LateInteraction}. */
    public static final String MAXSIM = "maxsim";

    /** 1 if the text states something, 0 if it ends in a question. */
    public static final String STATEMENT = "statement";

    /** 1 if somebody speaks of himself in the text, 0 if not. */
    public static final String PERSONAL = "personal";

    /** For a fact whose key the query has, word for word: its words; 0 for all others. */
    public static final String KEY = "key";

    /** 1 if the text itself, or a search key of it, has a word of the query that hardly any other has. */
    public static final String RARE = "rare";

    /**
     * How many of the question's words that vectors know nothing of the text itself, or a search key of it, has, see {@code RareWords}; said only if
     * these are most of what the question says.
     */
    public static final String EXACT = "exact";

    /** How near the memory's event, or else its creation, is to the times that the query names, see {@code TimeSource}. */
    public static final String TIME = "time";

    /**
     * Whether the memory is of a time that the query names, as far as it is relevant to the rest of the query, see {@code NamedTimes}; said only if
     * some memory is.
     */
    public static final String DURING = "during";

    /**
     * How new the memory is among the candidates; said only if the query asks for what is newest; after the first step only if it
     * asks for another order, too, for then the newest is not what it means. */
    public static final String RECENCY = "recency";

    /** How new the memory is among those to the point, see {@code Recency.amongRelevant}; said only if the query asks for what is newest. */
    public static final String LATEST = "latest";

    /** How closely a name ties it to what is to the point; said only if the query asks for what is newest. */
    public static final String TRAIL = "trail";

    /** 1 if no newer memory can have replaced it; said only if the query asks for what is newest. */
    public static final String STANDING = "standing";

    /** How well its place in time fits an order that the question asks for, see {@code Ordering}; said only if it does. */
    public static final String ORDER = "order";

    /** How near it is to the part of the question that it is nearest to, see {@code ClauseSource}; said only if there are several. */
    public static final String CLAUSE = "clause";

    /** The best score in the memory's conversation. */
    public static final String SESSION = "session";

    /** The best score beside the memory in its conversation. */
    public static final String NEIGHBOUR = "neighbour";

    /**
     * How much of the question the memory and the turn before it speak of together, see {@code Exchanges}; said only of conversations in which
     * somebody asks something, and not if the query asks for what is newest: a turn that was talked of again is not newer by that.
     */
    public static final String EXCHANGE = "exchange";

    /** How much of the question the turn before speaks of, if it asks something; said where {@link #EXCHANGE} is. */
    public static final String ANSWER = "answer";

    /**
     * The score that the memory would have without its conversation and without chains; said only of conversations, and only if the query asks for several
     * things, for these were told on several days.
     */
    public static final String OWN = "own";

    /** How well the whole of the conversation, and the stretch of it that the memory is in, fit the query, see {@code UnitSource}. */
    public static final String UNIT = "unit";

    /** How well the best memory that was derived from this one fits the query, see {@code GistSource}. */
    public static final String GIST = "gist";

    /** The best chain of two memories that share a name and answer the query together. */
    public static final String CHAIN = "chain";

    /** How closely links tie it to the best candidates, see {@code LinkedMemories}; said only if links lead from them. */
    public static final String LINK = "link";

    /** Where a walk over shared names comes by, see {@code EntityGraph}. */
    public static final String GRAPH = "graph";

    /** The cosine with the query moved toward the best candidates, see {@code RelevanceFeedback}. */
    public static final String FEEDBACK = "feedback.dense";

    /** What a reranker said, see {@code Reranking}: no row of a table, for it is said after the fusion. */
    public static final String RERANK = "rerank";

    /** 1 for a memory that is only there because it contradicts the one before it, see {@code Conflicts}: no row of a table, likewise. */
    public static final String CONFLICT = "conflict";

    /** The signals that are on a scale from 0 to 1 of their own. */
    public static final Set<String> ABSOLUTE = Set.of(
            RARE, EXACT, SPEAKER, TIME, DURING, STATEMENT, PERSONAL, RECENCY, LATEST, STANDING, TRAIL, ORDER, CLAUSE,
            CHAIN, GIST, LINK);

    /** What others add to a memory's own score. */
    public static final Set<String> OF_OTHERS = Set.of(SESSION, NEIGHBOUR, EXCHANGE, ANSWER, CHAIN);

    private Signals() {}

    public static String bm25(String view) {
        return "bm25." + view;
    }

    public static String dense(String view) {
        return "dense." + view;
    }

    /** Whether a signal measures by degrees how a text bears on the question; the others say yes or no, or look at its manner. */
    public static boolean relevance(String signal) {
        return signal.startsWith("bm25.") || signal.startsWith("dense.") || signal.equals(MAXSIM);
    }

    /** Whether the signal can tell anything: it has a positive value somewhere, or two different ones. */
    public static boolean spreads(SignalTable table, int signal) {
        double greatest = greatest(table, signal);
        return greatest > 0 || greatest > least(table, signal);
    }

    /** The greatest value; 0 if the signal says nothing. */
    public static double greatest(SignalTable table, int signal) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            double value = table.value(signal, candidate);
            greatest = value > greatest ? value : greatest; // not of NaN
        }
        return greatest == Double.NEGATIVE_INFINITY ? 0 : greatest;
    }

    /** The least value; 0 if the signal says nothing. */
    public static double least(SignalTable table, int signal) {
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            double value = table.value(signal, candidate);
            least = value < least ? value : least; // not of NaN
        }
        return least == Double.POSITIVE_INFINITY ? 0 : least;
    }

    /** What a signal says, without where it says nothing, in the order of the candidates. */
    public static DoubleStream values(SignalTable table, int signal) {
        return IntStream.range(0, table.candidates())
                .mapToDouble(candidate -> table.value(signal, candidate))
                .filter(value -> !Double.isNaN(value));
    }

    /** The values of a signal, without where it says nothing, the least first. O(n log n). */
    public static double[] ascending(SignalTable table, int signal) {
        double[] values = new double[table.candidates()];
        int said = 0;
        for (int candidate = 0; candidate < values.length; candidate++) {
            double value = table.value(signal, candidate);
            if (!Double.isNaN(value)) {
                values[said] = value;
                said++;
            }
        }
        double[] ascending = Arrays.copyOf(values, said);
        Arrays.sort(ascending);
        return ascending;
    }

    /** The ranks of all candidates by one signal, from 1; equal values have equal ranks; 0 where it says nothing. O(n log n). */
    public static int[] ranks(SignalTable table, int signal) {
        double[] ascending = ascending(table, signal);
        int[] ranks = new int[table.candidates()];
        for (int candidate = 0; candidate < ranks.length; candidate++) {
            ranks[candidate] = rank(table.value(signal, candidate), ascending);
        }
        return ranks;
    }

    /** The rank of a value among all: 1, and one more for each that is greater; of NaN 0. O(log n). */
    public static int rank(double value, double[] ascending) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return 1 + ascending.length - low;
    }

    /** The candidates by the sum of their shares, best first; equal ones in their order. */
    public static List<Fused> ranked(double[][] shares, double scale) {
        return IntStream.range(0, shares.length)
                .mapToObj(candidate -> fused(candidate, shares[candidate], scale))
                .sorted(Comparator.comparingDouble(fused -> -fused.score()))
                .toList();
    }

    private static Fused fused(int candidate, double[] shares, double scale) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= scale;
            sum += shares[i];
        }
        return new Fused(candidate, Math.min(1, sum), new Shares(shares));
    }

    /** An array as a list: of hundreds of candidates the shares of some dozen are read. */
    private static final class Shares extends AbstractList<Double> implements RandomAccess {
        private final double[] shares;

        Shares(double[] shares) {
            this.shares = shares;
        }

        @Override
        public Double get(int signal) {
            return shares[signal];
        }

        @Override
        public int size() {
            return shares.length;
        }
    }
}
