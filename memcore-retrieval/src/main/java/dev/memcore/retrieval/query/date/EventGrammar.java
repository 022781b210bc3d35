package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Length;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads times that depend on an event named in words: "the day after the party", "before moving to Rome". */
final class EventGrammar {
    /** The maximum number of tokens of an event. */
    private static final int MOST_WORDS = 8;

    private static final int WEEK = 7;

    private static final Set<String> DETERMINERS =
            Set.of("the", "my", "our", "your", "his", "her", "their", "its", "a", "an", "this", "that");
    private static final Set<String> ENDS = Set.of(
            "and", "but", "or", "when", "while", "where", "who", "which", "that", "because", "so", "did", "was", "were",
            "is", "i", "we", "she", "he", "they", "it", "you", "if", "then");

    private final Tokens tokens;
    private final String text;
    private final LengthGrammar lengths;
    private final RangeGrammar times;

    EventGrammar(Tokens tokens, String text) {
        this.tokens = tokens;
        this.text = text;
        this.lengths = new LengthGrammar(tokens);
        this.times = new RangeGrammar(tokens, false);
    }

    private record Distance(Period least, Period most) {
        static final Distance UNSAID = new Distance(Period.ZERO, Period.ZERO);
    }

    List<EventOffset> all() {
        List<EventOffset> offsets = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Parsed<EventOffset> offset = at(i);
            if (offset != null) {
                offsets.add(offset.value());
            }
            i = offset == null ? i + 1 : offset.next();
        }
        return List.copyOf(offsets);
    }

    private @Nullable Parsed<EventOffset> at(int i) {
        Parsed<Distance> distance = distance(i);
        int j = distance == null ? i : distance.next();
        boolean before = tokens.is(j, "before") || (tokens.is(j, "prior") && tokens.is(j + 1, "to"));
        if (!before && !tokens.is(j, "after")) {
            return null;
        }
        int event = tokens.is(j, "prior") ? j + 2 : j + 1;
        return event(i, event, distance == null ? Distance.UNSAID : distance.value(), before);
    }

    private @Nullable Parsed<Distance> distance(int i) {
        Parsed<Length> length = lengths.at(i);
        if (length != null) {
            Length said = length.value();
            return said.unit().shorterThanDay()
                    ? null
                    : new Parsed<>(
                            new Distance(period(said.unit(), said.least()), period(said.unit(), said.most())),
                            length.next());
        }
        return tokens.is(i, "the") ? adjacent(i + 1) : null;
    }

    /** Reads the time right beside an event: "the night", "the Friday", "the week" before it. */
    private @Nullable Parsed<Distance> adjacent(int i) {
        Token token = tokens.at(i);
        Period most = switch (token.kind()) {
            case PART -> Period.ofDays(1);
            case WEEKDAY -> Period.ofDays(WEEK);
            case UNIT -> token.unit().shorterThanDay() ? null : period(token.unit(), 1);
            default -> null;
        };
        return most == null ? null : new Parsed<>(new Distance(Period.ofDays(1), most), i + 1);
    }

    private static Period period(Unit unit, int count) {
        int steps = unit.steps * count;
        return switch (unit.step) {
            case MONTHS -> Period.ofMonths(steps);
            case YEARS -> Period.ofYears(steps);
            default -> Period.ofDays(steps);
        };
    }

    /** Reads the event. It begins with an article or a possessive, a name, or a verb in -ing, and is not a time. */
    private @Nullable Parsed<EventOffset> event(int start, int i, Distance distance, boolean before) {
        boolean determined = tokens.in(i, DETERMINERS);
        int first = determined ? i + 1 : i;
        Token head = tokens.at(first);
        boolean named =
                determined || (head.capital() && !head.is("i")) || head.word().endsWith("ing");
        if (!named || !head.is(Kind.WORD) || times.at(i) != null || ENDS.contains(head.word())) {
            return null;
        }
        int end = first;
        while (end - first < MOST_WORDS && isPartOfEvent(end, first)) {
            end++;
        }
        while (end > first + 1
                && Lexicon.FUNCTION_WORDS.contains(tokens.at(end - 1).word())) {
            end--;
        }
        if (end == first) {
            return null;
        }
        String words = text.substring(head.start(), tokens.at(end - 1).end());
        return new Parsed<>(
                new EventOffset(
                        tokens.at(start).start(),
                        tokens.at(end - 1).end(),
                        distance.least(),
                        distance.most(),
                        before,
                        words),
                end);
    }

    private boolean isPartOfEvent(int i, int first) {
        Token token = tokens.at(i);
        if (token.is(Kind.SYMBOL)) {
            return (token.is("'") || token.is("-"))
                    && token.glued()
                    && tokens.at(i + 1).glued();
        }
        boolean ends = (i > first && ENDS.contains(token.word())) || token.is(Kind.END);
        return !ends && times.at(i) == null;
    }
}
