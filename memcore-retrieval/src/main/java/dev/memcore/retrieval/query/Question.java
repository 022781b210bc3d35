package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

import dev.memcore.retrieval.query.Entities.Entity;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.KeyedFact;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The analysis of a question by its form. Positions are those of {@code text}; lists are in its order and unmodifiable.
 *
 * @param text the question as asked
 * @param about {@code text} without adverbs like "now" and "currently", which select an answer and do not describe its
 *     subject, and without words that say how to answer or speak about the conversation itself: "can you give me a short
 *     summary of", "throughout our conversations"; in other languages, also without function words if these are all that
 *     is left beside the times; {@code text} itself if no word would be left
 * @param rest {@code about} without the times; empty if the question asks for anything that happened at a time: "What
 *     happened on Monday?"
 * @param type the kind of answer that the question asks for
 * @param times the times that the question names
 * @param offsets the times that depend on a named event: "after the wedding"
 * @param order the position in the order of time that the question asks for
 * @param entities the names in the question, each once
 * @param quotes the quoted texts, without quotation marks
 * @param quantities the numbers that are not part of a time
 * @param clauses the parts of the question, which can be searched one by one; one part, the whole, if it cannot be
 *     split
 * @param asksForLatest whether the question asks for the present state: latest, current, these days
 * @param asksForHistory whether the question asks for an earlier state: used to, previously, originally, first
 * @param negated whether the question contains a negation
 * @param state the question for the state of one subject, or null if the question has another form
 */
