package dev.memcore.retrieval.query.date;

import static java.util.Objects.requireNonNull;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.TimeResolver.Span;
import dev.memcore.retrieval.query.date.Tokens.Token;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the times that a text names, and resolves them to intervals.
 *
 * <p>It reads dates in the usual written forms, months, seasons, years, decades, holidays and times of day. It also
 * reads relative times ("last Friday", "two weeks ago"), and phrases around either ("the week before 9 June", "early
 * May", "since 2016"). A time without last, this or next lies in the past, unless the sentence speaks of the future.
 * {@link TimeResolver} defines the meaning of each form.
 *
 * <p>These rules are those of English. In other languages, {@link OtherLanguages} reads the times.
 *
 * <p>The grammar is written by hand, because the libraries for the JVM return points in time instead of intervals, and
 * backtrack. Each rule here reads a bounded number of tokens, so time is linear in the text's length. Stateless.
 */
public final class TimeExpressions {
    /** A moment between these two is in the years 2 to 9998 in every zone. */
    private static final Instant FIRST_ANCHOR = Instant.parse("0002-01-02T00:00:00Z");

    private static final Instant LAST_ANCHOR = Instant.parse("9998-12-30T00:00:00Z");

    /** Words with which a time may begin, although the lexicon gives them no meaning. */
    private static final Set<String> OPENERS = Set.of(
            "a",
            "after",
            "an",
            "before",
            "between",
            "by",
            "christmas",
            "couple",
            "day",
            "few",
            "from",
            "half",
            "halloween",
            "in",
            "independence",
            "midnight",
            "new",
            "noon",
            "prior",
            "q",
            "several",
            "since",
            "thanksgiving",
            "the",
            "till",
            "tonight",
            "until",
            "valentine",
            "valentines");

    private TimeExpressions() {}

    /**
     * Returns the times that the text names, in its order, without overlaps. A date like 3/4/2026 is 4 March in the
     * United States and 3 April elsewhere. It gives both readings, one after the other, with the same position in the
     * text.
     *
     * @param anchor when the text was said, in the years 2 to 9998
     * @param zone where it was said; days begin and end at midnight of its local time, also when its clock is changed
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the anchor is out of range
     */
    public static List<TimeMention> find(String text, Instant anchor, ZoneId zone) {
        requireNonNull(text, "text");
        List<TimeMention> english = find(new Tokens(text), anchor, zone);
        Said said = new Said(local(anchor, zone), zone);
        return OtherLanguages.longest(english, text, (start, end, when, future) -> {
            Span span = new TimeResolver(said.now(), zone, future).resolve(when);
            return span == null ? null : mention(start, end, span, when, said);
        });
    }

    /** Whether a moment can be an anchor. */
    public static boolean mayBeSaid(Instant moment) {
        return moment.isAfter(FIRST_ANCHOR) && moment.isBefore(LAST_ANCHOR);
    }

    public static List<TimeMention> find(Tokens tokens, Instant anchor, ZoneId zone) {
        Said said = new Said(local(anchor, zone), zone);
        List<TimeMention> monthFirst = find(tokens, new RangeGrammar(tokens, false), said);
        if (!DateGrammar.mayBeAmbiguous(tokens)) {
            return List.copyOf(monthFirst);
        }
        Set<TimeMention> both = new LinkedHashSet<>(monthFirst);
        both.addAll(find(tokens, new RangeGrammar(tokens, true), said));
        return both.stream().sorted(Comparator.comparingInt(TimeMention::start)).toList();
    }

    /** When and where a text was said. */
    private record Said(LocalDateTime now, ZoneId zone) {
        Instant instant(LocalDateTime local) {
            return local.atZone(zone).toInstant();
        }
    }

    private static List<TimeMention> find(Tokens tokens, RangeGrammar grammar, Said said) {
        List<TimeMention> mentions = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Parsed<? extends When> time = mayBegin(tokens.at(i)) ? grammar.at(i) : null;
            TimeMention mention = time == null ? null : mention(tokens, i, time, said);
            if (time != null && mention != null) {
                mentions.add(mention);
                i = time.next();
            } else {
                i++;
            }
        }
        return mentions;
    }

    /**
     * Returns the times that depend on an event whose time the text does not state: "two weeks before the wedding". In
     * the order of the text.
     */
    public static List<EventOffset> offsets(String text) {
        requireNonNull(text, "text");
        return new EventGrammar(new Tokens(text), text).all();
    }

    private static LocalDateTime local(Instant anchor, ZoneId zone) {
        boolean inRange = anchor.isAfter(TimeMention.EARLIEST) && anchor.isBefore(TimeMention.LATEST);
        LocalDateTime now = inRange ? LocalDateTime.ofInstant(anchor, zone) : LocalDateTime.MIN;
        if (now.getYear() <= 1 || now.getYear() >= 9999) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "the anchor lies in the years 2 to 9998: " + anchor + " at " + zone);
        }
        return now;
    }

    private static boolean mayBegin(Token token) {
        return switch (token.kind()) {
            case WORD -> OPENERS.contains(token.word()) || MonthNames.of(token) > 0;
            case SYMBOL -> token.is("'");
            case END -> false;
            default -> true;
        };
    }

    private static @Nullable TimeMention mention(Tokens tokens, int first, Parsed<? extends When> time, Said said) {
        Tense tense = Tense.around(tokens, first, time.next());
        if (tense == Tense.PAST && time.value() instanceof When.Away && tokens.is(first, "in")) {
            // "finished in two weeks" says how long it took.
            return null;
        }
        boolean future = tense == Tense.FUTURE || (tense == Tense.UNKNOWN && isDeadline(time.value()));
        Span span = new TimeResolver(said.now(), said.zone(), future).resolve(time.value());
        int start = tokens.at(first).start();
        int end = tokens.at(time.next() - 1).end();
        return span == null ? null : mention(start, end, span, time.value(), said);
    }

    /**
     * Whether a time is a deadline: "by Friday", "until June". In a sentence without a clear tense it is in the future.
     */
    private static boolean isDeadline(When when) {
        return when instanceof When.Open open && open.side() == When.Side.UNTIL;
    }

    private static @Nullable TimeMention mention(int start, int end, Span span, When when, Said said) {
        Instant from = span.from().equals(TimeResolver.EARLIEST) ? TimeMention.EARLIEST : said.instant(span.from());
        Instant to = span.to().equals(TimeResolver.LATEST) ? TimeMention.LATEST : said.instant(span.to());
        boolean valid = !from.isBefore(TimeMention.EARLIEST) && !to.isAfter(TimeMention.LATEST) && from.isBefore(to);
        return valid ? new TimeMention(start, end, from, to, span.precision(), when.relative()) : null;
    }

    /** Whether a sentence speaks of the past or the future, by the nearest word that shows it. */
    public enum Tense {
        PAST,
        FUTURE,
        UNKNOWN;

        /** The number of tokens that are searched on each side. */
        private static final int REACH = 12;

        private static final Set<String> FUTURE_WORDS = Set.of(
                "will",
                "ll",
                "gonna",
                "plan",
                "plans",
                "planning",
                "upcoming",
                "forward",
                "wait",
                "let",
                "going",
                "hoping",
                "scheduled",
                "hope",
                "shall",
                "soon",
                "want",
                "wanna",
                "see",
                "join",
                "looking",
                "tomorrow",
                "next",
                "due",
                "leaving",
                "starts",
                "begins",
                "attending");
        private static final Set<String> PAST_WORDS = Set.of(
                "was", "were", "did", "had", "went", "got", "been", "ago", "saw", "met", "took", "made", "came", "gave",
                "won", "lost", "bought", "found", "began", "left", "felt", "told", "said", "wrote", "ran", "became",
                "t", "didn", "wasn", "weren", "built", "taught", "spent", "read", "ate", "held", "has", "have");
        private static final Set<String> NOT_PAST =
                Set.of("need", "needed", "feed", "bed", "red", "seed", "speed", "indeed");

        /** The tense around the tokens {@code [from, to)} of a sentence. The tokens before them are searched first. */
        static Tense around(Tokens tokens, int from, int to) {
            Tense before = search(tokens, from - 1, -1);
            return before == UNKNOWN ? search(tokens, to, 1) : before;
        }

        private static Tense search(Tokens tokens, int from, int step) {
            for (int n = 0; n < REACH; n++) {
                int i = from + n * step;
                if (tokens.endsSentence(i)) {
                    return UNKNOWN;
                }
                Tense tense = of(tokens.at(i));
                if (tense != UNKNOWN) {
                    return tense;
                }
            }
            return UNKNOWN;
        }

        private static Tense of(Token token) {
            String word = token.word();
            if (FUTURE_WORDS.contains(word)) {
                return FUTURE;
            }
            boolean past = PAST_WORDS.contains(word) || (word.endsWith("ed") && !NOT_PAST.contains(word));
            return past ? PAST : UNKNOWN;
        }
    }

    /**
     * A time that a text places before or after an event without a stated time: "two weeks before the wedding". It can
     * be resolved when the time of the event is known.
     *
     * @param start the first character of the mention, from 0
     * @param end the character after its last; greater than {@code start}
     * @param least the least distance from the event, zero or positive
     * @param most the greatest distance; with "before the wedding", which states no distance, both are zero
     * @param before true if the time is before the event, false if it is after it
     * @param event the words that name the event, without article: "wedding"
     */
    public record EventOffset(int start, int end, Period least, Period most, boolean before, String event) {
        public EventOffset {
            requireNonNull(least, "least");
            requireNonNull(most, "most");
            requireNonNull(event, "event");
        }

        /** Whether the text states no distance, so that the time is any time on that side of the event. */
        public boolean unbounded() {
            return most.isZero();
        }
    }

    /**
     * A mention of a time in a text, and the interval that it means.
     *
     * @param start the first character of the mention, from 0
     * @param end the character after its last; greater than {@code start}
     * @param from the first moment of the interval; {@link #EARLIEST} if the text leaves it open ("until May")
     * @param to the first moment after the interval, later than {@code from}; {@link #LATEST} if the text leaves it
     *     open
     * @param precision how exactly the text states the time
     * @param relative whether the interval depends on when the text was said
     */
    public record TimeMention(int start, int end, Instant from, Instant to, Precision precision, boolean relative) {
        /** The start of intervals that the text leaves open. No mention starts earlier. */
        public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

        /** The end of intervals that the text leaves open. No mention ends later. */
        public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

        public TimeMention {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(precision, "precision");
            if (start < 0 || end <= start) {
                throw MemoryException.of(
                        ErrorCode.INVALID_ARGUMENT, "a mention spans one character or more: " + start + " to " + end);
            }
            if (from.isBefore(EARLIEST) || to.isAfter(LATEST) || !from.isBefore(to)) {
                throw MemoryException.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "an interval lies between " + EARLIEST + " and " + LATEST + ": " + from + " to " + to);
            }
        }

        /** Whether the text leaves open when the interval began or ended. */
        public boolean open() {
            return from.equals(EARLIEST) || to.equals(LATEST);
        }

        /** Whether the moment lies in the interval. */
        public boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }

        /** Whether the two intervals have a moment in common. */
        public boolean overlaps(TimeMention other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }

        /**
         * How exactly a text states a time, from the finest to the coarsest. Independent of the length of the interval.
         */
        public enum Precision {
            MINUTE,
            HOUR,
            /** A morning, afternoon, evening or night. */
            PART_OF_DAY,
            DAY,
            WEEKEND,
            WEEK,
            MONTH,
            SEASON,
            YEAR,
            DECADE,
            CENTURY
        }
    }
}
