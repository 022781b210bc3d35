package dev.memcore.retrieval.source;

import dev.memcore.api.EventTime;
import dev.memcore.retrieval.document.MemoryDocument;
import dev.memcore.retrieval.query.TimeMention;
import dev.memcore.retrieval.sight.Candidates;
import dev.memcore.retrieval.sight.Visible;
import dev.memcore.retrieval.signal.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/**
 * How near a memory's event is to the times that the query names: 1 within one of them; outside, a half for each length of the named
 * time (a day at least) that it is away. Finds the newest memories of these times. Says nothing of memories without an event.
 */
public final class TimeSource implements SignalSource {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Visible visible;
    private final List<TimeMention> times;

    /**
     * Prepares a query.
     *
     * @param times what it names; not empty
     */
    public TimeSource(Visible visible, List<TimeMention> times) {
        this.visible = visible;
        this.times = times;
    }

    @Override
    public String signal() {
        return Signals.TIME;
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (TimeMention mention : times) {
            any.add(
                    new BooleanQuery.Builder()
                            .add(
                                    LongPoint.newRangeQuery(
                                            MemoryDocument.EVENT_START,
                                            Long.MIN_VALUE,
                                            mention.to().toEpochMilli() - 1),
                                    Occur.FILTER)
                            .add(
                                    LongPoint.newRangeQuery(
                                            MemoryDocument.EVENT_END,
                                            mention.from().toEpochMilli(),
                                            Long.MAX_VALUE),
                                    Occur.FILTER)
                            .build(),
                    Occur.SHOULD);
        }
        Query within = new BooleanQuery.Builder()
                .add(any.build(), Occur.FILTER)
                .add(filter, Occur.FILTER)
                .build();
        IndexSearcher searcher = visible.searcher();
        Sort newest = new Sort(new SortField(MemoryDocument.MOMENT, SortField.Type.LONG, true));
        return Arrays.asList(searcher.search(within, count, newest).scoreDocs);
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(Double.NaN);
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            NumericDocValues starts = leaf.reader().getNumericDocValues(MemoryDocument.EVENT);
            for (int i = 0; starts != null && i < document.length; i++) {
                if (starts.advanceExact(document[i])) {
                    values[candidate[i]] = near(starts.longValue());
                }
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            EventTime event =
                    candidates.waiting().get(i).entry().memory().observation().eventTime();
            if (event != null) {
                values[candidates.firstWaiting() + i] = near(event.start().toEpochMilli());
            }
        }
        return values;
    }

    private double near(long event) {
        double nearest = 0;
        for (TimeMention mention : times) {
            long from = mention.from().toEpochMilli();
            long to = mention.to().toEpochMilli();
            long away = Math.max(0, Math.max(from - event, event - to + 1));
            nearest = Math.max(nearest, Math.pow(0.5, (double) away / Math.max(DAY, to - from)));
        }
        return nearest;
    }
}
