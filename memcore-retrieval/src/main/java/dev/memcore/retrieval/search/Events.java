package dev.memcore.retrieval.search;

import static java.util.Comparator.comparingDouble;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.source.SignalSource;
import dev.memcore.retrieval.source.Sources;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.text.LateInteraction;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visibility.ReaderView;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Finds the times of events by which a question defines a time. "Two weeks before the wedding" is an interval once the
 * date of the wedding is known.
 *
 * <p>The event's words are searched like a separate question. A found memory tells of the event if a sentence of it
 * contains all or nearly all of these words. The event's time is the time that this sentence names, or else the time of
 * the memory. Sentences that name a time take precedence.
 *
 * <p>At most {@value #MOST_EVENTS} events are searched, and each source reads at most {@value #READ} memories per
 * event. For one query, one thread.
 */
final class Events {
    /** The maximum number of events of a question that are searched. The first are taken. */
    private static final int MOST_EVENTS = 2;

    /** The maximum number of memories that are read from each source. */
    private static final int READ = 10;

    /**
     * A sentence that covers less of the event's words, by weight, does not tell of it: one word of three may be
     * missing.
     */
    private static final double CLEAR = 0.65;

    /** A sentence that covers this share of what the best one covers, or more, tells of the event as well. */
    private static final double AS_GOOD = 0.95;

    /**
     * The start of phrases that relate something else to the event and do not tell when it was: "the day before the
     * wedding", "shoes for it".
     */
    private static final String ASIDE =
            "\\b(?:before|after|since|until|till|for|about|to)\\s+(?:(?:the|my|our|your|his|her|their|a|an)\\s+)?";

    /** The maximum number of different times of one event. */
    private static final int MOST_TIMES = 3;

    private final Visible visible;
    private final Projector projector;
    private final Query filter;
    private final List<Candidates.Waiting> waiting;
    private final ZoneId zone;

    Events(ReaderView seen, Projector projector, ZoneId zone) {
        this.visible = seen.visible();
        this.projector = projector;
        this.filter = seen.inForce();
        this.waiting = seen.waiting();
        this.zone = zone;
    }

    /** Returns the intervals of the offsets. An offset from an event that is not found has none. */
    List<TimeMention> resolve(List<EventOffset> offsets) throws IOException {
        List<TimeMention> times = new ArrayList<>();
        for (EventOffset offset : offsets.stream().limit(MOST_EVENTS).toList()) {
            for (EventTime event : times(offset.event())) {
                EventTimes.at(offset, event, zone).ifPresent(times::add);
            }
        }
        return List.copyOf(times);
    }

    /**
     * A sentence that may tell of an event.
     *
     * @param covers how much of the event's words it covers, in [0, 1]
     * @param time when the event was
     * @param dated whether the sentence itself names the time
     */
    private record EventMention(double covers, EventTime time, boolean dated) {}

    /** Returns the times of an event: several if several events match, or if memories disagree. */
    private List<EventTime> times(String event) throws IOException {
        ToDoubleFunction<String> covered = coverage(event);
        Pattern aside = Pattern.compile(ASIDE + Pattern.quote(event), Pattern.CASE_INSENSITIVE);
        List<EventMention> clear = new ArrayList<>();
        for (Memory memory : found(event)) {
            EventTimes.sentences(memory.text()).stream()
                    .filter(sentence -> !aside.matcher(sentence).find())
                    .map(sentence -> mention(memory, sentence, covered))
                    .filter(mention -> mention.covers() >= CLEAR)
                    .max(comparingDouble(EventMention::covers))
                    .ifPresent(clear::add);
        }
        double best = clear.stream().mapToDouble(EventMention::covers).max().orElse(0);
        boolean dated = clear.stream().anyMatch(mention -> mention.dated() && mention.covers() >= AS_GOOD * best);
        return clear.stream()
                .filter(mention -> mention.covers() >= AS_GOOD * best && mention.dated() == dated)
                .map(EventMention::time)
                .distinct()
                .limit(MOST_TIMES)
                .toList();
    }

    private EventMention mention(Memory memory, String sentence, ToDoubleFunction<String> covered) {
        String speaker = memory.observation().speaker();
        Optional<EventTime> named = EventTimes.named(memory, sentence, zone);
        return new EventMention(
                covered.applyAsDouble(speaker == null ? sentence : speaker + ": " + sentence),
                named.orElseGet(() -> memory.when()),
                named.isPresent());
    }

    /** Returns the best memories of each source, each once, those found by words first. */
    private Set<Memory> found(String event) throws IOException {
        List<SignalSource> sources = Sources.ofText(visible, projector, event);
        SortedSet<Integer> documents = new TreeSet<>();
        for (SignalSource source : sources) {
            for (ScoreDoc hit : source.best(filter, READ)) {
                documents.add(hit.doc);
            }
        }
        Candidates candidates =
                new Candidates(documents.stream().mapToInt(i -> i).toArray(), waiting);
        CandidateFeatures[] features = visible.features(candidates);
        Set<Memory> read = new LinkedHashSet<>();
        for (SignalSource source : sources) {
            double[] values = source.values(candidates);
            for (int candidate : best(values, features)) {
                Memory memory = visible.memory(candidates, candidate);
                Passages.Passage passage = visible.passage(candidates, candidate);
                read.add(passage == null ? memory : Projector.part(memory, passage));
            }
        }
        return read;
    }

    /** Returns the best candidates; equal ones are ordered by id. */
    private static int[] best(double[] values, CandidateFeatures[] features) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] > 0)
                .boxed()
                .sorted(comparingDouble((Integer i) -> -values[i]).thenComparing(i -> features[i].id()))
                .limit(READ)
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * Returns a function for how much of the event's words a text covers: by late interaction if words have vectors,
     * otherwise by equal index terms.
     */
    private ToDoubleFunction<String> coverage(String event) {
        WordCodes codes = projector.codes();
        if (codes != null) {
            LateInteraction words = new LateInteraction(codes, event, word -> 1, LateInteraction.RareTest.NONE);
            if (words.speaks()) {
                return text -> LateInteraction.sum(words.nearest(codes.encode(text)));
            }
        }
        Set<String> stems = projector.analysis().bag(event).frequencies().keySet();
        return text -> {
            Set<String> own = projector.analysis().bag(text).frequencies().keySet();
            return stems.isEmpty()
                    ? 0
                    : (double) stems.stream().filter(own::contains).count() / stems.size();
        };
    }
}
