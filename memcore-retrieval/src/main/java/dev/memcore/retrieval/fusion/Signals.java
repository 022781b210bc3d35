package dev.memcore.retrieval.fusion;

import dev.memcore.api.check.Arguments;
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

/** Names of signals, and statistics of the rows of a {@link SignalTable} that fusers share. */
public final class Signals {
    /** 1 if the query names the memory's speaker, 0 if not. */
    public static final String SPEAKER = "speaker";

    /** The late interaction of the query and the text, see {@code LateInteraction}. */
    public static final String MAXSIM = "maxsim";

    /** 1 if the text states something, 0 if it ends in a question. */
    public static final String STATEMENT = "statement";

    /** 1 if a person speaks about himself or herself in the text, 0 if not. */
    public static final String PERSONAL = "personal";

    /** For a fact whose key occurs verbatim in the query: the number of words of the key; 0 for all others. */
    public static final String KEY = "key";

    /** 1 if the text, or a search key of it, has a query word that is rare among the memories. */
    public static final String RARE = "rare";

    /**
     * The proximity of the memory's event, or else its creation, to the times that the query names, see {@code
     * TimeSource}.
     */
    public static final String TIME = "time";

    /**
     * Whether the memory belongs to a time that the query names, weighted by its relevance to the rest of the query,
     * see {@code NamedTimes}. Present only if some memory belongs to such a time.
     */
    public static final String DURING = "during";

    /**
     * The recency of the memory among the candidates. Present only if the query asks for the newest. The second step
     * removes it if it adds {@link #DURING} or {@link #LATEST}.
     */
    public static final String RECENCY = "recency";

    /**
     * The recency of the memory among the relevant ones, see {@code Recency.amongRelevant}. Present only if the query
     * asks for the newest and for no other order, and {@link #DURING} is absent.
     */
    public static final String LATEST = "latest";

    /**
     * How closely a shared name connects the memory to relevant ones. Present only if the query asks for the newest,
     * and {@link #DURING} is absent.
     */
    public static final String TRAIL = "trail";

    /**
     * 1 if no newer memory can have replaced it. Present only if the query asks for the newest, and {@link #DURING} is
     * absent.
     */
    public static final String STANDING = "standing";

    /**
     * 1 for the memory that states what the query asks about one subject, at the time that it asks for: the newest such
     * statement, or an earlier one if it asks for that. Less for the other statements. Present only if the query is a
     * {@code StateQuestion} and some memory states it.
     */
    public static final String STATE = "state";

    /**
     * How well the memory's position in time fits the order that the query asks for, see {@code Ordering}. Present only
     * if it asks for one.
     */
    public static final String ORDER = "order";

    /**
     * The similarity to the nearest part of the query, see {@code ClauseSource}. Present only if there are several
     * parts.
     */
    public static final String CLAUSE = "clause";

    /**
     * 1 for the memory that words, vectors and late interaction all rank first, or words and character n-grams if the
     * vectors do not know the query; 0 for all others. Absent if the time of memories answers the query. See {@code
     * FirstPass.agreed}.
     */
    public static final String AGREED = "agreed";

    /** The best score in the memory's conversation. */
    public static final String SESSION = "session";

    /** The best score of an adjacent memory in its conversation. */
    public static final String NEIGHBOUR = "neighbour";

    /**
     * How much of the query the memory and the turn before it cover together, see {@code Exchanges}. Present only for
     * conversations that contain questions, and not if the query asks for the newest, because a repeated topic does not
     * make a turn newer.
     */
    public static final String EXCHANGE = "exchange";

    /** How much of the query the turn before covers, if that turn is a question. Present where {@link #EXCHANGE} is. */
    public static final String ANSWER = "answer";

    /**
     * The score of the memory without its conversation and without chains. Present only for conversations, and only if
     * the query asks for several things, because these are usually spread over several days.
     */
    public static final String OWN = "own";

    /**
     * How well the complete conversation of the memory, and the part of it around the memory, fit the query, see {@code
     * UnitSource}.
     */
    public static final String UNIT = "unit";

    /** How well the best memory that was derived from this one fits the query, see {@code GistSource}. */
    public static final String GIST = "gist";

    /** The best chain of two memories that share a name and answer the query together. */
    public static final String CHAIN = "chain";

    /**
     * How closely links connect the memory to the best candidates, see {@code LinkedMemories}. Present only if these
     * have links.
     */
    public static final String LINK = "link";

    /**
     * The probability of the memory under the random walk of HippoRAG 2, see {@code HippoRag}. Present only if a fact,
     * or a text that stands for one, is selected.
     */
    public static final String GRAPH = "graph";

