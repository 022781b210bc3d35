package dev.memcore.retrieval.source;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.source.UnitGroups.UnitViews;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Searches from coarse to fine without a language model. First it compares whole conversations with the query, each as
 * one text. Then it compares windows of some turns of the best conversations, each as one text. The turns of the best
 * windows are its candidates. The value of a turn is the fit of its window, in [0, 1]; 0 if its conversation is not
 * among the best; NaN if it is in no conversation.
 *
 * <p>This follows HCAM (Lampinen et al., "Towards mental time travel", NeurIPS 2021), which represents a chunk by the
 * mean of its vectors; here a chunk also has its words. In HCAM the weight of a chunk multiplies the results within it.
 * Here it is one signal of several, and the flat sources are used besides it, because a stream without topics has no
 * good chunks. A conversation belongs to one scope and one set of labels. Only what the reader sees of it is added up,
 * so memories that are invisible, forgotten or replaced have no effect.
 *
 * <p>The first {@value #WINDOW} turns by id are a window, the next {@value #WINDOW} are another, and so on. A rest of
 * less than half a window belongs to the last one.
 */
final class UnitSource implements SignalSource {
    /** The number of best conversations whose windows are compared. */
    private static final int BEST = 64;

    /**
     * The number of turns in a window. On LoCoMo, 8 turns and whole conversations of 20 to 30 turns had less effect
     * (docs/design/decisions.md).
     */
    private static final int WINDOW = 4;

    /** The maximum number of candidates that windows provide. */
    private static final int ADMITTED = 100;

    private static final int NONE = ConversationUnits.NONE;

    private final Visible visible;
    private final ConversationUnits units;

    /** The window of each document of {@link ConversationUnits#segments()}. */
    private final List<int[]> windows = new ArrayList<>();

    private final int[] ofWaiting;
    private final double[] fits;
    private int count;

    /**
     * Creates the source of a query, and computes the fit of all windows.
     *
     * @param units the conversations that the reader sees
     * @param vector the vector of the query, or null
     */
    UnitSource(Visible visible, ConversationUnits units, UnitViews views, TermBag query, byte @Nullable [] vector)
            throws IOException {
        this.visible = visible;
        this.units = units;
        this.ofWaiting = new int[units.waiting().size()];
        Arrays.fill(ofWaiting, NONE);
        for (ConversationUnits.Segment segment : units.segments()) {
            int[] none = new int[segment.docs().length];
            Arrays.fill(none, NONE);
            windows.add(none);
        }
        cut(best(units.fits(views, query, vector), units.conversations()));
        UnitGroups groups = new UnitGroups(count, views, query, vector);
        for (int i = 0; i < windows.size(); i++) {
            int[] window = windows.get(i);
            ConversationUnits.Segment all = units.segments().get(i);
            ConversationUnits.Segment cut =
                    new ConversationUnits.Segment(all.leaf(), all.docs(), window).where(at -> window[at] != NONE);
            groups.add(cut.leaf().reader(), cut.docs(), cut.groups(), 1);
            groups.tally(cut.leaf().reader(), cut.docs(), cut.groups());
        }
        for (int i = 0; i < ofWaiting.length; i++) {
            if (ofWaiting[i] != NONE) {
                groups.add(units.waiting().get(i).projection(), ofWaiting[i]);
            }
        }
        this.fits = groups.fits();
    }

    /** Returns which conversations are among the best. Ties are broken by the hash of the conversation. */
    private static boolean[] best(double[] fits, long[] conversations) {
        boolean[] best = new boolean[fits.length];
        IntStream.range(0, fits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -fits[unit])
                        .thenComparingLong(unit -> conversations[unit]))
                .limit(BEST)
                .forEach(unit -> best[unit] = true);
        return best;
    }

    /**
     * A turn of one of the best conversations.
     *
     * @param unit its conversation
     * @param segment the position of its segment, or {@value #NONE} for a waiting version
     * @param place its position in the segment, or among the waiting versions
     */
    private record Turn(int unit, MemoryId id, int segment, int place) {}

    private void cut(boolean[] best) throws IOException {
        List<Turn> turns = turns(best);
        turns.sort(Comparator.comparingInt(Turn::unit).thenComparing(Turn::id));
        for (int from = 0; from < turns.size(); ) {
            int to = from;
            while (to < turns.size() && turns.get(to).unit() == turns.get(from).unit()) {
                to++;
            }
            cut(turns.subList(from, to));
            from = to;
        }
    }

    /** Divides the turns of one conversation into windows. */
    private void cut(List<Turn> turns) {
        int cuts = Math.max(1, (turns.size() + WINDOW / 2) / WINDOW);
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            int[] window = turn.segment() == NONE ? ofWaiting : windows.get(turn.segment());
            window[turn.place()] = count + Math.min(cuts - 1, i / WINDOW);
        }
        count += cuts;
    }

    private List<Turn> turns(boolean[] best) throws IOException {
        List<Turn> turns = new ArrayList<>();
        for (int s = 0; s < units.segments().size(); s++) {
            ConversationUnits.Segment segment = units.segments().get(s);
            SortedDocValues ids = segment.leaf().reader().getSortedDocValues(MemoryDocument.ID);
            for (int i = 0; i < segment.docs().length; i++) {
                if (best[segment.groups()[i]] && ids.advanceExact(segment.docs()[i])) {
                    turns.add(new Turn(segment.groups()[i], Keys.id(ids.lookupOrd(ids.ordValue())), s, i));
                }
            }
        }
        for (int i = 0; i < ofWaiting.length; i++) {
            if (best[units.ofWaiting(i)]) {
                MemoryId id = units.waiting().get(i).entry().memory().id();
                turns.add(new Turn(units.ofWaiting(i), id, NONE, i));
            }
        }
        return turns;
    }

    @Override
    public String signal() {
        return Signals.UNIT;
    }

    @Override
    public List<ScoreDoc> best(Query filter, int wanted) throws IOException {
        double least = least(Math.min(wanted, ADMITTED));
        IndexSearcher searcher = visible.searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        List<ScoreDoc> found = new ArrayList<>();
        for (int s = 0; s < windows.size(); s++) {
            int[] window = windows.get(s);
            ConversationUnits.Segment good =
                    units.segments().get(s).where(i -> window[i] != NONE && fits[window[i]] >= least);
            Scorer scorer = good.docs().length == 0 ? null : weight.scorer(good.leaf());
            if (scorer != null) {
                DocIdSetIterator passing = scorer.iterator();
                for (int doc : good.docs()) {
                    int at = passing.docID() < doc ? passing.advance(doc) : passing.docID();
                    if (at == doc && found.size() < wanted) {
                        found.add(new ScoreDoc(good.leaf().docBase + doc, 0));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the fit of the last window whose turns are candidates. */
    private double least(int turns) {
        double[] ascending = fits.clone();
        Arrays.sort(ascending);
        return ascending.length == 0 ? 0 : ascending[Math.max(0, ascending.length - Math.max(1, turns / WINDOW))];
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(Double.NaN);
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            ConversationUnits.Segment segment = units.segments().get(leaf.ord);
            for (int i = 0; i < document.length; i++) {
                int at = Arrays.binarySearch(segment.docs(), document[i]);
                if (at >= 0) {
                    values[candidate[i]] = fit(windows.get(leaf.ord)[at]);
                }
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            int at = units.waiting(candidates.waiting().get(i).entry().memory().id());
            if (at != NONE) {
                values[candidates.firstWaiting() + i] = fit(ofWaiting[at]);
            }
        }
        return values;
    }

    private double fit(int window) {
        return window == NONE ? 0 : fits[window];
    }

    /**
     * The totals of some documents: the number of terms and the sum of the vectors. For one thread until it is shared;
     * not changed after that.
     */
    static final class UnitTotals {
        private long terms;
        private int @Nullable [] sum;

        /**
         * Adds a document, or removes it.
         *
         * @param times 1 to add, -1 to remove
         */
        void add(int length, @Nullable BytesRef vector, int times) {
            terms += (long) times * length;
            if (vector != null) {
                int[] to = sum(vector.length);
                for (int i = 0; i < to.length; i++) {
                    to[i] += times * vector.bytes[vector.offset + i];
                }
            }
        }

        void add(UnitTotals other) {
            terms += other.terms;
            if (other.sum != null) {
                int[] to = sum(other.sum.length);
                for (int i = 0; i < to.length; i++) {
                    to[i] += other.sum[i];
                }
            }
        }

        private int[] sum(int dimensions) {
            int[] present = sum;
            if (present == null) {
                present = new int[dimensions];
                sum = present;
            }
            return present;
        }

        long terms() {
            return terms;
        }

        /** Returns the cosine of a vector and the mean of the added vectors; 0 if there were none. */
        double cosine(byte[] vector) {
            if (sum == null) {
                return 0;
            }
            double product = 0;
            double own = 0;
            double other = 0;
            for (int i = 0; i < vector.length; i++) {
                product += (double) vector[i] * sum[i];
                own += (double) sum[i] * sum[i];
                other += vector[i] * vector[i];
            }
            return own == 0 || other == 0 ? 0 : product / Math.sqrt(own * other);
        }

        int bytes() {
            return 48 + (sum == null ? 0 : Integer.BYTES * sum.length);
        }
    }
}
