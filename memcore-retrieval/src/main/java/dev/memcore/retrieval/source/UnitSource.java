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
 * Coarse to fine without a language model: conversations first, each as one text; in the best of them windows of some turns, each as one
 * text; then the turns of the best windows. The value of a turn is how well its window fits, in [0, 1]; 0 if its conversation is none of
 * the best; NaN if it is in none.
 *
 * <p>After HCAM (Lampinen et al., "Towards mental time travel", NeurIPS 2021): what represents a chunk is the mean of its vectors; here its words,
 * too. There the chunk's weight multiplies what is found in it; here it is one signal of several, and the flat sources stay beside it, for a
 * stream without topics has no good chunks. A conversation is of one scope and one set of labels, and only what the reader sees of it is added
 * up: what he may not see, what was forgotten or replaced moves nothing.
 *
 * <p>Windows are the first {@value #WINDOW} turns by id, the next {@value #WINDOW}, and so on; a rest of less than half a window belongs to the
 * last one.
 */
final class UnitSource implements SignalSource {
    /** The windows of so many conversations are looked at: the best. */
    private static final int BEST = 64;

    /** Turns in a window; 8 and whole conversations of 20 to 30 turns did less for LoCoMo (docs/design/decisions.md). */
    private static final int WINDOW = 4;

    /** So many turns at most come in by their windows. */
    private static final int ADMITTED = 100;

    private static final int NONE = ConversationUnits.NONE;

    private final Visible visible;
    private final ConversationUnits units;

    /** Of each document of {@link ConversationUnits#segments()}, its window. */
    private final List<int[]> windows = new ArrayList<>();

    private final int[] ofWaiting;
    private final double[] fits;
    private int count;

    /**
     * Values all windows.
     *
     * @param units what is seen
     * @param vector of the query, or null
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

    /** Which conversations are among the best; of equal ones always the same. */
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
     * @param segment the place of its segment, or {@value #NONE}: it waits
     * @param place within the segment, or among what waits
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

    /** Cuts one conversation. */
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

    /** How well the last window fits that is good enough to have its turns looked at. */
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

    /** What some documents add up to: how many terms they have, the sum of their vectors. For one thread, until it is shared. */
    static final class UnitTotals {
        private long terms;
        private int @Nullable [] sum;

        /** Adds a document, or takes it away again. */
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

        /** The cosine of a vector and the mean of those that were added; 0 if there were none. */
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
