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

/**
 * What a question says by its form. Positions are those of {@code text}; lists are in its order and cannot be changed.
 *
 * @param text the question as asked
 * @param about the same without adverbs like "now" and "currently", which say which answer counts and not what it is about; not left out where there is
 *     nothing else
 * @param rest {@code about} without the times; empty if that asks for anything that there was then: "What happened on Monday?"
 * @param type what kind of answer it wants
 * @param times the times that it names
 * @param offsets the times that it hangs on events: "after the wedding"
 * @param order which one it wants by the order of time
 * @param entities the names in it, each once
 * @param quotes what stands in quotation marks, without them
 * @param quantities the numbers in it that belong to no time
 * @param clauses its parts, each to be searched for by itself; one, the whole, if it has no parts
 * @param asksForLatest whether it wants what is so now: latest, current, these days
 * @param asksForHistory whether it wants what was so: used to, previously, originally, first
 * @param negated whether it asks for what is not so
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
        boolean negated) {
    /**
     * Analyses a question by its form.
     *
     * @param askedAt when it was asked: relative times are taken from there
     * @param zone where it was asked
     */
    public static Question of(String text, Instant askedAt, ZoneId zone) {
        return QuestionAnalysis.of(text, askedAt, zone);
    }

    /** Whether a word asks what there was at a time, whatever it was: "happen", "do". */
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
     * Which of several things that happened a question wants, by their order in time.
     *
     * @param kind what it asks for
     * @param number which one, from 1, with {@link Kind#NTH}: 2 with "her second trip"; 0 with all other kinds
     * @param event the words that name the event, with {@link Kind#BEFORE} and {@link Kind#AFTER}; empty with all other kinds
     */
    public record Order(Kind kind, int number, String event) {
        /** It asks for no order. */
        public static final Order NONE = new Order(Kind.NONE, 0, "");

        /** What a question asks for. */
        public enum Kind {
            /** No order. */
            NONE,
            /** The earliest: "when did she first see Rome". */
            FIRST,
            /** The one of a number: "her second trip". */
            NTH,
            /** The latest so far: "when did she last see Rome". */
            LAST,
            /** What was before an event, at no distance that the question says: "where was she before the wedding". */
            BEFORE,
            /** Likewise what came after it. */
            AFTER,
            /** All of them, one after another: "in which order did they come", "what came first, tea or coffee". */
            SEQUENCE
        }

        public Order {
            requireNonNull(kind, "kind");
            requireNonNull(event, "event");
        }
    }

    /** What kind of answer a question asks for. */
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
     * Which time a question is about: what is valid at a moment of it may answer. By its form alone, in this order:
     *
     * <ol>
     *   <li>A question that names times is about those. One that also says "now", and a text that asks nothing, is about now as well.
     *   <li>One that asks for what was before ("previous", "used to", "ever") or counts from an event is about all times.
     *   <li>One that says "now", and a text that asks nothing, is about now.
     *   <li>In the past tense it is about the time up to now, in the future tense about the time from now on.
     *   <li>Otherwise it is about now; if it asks when or how long something is, also about the time to come.
     * </ol>
     *
     * Of several sentences the last one that ends in a question mark counts. A part of a day ("tonight") names no time here, since
     * hardly anything is valid for so short. Memories that are not keyed facts are also taken from the past if only a subordinate
     * clause is in the past tense; and if it was only said in the past ("what did I say my colour was"), keyed facts are those of
     * now.
     *
     * @param facts the time about which keyed facts are asked
     * @param others the time about which all other memories are asked
     */
    public record AskedTime(Interval facts, Interval others) {
        /** What a question is about that was asked at a moment. */
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
            boolean asksWhen = type == Question.Type.WHEN || type == Question.Type.HOW_LONG;
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

        /** "Two weeks after the wedding": when that is, only a search can tell. */
        private static boolean countsFromEvent(Question question, AskingSentence sentence) {
            return question.offsets().stream()
                    .anyMatch(offset -> !offset.unbounded() && sentence.contains(offset.start()));
        }
    }
}
