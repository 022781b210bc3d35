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
 * Finds out when the events were on which a question hangs a time: "two weeks before the wedding" is an interval once it is known when
 * the wedding was. The event's words are searched like a question of their own; of the best that are found, those whose own text has
 * (nearly) all of these words tell when it was: what they name as its time, or else when they are of.
 *
 * <p>At most {@value #MOST_EVENTS} events are looked up, and {@value #READ} memories read for each by each source. For one query, one thread.
 */
final class Events {
    /** So many events of a question are looked up: the first. */
    private static final int MOST_EVENTS = 2;

    /** So many of what each source finds are read. */
    private static final int READ = 10;

    /** Whoever speaks of less of the event's words, by weight, does not tell of it: one of three words may be missing. */
    private static final double CLEAR = 0.65;

    /** Who speaks of this share of what the best one speaks of tells of the event as well. */
    private static final double AS_GOOD = 0.95;

    /** Whoever only counts from an event, or gets ready for it, does not say when it was: "the day before the wedding", "shoes for it". */
    private static final String ASIDE =
            "\\b(?:before|after|since|until|till|for|about|to)\\s+(?:(?:the|my|our|your|his|her|their|a|an)\\s+)?";

    /** So many memories may tell of one event, each when it was. */
    private static final int WITNESSES = 3;

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

    /** The intervals that the offsets mean; of an event that is not known, none. */
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
     * A sentence that tells of an event.
     *
     * @param covers how much of the event's words it has, in [0, 1]
     * @param time when the event was
     * @param dated whether the sentence itself says so
     */
    private record Witness(double covers, EventTime time, boolean dated) {}

    /** When an event was; several if there are several that are called so, or it is told of more than once. */
    private List<EventTime> times(String event) throws IOException {
        ToDoubleFunction<String> covered = coverage(event);
        Pattern aside = Pattern.compile(ASIDE + Pattern.quote(event), Pattern.CASE_INSENSITIVE);
        List<Witness> clear = new ArrayList<>();
        for (Memory memory : found(event)) {
            EventTimes.sentences(memory.text()).stream()
                    .filter(sentence -> !aside.matcher(sentence).find())
                    .map(sentence -> witness(memory, sentence, covered))
                    .filter(witness -> witness.covers() >= CLEAR)
                    .max(comparingDouble(Witness::covers))
                    .ifPresent(clear::add);
        }
        double best = clear.stream().mapToDouble(Witness::covers).max().orElse(0);
        boolean dated = clear.stream().anyMatch(witness -> witness.dated() && witness.covers() >= AS_GOOD * best);
        return clear.stream()
                .filter(witness -> witness.covers() >= AS_GOOD * best && witness.dated() == dated)
                .map(Witness::time)
                .distinct()
                .limit(WITNESSES)
                .toList();
    }

    private Witness witness(Memory memory, String sentence, ToDoubleFunction<String> covered) {
        String speaker = memory.observation().speaker();
        Optional<EventTime> named = EventTimes.named(memory, sentence, zone);
        return new Witness(
                covered.applyAsDouble(speaker == null ? sentence : speaker + ": " + sentence),
                named.orElseGet(() -> memory.when()),
                named.isPresent());
    }

    /** The memories that each source thinks nearest to the event, each once, the nearest by words first. */
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
        CandidateFeatures[] sketches = visible.sketches(candidates);
        Set<Memory> read = new LinkedHashSet<>();
        for (SignalSource source : sources) {
            double[] values = source.values(candidates);
            for (int candidate : best(values, sketches)) {
                read.add(visible.memory(candidates, candidate));
            }
        }
        return read;
    }

    /** The best candidates, equal ones by their ids. */
    private static int[] best(double[] values, CandidateFeatures[] sketches) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] > 0)
                .boxed()
                .sorted(comparingDouble((Integer i) -> -values[i]).thenComparing(i -> sketches[i].id()))
                .limit(READ)
                .mapToInt(i -> i)
                .toArray();
    }

    /** How much of the event's words a text has: as kin of them if words can be compared, else by their stems alone. */
    private ToDoubleFunction<String> coverage(String event) {
        WordCodes codes = projector.codes();
        if (codes != null) {
            LateInteraction words = new LateInteraction(codes, event, word -> 1, Double.POSITIVE_INFINITY);
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