public record Question(
        String text,
        String about,
        String rest,
        Type type,
        List<TimeMention> times,
        List<EventOffset> offsets,
        Order order,
        List<Entity> entities,
        List<String> quotes,
        List<Quantity> quantities,
        List<String> clauses,
        boolean asksForLatest,
        boolean asksForHistory,
        boolean negated,
        @Nullable State state) {
    /**
     * Analyses a question by its form.
     *
     * @param askedAt when the question was asked, in the years 2 to 9998; relative times are resolved from this moment
     * @param zone where the question was asked
     */
    public static Question of(String text, Instant askedAt, ZoneId zone) {
        return QuestionAnalysis.of(text, askedAt, zone);
    }

    /** Returns the numbers in a text, in its order, those of times included. */
    public static List<Quantity> quantities(String text) {
        return Quantities.in(text);
    }

    /** Whether a word asks for anything that happened at a time: "happen", "do". */
    public static boolean asksForAnything(String word) {
        return QuestionAnalysis.asksForAnything(word);
    }

    public Question {
        requireNonNull(text, "text");
        requireNonNull(about, "about");
        requireNonNull(rest, "rest");
        requireNonNull(type, "type");
        requireNonNull(order, "order");
        times = List.copyOf(times);
        offsets = List.copyOf(offsets);
        entities = List.copyOf(entities);
        quotes = List.copyOf(quotes);
        quantities = List.copyOf(quantities);
        clauses = List.copyOf(clauses);
    }

    /**
     * The position in the order of time that a question asks for.
     *
     * @param kind the kind of position
     * @param number the position from 1, with {@link Kind#NTH}: 2 with "her second trip"; 0 with all other kinds
     * @param event the words that name the event, with {@link Kind#BEFORE} and {@link Kind#AFTER}; empty with all other
     *     kinds
     */
    public record Order(Kind kind, int number, String event) {
        /** The value of a question that asks for no order. */
        public static final Order NONE = new Order(Kind.NONE, 0, "");

        /** The kinds of positions. */
        public enum Kind {
            /** No order. */
            NONE,
            /** The earliest: "when did she first see Rome". */
            FIRST,
            /** The one at a position: "her second trip". */
            NTH,
            /** The latest so far: "when did she last see Rome". */
            LAST,
            /** What was before an event, without a stated distance: "where was she before the wedding". */
            BEFORE,
            /** What came after an event, without a stated distance. */
            AFTER,
            /** All of them, one after another: "in which order did they come", "what came first, tea or coffee". */
            SEQUENCE
        }

        public Order {
            requireNonNull(kind, "kind");
            requireNonNull(event, "event");
        }
    }

    /** The kind of answer that a question asks for. */
    public enum Type {
        /** A time: when, what year, how long ago. */
        WHEN,
        /** A person. */
        WHO,
        /** A place: where, which city. */
        WHERE,
        /** A number: how many, how much, how often, how old. */
        HOW_MANY,
        /** A length of time: how long, how many weeks. */
        HOW_LONG,
        /** One of several that the question names: "which did she read first" is {@link #ORDER} instead. */
        WHICH_OF,
        /** Several things: "what books", "which cities", "what are her hobbies". */
        LIST,
        /** Yes or no. */
        YES_NO,
        /** A reason. */
        WHY,
        /** What came first, last or in which order. */
        ORDER,
        /** A thing or a fact. */
        WHAT,
        /** Anything else, "how" and requests included. */
        OTHER
    }

    /**
     * A number in a text and what it counts.
     *
     * @param start its first character in the text
     * @param end the character after its last, the unit included
     * @param value the number
     * @param unit the word after it in lower case ("dogs"), a sign ("%", "$"), or empty
     */
    public record Quantity(int start, int end, double value, String unit) {
        public Quantity {
            requireNonNull(unit, "unit");
        }
    }

    /**
     * The time that a question is about. A memory that is valid at a moment of this time may be an answer. The time
     * follows from the form of the question, by the first of these rules that applies:
     *
     * <ol>
     *   <li>A question that names times is about these times. If it also says "now", or if the text asks nothing, it is
     *   also about now.
     *   <li>A question that asks for earlier states ("previous", "used to", "ever") or counts from an event is about
     *   all times.
     *   <li>A question that says "now", or a text that asks nothing, is about now.
     *   <li>A question in the past tense is about the time up to now. A question in the future tense is about the time
     *   from now on.
     *   <li>Any other question is about now. If it asks when or how long something is, it is also about the time to
     *   come.
     * </ol>
     *
     * Of several sentences, only the last one that ends in a question mark counts. A relative time shorter than a day
     * ("tonight") is not a named time here, because hardly any memory is valid for so short a time. If only a
     * subordinate clause is in the past tense, memories that are not keyed facts are also taken from the past. If the
     * question is about what was said in the past ("what did I say my colour was"), the keyed facts are those of now.
     *
     * @param facts the time that the question is about for keyed facts
     * @param others the time that the question is about for all other memories
     */
    public record AskedTime(Interval facts, Interval others) {
        /** Returns the time that a question is about, if it was asked at this moment. */
        public static AskedTime of(Question question, Instant askedAt) {
            Interval now = Interval.at(askedAt);
            AskingSentence sentence = AskingSentence.of(question);
            List<Interval> times = times(question, sentence);
            if (!times.isEmpty()) {
                if (sentence.saysNow() || !sentence.asks()) {
                    times.add(now);
                }
                return both(around(times));
            }
            if (sentence.asksForHistory() || countsFromEvent(question, sentence)) {
                return both(Interval.EVER);
            }
            return sentence.saysNow() || !sentence.asks() ? both(now) : byTense(sentence, question.type(), now);
        }

        private static AskedTime byTense(AskingSentence sentence, Question.Type type, Interval now) {
            Interval untilNow = new Interval(KeyedFact.ALWAYS, now.to());
            Interval fromNow = new Interval(now.from(), KeyedFact.FOREVER);
            boolean asksWhen = (type == Question.Type.WHEN || type == Question.Type.HOW_LONG) && sentence.showsTense();
            return switch (sentence.tense()) {
                case PAST -> new AskedTime(sentence.isAboutSaying() ? now : untilNow, untilNow);
                case FUTURE -> both(fromNow);
                case UNKNOWN -> {
                    Interval present = asksWhen ? fromNow : now;
                    yield new AskedTime(
                            present, sentence.hasPastClause() ? new Interval(untilNow.from(), present.to()) : present);
                }
            };
        }

        private static AskedTime both(Interval time) {
            return new AskedTime(time, time);
        }

        private static List<Interval> times(Question question, AskingSentence sentence) {
            List<Interval> times = new ArrayList<>();
            for (TimeMention time : question.times()) {
                boolean partOfDay = time.relative() && time.precision().compareTo(Precision.DAY) < 0;
                if (!partOfDay && sentence.contains(time.start())) {
                    times.add(interval(time));
                }
            }
            return times;
        }

        private static Interval interval(TimeMention time) {
            return new Interval(
                    time.from().equals(TimeMention.EARLIEST)
                            ? KeyedFact.ALWAYS
                            : time.from().toEpochMilli(),
                    time.to().equals(TimeMention.LATEST)
                            ? KeyedFact.FOREVER
                            : time.to().toEpochMilli());
        }

        private static Interval around(List<Interval> times) {
            return new Interval(
                    times.stream().mapToLong(Interval::from).min().orElse(KeyedFact.ALWAYS),
                    times.stream().mapToLong(Interval::to).max().orElse(KeyedFact.FOREVER));
        }

        /**
         * Whether the question counts from an event: "two weeks after the wedding". Only a search can find its time.
         */
        private static boolean countsFromEvent(Question question, AskingSentence sentence) {
            return question.offsets().stream()
                    .anyMatch(offset -> !offset.unbounded() && sentence.contains(offset.start()));
        }
    }

    /** A question for the state of one subject, see {@link StateQuestion}. */
    public interface State {
        /** The words that name the subject, in lower case, without articles and prepositions; not empty. */
        List<String> subject();

        /** Which of several statements is asked for. */
        Moment moment();

        /**
         * Returns whether a text states what the question asks for, at whatever time: 1 if it does, 0 if not. "I cleaned the
         * router" does not state where the router is. The value is 0.5 if the text names the subject with further words: "the
         * red suitcase" for "the suitcase".
         */
        double statedBy(String text);

        /** Which of several statements is asked for. */
        enum Moment {
            /** The newest one. */
            PRESENT,
            /** The one before the newest. */
            BEFORE,
            /** The oldest one. */
            FIRST
        }
    }
}
