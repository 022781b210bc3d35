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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query with the results of its analysis.
 *
 * @param question the properties of the query's form
 * @param time the time that the query is about
 * @param zone the time zone in which it was asked
 * @param terms the index terms of the words that it is about
 * @param rest the index terms of these words without the times that the query names, see {@link Question#rest}
 * @param analysis the analysis that produced the terms
 * @param entities the hashes of all names that the query may contain
 */
public record AnalyzedQuery(
        Question question,
        AskedTime time,
        ZoneId zone,
        TermBag terms,
        TermBag rest,
        TermAnalysis analysis,
        Set<Long> entities) {
    /** Asks for the place where someone or something is or was. The newest place is the answer. */
    private static final Pattern PLACE = Pattern.compile("^\\s*where (?:is|are|was)\\b", Pattern.CASE_INSENSITIVE);

    /** The number of texts at which an unknown word has half of its full effect. */
    private static final int MANY = 100;

    /** The digits of an identifier: at least four after a letter or a sign, or six. A shorter number may be an amount. */
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?<=[\\p{L}_#-])\\p{Nd}{4,}|(?<![\\p{Nd}\\p{Sc}.,:/])\\p{Nd}{6,}");

    /** Asks for past events that were not replaced by newer ones. */
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
     * The time that a query is about: the time of the filter, or else the time of the question.
     *
     * @param facts the time for keyed facts; null: all times, so that replaced facts are included
     * @param others the time for all other memories; null: all times
     */
    public record Validity(
            @Nullable Interval facts, @Nullable Interval others) {}

    /** Returns the time that the query is about, given its filter. */
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

    /** Returns what the query is about, see {@link Question#about}. */
    public String about() {
        return question.about();
    }

    /**
     * Returns the text whose words are compared one by one. It has no words of times, unless there are no others: if a
     * time is the time of an event, texts do not contain its words.
     */
    public String compared() {
        return question.rest().isEmpty() ? question.about() : question.rest();
    }

    /**
     * Returns whether the newest of several matching memories is the answer. This is so if the query asks for the
     * present state, and not for what happened recently.
     */
    public boolean latest() {
        boolean now = question.asksForLatest() && !RECENTLY.matcher(text()).find();
        boolean where =
                question.type() == Question.Type.WHERE && PLACE.matcher(text()).find();
        // A question that names a time asks how things were then.
        return (now || where)
                && question.times().stream().allMatch(TimeMention::relative)
                && boundedOffsets().isEmpty();
    }

    /**
     * Returns whether the query asks for several things or for their number. Its evidence may come from several days.
     */
    public boolean several() {
        return question.type() == Question.Type.LIST || question.type() == Question.Type.HOW_MANY;
    }

    /** Returns the times that lie at a given distance from an event, such as "two weeks before the wedding". */
    public List<EventOffset> boundedOffsets() {
        return question.offsets().stream().filter(offset -> !offset.unbounded()).toList();
    }

    /** Returns the index terms of words. */
    public TermBag bag(List<String> words) {
        return analysis.bag(String.join(" ", words));
    }

    /**
     * Returns to what extent the query's words are known, in [0, 1]. Each term is weighted by its idf in the first
     * view; a term is unknown if no text that the reader sees has it. The result is 1 minus the unknown share, times n
     * / (n + {@value #MANY}) for n texts: in a small store an unknown word means little.
     *
     * @param timed whether the words of times count as known, because some candidate belongs to such a time
     */
    public double known(List<String> views, Visible visible, boolean timed) {
        if (views.isEmpty() || terms.frequencies().isEmpty()) {
            return 1;
        }
        String first = views.getFirst();
        long documents = visible.lengths(first).documents();
        Bm25 weights = new Bm25(Math.max(1, documents));
        double all = 0;
        double unknown = 0;
        for (String term : terms.frequencies().keySet()) {
            double weight = weights.idf(visible.documentFrequency(first, term));
            boolean known = (timed && rest.frequency(term) == 0) || !isAbsent(term, views, visible);
            all += weight;
            unknown += known ? 0 : weight;
        }
        double told = (double) documents / (documents + MANY);
        return 1 - told * unknown / all;
    }

    /** What a query names that no memory has, the weakest first. */
    public enum Absent {
        /** It names nothing, or some memory has it. */
        NOTHING {
            @Override
            public double limit(double confidence) {
                return confidence;
            }
        },
        /** A name. Its owner may be the user, whose memories do not name the user. So this alone is no proof. */
        NAME {
            @Override
            public double limit(double confidence) {
                return Math.min(0.29, confidence / 2);
            }
        },
        /** An identifier. Then the query has no answer, however similar the question about another one is. */
        IDENTIFIER {
            @Override
            public double limit(double confidence) {
                return Math.min(0.1, confidence);
            }
        };

        /** Limits a confidence, in [0, 1]. */
        public abstract double limit(double confidence);
    }

    /**
     * Returns what the query names that no text has which the reader sees. An identifier is absent if some character n-gram
     * of its digits occurs in no text; so one that a text contains as a part of a longer one is not. A name is absent if
     * no text has a word of it.
     *
     * @param views the views of words
     * @param ngramViews the views of character n-grams; without one, only names are checked
     */
    public Absent absent(List<String> views, List<String> ngramViews, Visible visible) {
        if (!ngramViews.isEmpty() && hasAbsentIdentifier(ngramViews, visible)) {
            return Absent.IDENTIFIER;
        }
        boolean name = question.entities().stream()
                .map(entity -> analysis.bag(entity.surface()).frequencies().keySet())
                .anyMatch(words -> !words.isEmpty() && words.stream().allMatch(word -> isAbsent(word, views, visible)));
        return name ? Absent.NAME : Absent.NOTHING;
    }

    private boolean hasAbsentIdentifier(List<String> ngramViews, Visible visible) {
        Matcher digits = IDENTIFIER.matcher(text());
        while (digits.find()) {
            int start = digits.start();
            boolean isTime = question.times().stream().anyMatch(time -> time.start() <= start && start < time.end());
            List<String> ngrams =
                    List.copyOf(TermBag.ofNgrams(digits.group()).frequencies().keySet());
            // The first and the last contain the marks of the ends of a word.
            boolean absent = ngrams.subList(1, ngrams.size() - 1).stream()
                    .anyMatch(ngram -> isAbsent(ngram, ngramViews, visible));
            if (absent && !isTime) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbsent(String term, List<String> views, Visible visible) {
        return views.stream().allMatch(view -> visible.documentFrequency(view, term) == 0);
    }

    /** Returns the idf of a word over what the reader sees in a view, as in {@link Bm25}; 0 for a stop word. */
    public double rarity(String word, String view, Visible visible) {
        Set<String> stems = analysis.bag(word).frequencies().keySet();
        int frequency = stems.stream()
                .mapToInt(term -> visible.documentFrequency(view, term))
                .max()
                .orElse(0);
        return stems.isEmpty() ? 0 : new Bm25(Math.max(1, visible.lengths(view).documents())).idf(frequency);
    }
}
