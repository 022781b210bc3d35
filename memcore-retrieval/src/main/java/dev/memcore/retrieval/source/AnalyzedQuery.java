package dev.memcore.retrieval.source;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.query.Entities;
import dev.memcore.retrieval.query.Question;
import dev.memcore.retrieval.query.Question.AskedTime;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.text.TermBag.Bm25;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query, understood.
 *
 * @param question what it says by its form
 * @param time which time it is about
 * @param zone where it was asked
 * @param terms the words of what it is about, as the index has them
 * @param rest the words of what it is about beside the times that it names, see {@link Question#rest}
 * @param analysis how they were found
 * @param entities stand for all names that it may hold
 */
public record AnalyzedQuery(
        Question question,
        AskedTime time,
        ZoneId zone,
        TermBag terms,
        TermBag rest,
        TermAnalysis analysis,
        Set<Long> entities) {
    /** Where somebody or something is, or was before: the newest place counts. */
    private static final Pattern PLACE = Pattern.compile("^\\s*where (?:is|are|was)\\b", Pattern.CASE_INSENSITIVE);

    /** In so many texts a word that none has counts half as one that nobody knows. */
    private static final int MANY = 100;

    /** What happened a while ago, and was not replaced. */
    private static final Pattern RECENTLY =
            Pattern.compile("\\b(?:recently|lately|still|(?<!most )recent)\\b", Pattern.CASE_INSENSITIVE);

    public static AnalyzedQuery of(MemoryQuery query, ReadTime time, TermAnalysis analysis) {
        Instant askedAt = query.askedAt() == null ? time.at() : query.askedAt();
        Set<Long> entities = new HashSet<>();
        Entities.keys(query.text()).forEach(key -> entities.add(CandidateFeatures.hash(key)));
        ZoneId zone = query.zone() == null ? ZoneOffset.UTC : query.zone();
        Question question = Question.of(query.text(), askedAt, zone);
        return new AnalyzedQuery(
                question,
                AskedTime.of(question, askedAt),
                zone,
                analysis.bag(question.about()),
                analysis.bag(question.rest()),
                analysis,
                entities);
    }

    /**
     * The time about which it is asked: that of the filter, otherwise that of the question.
     *
     * @param facts as far as keyed facts are concerned; null: all times, whatever has been replaced
     * @param others as far as all other memories are; null: all times
     */
    public record Validity(
            @Nullable Interval facts, @Nullable Interval others) {}

    /** The time about which it is asked of the memories that a filter admits. */
    public Validity validity(MemoryFilter filter) {
        if (filter.whenever()) {
            return new Validity(null, null);
        }
        Instant moment = filter.validAt();
        return moment == null
                ? new Validity(time.facts(), time.others())
                : new Validity(Interval.at(moment), Interval.at(moment));
    }

    public String text() {
        return question.text();
    }

    /** What it is about, see {@link Question#about}: what words are compared with. */
    public String about() {
        return question.about();
    }

    /** What its words are compared with one by one: without those of times, which no text has where the time is one of its event. */
    public String compared() {
        return question.rest().isEmpty() ? question.about() : question.rest();
    }

    /** Whether of several memories that answer the newest counts: it asks how things are, not how they were in general. */
    public boolean latest() {
        boolean now = question.asksForLatest() && !RECENTLY.matcher(text()).find();
        boolean where =
                question.type() == Question.Type.WHERE && PLACE.matcher(text()).find();
        // A question that names a time asks how things were then.
        return (now || where)
                && question.times().stream().allMatch(TimeMention::relative)
                && boundedOffsets().isEmpty();
    }

    /** Whether it asks for several things, or how many there are: what answers it may have been told on several days. */
    public boolean several() {
        return question.type() == Question.Type.LIST || question.type() == Question.Type.HOW_MANY;
    }

    /** The times that hang on an event, and lie at a distance from it that the question says. */
    public List<EventOffset> boundedOffsets() {
        return question.offsets().stream().filter(offset -> !offset.unbounded()).toList();
    }

    /** Words as the index has them. */
    public TermBag bag(List<String> words) {
        return analysis.bag(String.join(" ", words));
    }

    /**
     * How far its words are known, by their weights in the first view, in [0, 1]: less by the share of those that no text has which the
     * reader sees. In a small store a word that nobody has used says little; the share counts n / (n + {@value #MANY}) of n texts.
     *
     * @param timed the words of times are known, if there are any, because some memory is of such a time
     */
    public double known(List<String> views, Visible visible, boolean timed) {
        if (views.isEmpty() || terms.frequencies().isEmpty()) {
            return 1;
        }
        String first = views.getFirst();
        long documents = visible.lengths(first).documents();
        Bm25 weights = new Bm25(Math.max(1, documents), 1);
        double all = 0;
        double unknown = 0;
        for (String term : terms.frequencies().keySet()) {
            double weight = weights.idf(visible.documentFrequency(first, term));
            boolean known = (timed && rest.frequency(term) == 0)
                    || views.stream().anyMatch(view -> visible.documentFrequency(view, term) > 0);
            all += weight;
            unknown += known ? 0 : weight;
        }
        double told = (double) documents / (documents + MANY);
        return 1 - told * unknown / all;
    }

    /** The weight of a word by what the reader sees in a view: its idf, as of {@link Bm25}; 0: it is a stop word. */
    public double rarity(String word, String view, Visible visible) {
        List<String> stems = analysis.terms(word);
        int frequency = stems.stream()
                .mapToInt(term -> visible.documentFrequency(view, term))
                .max()
                .orElse(0);
        return stems.isEmpty() ? 0 : new Bm25(Math.max(1, visible.lengths(view).documents()), 1).idf(frequency);
    }
}