    /**
     * The evidence of facts that were taken from the memories, see {@code FactEvidence}. Present only if there are
     * such facts, outside of conversations, and only if the query asks neither for the newest nor for an order or a time.
     */
    public static final String FACTS = "facts";

    /**
     * The cosine with the query vector after it was moved towards the best candidates, see {@code RelevanceFeedback}.
     */
    public static final String FEEDBACK = "feedback.dense";

    /**
     * The gain or loss of a memory that a reranker moved, see {@link dev.memcore.retrieval.rerank.Reranking}. Not a row
     * of a table, because it is computed after the fusion.
     */
    public static final String RERANK = "rerank";

    /**
     * 1 for a memory that was added only because it contradicts the one before it, see {@code Conflicts}. Not a row of
     * a table either.
     */
    public static final String CONFLICT = "conflict";

    /** The signals with values on a fixed scale from 0 to 1. */
    public static final Set<String> ABSOLUTE = Set.of(
            RARE, SPEAKER, TIME, DURING, STATEMENT, PERSONAL, RECENCY, LATEST, STATE, STANDING, TRAIL, ORDER, CLAUSE,
            CHAIN, GIST, LINK, FACTS, AGREED);

    /** The signals that depend on other memories. */
    public static final Set<String> OF_OTHERS = Set.of(SESSION, NEIGHBOUR, EXCHANGE, ANSWER, CHAIN);

    private Signals() {}

    /** The name of the signal of a view's BM25 score. */
    public static String bm25(String view) {
        return "bm25." + Arguments.present(view, "view");
    }

    /** The name of the signal of a view's cosine with the query. */
    public static String dense(String view) {
        return "dense." + Arguments.present(view, "view");
    }

    /**
     * Whether a signal measures the relevance of a text in degrees. The other signals have two values, or describe the
     * form of the text.
     */
    public static boolean relevance(String signal) {
        Arguments.present(signal, "signal");
        return signal.startsWith("bm25.") || signal.startsWith("dense.") || signal.equals(MAXSIM);
    }

    /** Whether a signal counts in a ranking: it has a positive value, or two different ones. */
    public static boolean spreads(SignalTable table, int signal) {
        double greatest = greatest(table, signal);
        return greatest > 0 || greatest > least(table, signal);
    }

    /** The greatest value, or 0 if the signal has none. */
    public static double greatest(SignalTable table, int signal) {
        Arguments.present(table, "table");
        double greatest = Double.NEGATIVE_INFINITY;
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            double value = table.value(signal, candidate);
            greatest = value > greatest ? value : greatest; // false for NaN
        }
        return greatest == Double.NEGATIVE_INFINITY ? 0 : greatest;
    }

    /** The least value, or 0 if the signal has none. */
    public static double least(SignalTable table, int signal) {
        Arguments.present(table, "table");
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            double value = table.value(signal, candidate);
            least = value < least ? value : least; // false for NaN
        }
        return least == Double.POSITIVE_INFINITY ? 0 : least;
    }

    /** The values of a signal in the order of the candidates; missing values are omitted. */
    public static DoubleStream values(SignalTable table, int signal) {
        Arguments.present(table, "table");
        return IntStream.range(0, table.candidates())
                .mapToDouble(candidate -> table.value(signal, candidate))
                .filter(value -> !Double.isNaN(value));
    }

    /** The values of a signal in ascending order; missing values are omitted. O(n log n). */
    public static double[] ascending(SignalTable table, int signal) {
        Arguments.present(table, "table");
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

    /**
     * The ranks of all candidates by one signal, from 1; equal values have equal ranks; 0 for a missing value. O(n log
     * n).
     */
    public static int[] ranks(SignalTable table, int signal) {
        double[] ascending = ascending(table, signal);
        int[] ranks = new int[table.candidates()];
        for (int candidate = 0; candidate < ranks.length; candidate++) {
            ranks[candidate] = rank(table.value(signal, candidate), ascending);
        }
        return ranks;
    }

    /** The rank of a value: 1, plus one for each greater value; 0 for NaN. O(log n). */
    public static int rank(double value, double[] ascending) {
        Arguments.present(ascending, "ascending");
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

    /**
     * Ranks the candidates by the sum of their shares times the scale, best first; equal ones keep their order.
     * Multiplies the given shares by the scale, and keeps the arrays.
     */
    public static List<Fused> ranked(double[][] shares, double scale) {
        Arguments.allPresent(shares, "shares");
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

    /** A list view of an array. It avoids a copy, because of hundreds of candidates only a few dozen are read. */
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
