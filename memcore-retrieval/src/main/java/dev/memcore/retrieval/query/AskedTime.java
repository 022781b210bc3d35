package dev.memcore.retrieval.query;

import dev.memcore.spi.FactTimeline.Interval;
import dev.memcore.spi.KeyedFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    private static AskedTime byTense(AskingSentence sentence, QuestionType type, Interval now) {
        Interval untilNow = new Interval(KeyedFact.ALWAYS, now.to());
        Interval fromNow = new Interval(now.from(), KeyedFact.FOREVER);
        boolean asksWhen = type == QuestionType.WHEN || type == QuestionType.HOW_LONG;
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
        return question.offsets().stream().anyMatch(offset -> !offset.unbounded() && sentence.contains(offset.start()));
    }
}
