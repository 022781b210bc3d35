package dev.memcore.retrieval.source;

import dev.memcore.api.EventTime;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Computes how near a memory's event is to the times that the query names. A memory without an event counts with its
 * creation time. The value for the nearest time is:
 *
 * <ul>
 *   <li>1, if the event lies within the time;
 *   <li>{@value #PARTLY} to 1, if the event overlaps the time and also lasts before or after it: the smaller the part
 *       within, the lower;
 *   <li>at most {@value #BESIDE}, if the event lies before or after the time. The value halves for each length of the
 *       time (a day at least) between the two.
 * </ul>
 *
 * <p>Finds the memories of these times. If there are more than requested, and the query asks for something besides the
 * times, finds the best for the rest of the query; otherwise the newest.
 */
final class TimeSource implements SignalSource {
    /** The least value of an event that overlaps a named time. */
    static final double PARTLY = 0.75;

    private static final double BESIDE = 0.5;

    /** A lower value counts as 0. */
    private static final double FAR = 1e-3;

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The maximum number of times of a query that are used. The first are taken. */
    private static final int MOST_TIMES = 64;

    private final Visible visible;
    private final List<TimeMention> times;
    private final List<SignalSource> rest;

    /**
     * Creates the source of a query.
     *
     * @param times the times that the query names; not empty
     * @param rest the sources for the rest of the query; empty: it asks for anything of these times
     */
    TimeSource(Visible visible, List<TimeMention> times, List<SignalSource> rest) {
        this.visible = visible;
        this.times = times.subList(0, Math.min(MOST_TIMES, times.size()));
        this.rest = rest;
    }

    @Override
    public String signal() {
        return Signals.TIME;
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        Query within = new BooleanQuery.Builder()
                .add(within(), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        List<ScoreDoc> newest = List.of(visible.searcher().search(within, count + 1, MemoryDocument.NEWEST).scoreDocs);
        if (newest.size() <= count || rest.isEmpty()) {
            return newest.subList(0, Math.min(count, newest.size()));
        }
        List<ScoreDoc> best = new ArrayList<>();
        for (SignalSource source : rest) {
            best.addAll(source.best(within, count));
        }
        return best;
    }

    /** Returns a query for the documents that have a moment in common with one of the times. */
    private Query within() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (TimeMention mention : times) {
            long first = mention.from().toEpochMilli();
            long last = mention.to().toEpochMilli() - 1;
            any.add(
                    new BooleanQuery.Builder()
                            .add(
                                    LongPoint.newRangeQuery(MemoryDocument.EVENT_START, Long.MIN_VALUE, last),
                                    Occur.FILTER)
                            .add(
                                    LongPoint.newRangeQuery(MemoryDocument.EVENT_END, first + 1, Long.MAX_VALUE),
                                    Occur.FILTER)
                            .build(),
                    Occur.SHOULD);
            any.add(
                    new BooleanQuery.Builder()
                            .add(
                                    NumericDocValuesField.newSlowRangeQuery(MemoryDocument.MOMENT, first, last),
                                    Occur.FILTER)
                            .add(new FieldExistsQuery(MemoryDocument.EVENT), Occur.MUST_NOT)
                            .build(),
                    Occur.SHOULD);
        }
        return any.build();
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(Double.NaN);
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            NumericDocValues starts = leaf.reader().getNumericDocValues(MemoryDocument.MOMENT);
            NumericDocValues ends = leaf.reader().getNumericDocValues(MemoryDocument.EVENT_UNTIL);
            for (int i = 0; starts != null && i < document.length; i++) {
                if (starts.advanceExact(document[i])) {
                    long start = starts.longValue();
                    boolean lasts = ends != null && ends.advanceExact(document[i]);
                    values[candidate[i]] = near(start, lasts ? ends.longValue() : start + 1);
                }
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            Candidates.Waiting waiting = candidates.waiting().get(i);
            long start = waiting.projection().features().moment();
            EventTime event = waiting.entry().memory().observation().eventTime();
            values[candidates.firstWaiting() + i] =
                    near(start, event == null ? start + 1 : event.end().toEpochMilli());
        }
        return values;
    }

    private double near(long start, long end) {
        double nearest = 0;
        for (TimeMention mention : times) {
            nearest = Math.max(
                    nearest,
                    near(start, end, mention.from().toEpochMilli(), mention.to().toEpochMilli()));
        }
        return nearest < FAR ? 0 : nearest;
    }

    private static double near(long start, long end, long from, long to) {
        double common = (double) Math.min(end, to) - Math.max(start, from);
        if (common > 0) {
            return PARTLY + (1 - PARTLY) * common / ((double) end - start);
        }
        return BESIDE * Math.pow(0.5, -common / Math.max(DAY, to - from));
    }
}
