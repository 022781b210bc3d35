package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Lexicon.Season;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Holiday;
import dev.memcore.retrieval.query.date.When.HolidayOf;
import dev.memcore.retrieval.query.date.When.SeasonOf;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads seasons and holidays. */
final class HolidayGrammar {
    private static final Set<String> BEFORE_SEASON =
            Set.of("in", "during", "over", "since", "until", "till", "by", "for", "through", "throughout");
    private static final Set<String> BEFORE_HOLIDAY = Set.of(
            "on", "at", "for", "before", "after", "since", "until", "till", "by", "during", "over", "around", "of",
            "from");

    private final Tokens tokens;
    private final YearGrammar years;

    HolidayGrammar(Tokens tokens) {
        this.tokens = tokens;
        this.years = new YearGrammar(tokens);
    }

    /** A season or a holiday, with a year or without one. */
    @Nullable
    Parsed<? extends When> at(int i) {
        return GrammarRules.longest(season(i), holiday(i));
    }

    /** The season or holiday after "last", "this" or "next". */
    @Nullable
    Parsed<? extends When> after(Which which, int i) {
        if (tokens.is(i, Kind.SEASON)) {
            return new Parsed<>(new SeasonOf(seasonOf(i), 0, which), i + 1);
        }
        Parsed<Holiday> name = name(i);
        return name == null ? null : new Parsed<>(new HolidayOf(name.value(), 0, which), name.next());
    }

    private Season seasonOf(int i) {
        return tokens.at(i).season();
    }

    private @Nullable Parsed<SeasonOf> season(int i) {
        int j = tokens.skip(i, "the");
        if (!tokens.is(j, Kind.SEASON)) {
            return null;
        }
        Parsed<Integer> year = years.after(j + 1);
        if (year != null) {
            return new Parsed<>(new SeasonOf(seasonOf(j), year.value(), Which.UNSAID), year.next());
        }
        int before = tokens.is(i - 1, "the") ? i - 2 : i - 1;
        // "inspired by autumn" names no time; "by the autumn" does.
        boolean agent = j == before + 1 && tokens.is(before, "by");
        boolean time = (tokens.in(before, BEFORE_SEASON) && !agent)
                || tokens.is(i - 1, Kind.PORTION)
                || tokens.is(i - 1, "of");
        return time && GrammarRules.stands(tokens, j + 1)
                ? new Parsed<>(new SeasonOf(seasonOf(j), 0, Which.UNSAID), j + 1)
                : null;
    }

    private @Nullable Parsed<HolidayOf> holiday(int i) {
        Parsed<Holiday> name = name(i);
        if (name == null) {
            return null;
        }
        Parsed<Integer> year = years.after(name.next());
        if (year != null) {
            return new Parsed<>(new HolidayOf(name.value(), year.value(), Which.UNSAID), year.next());
        }
        boolean time = tokens.in(i - 1, BEFORE_HOLIDAY) && GrammarRules.stands(tokens, name.next());
        return time ? new Parsed<>(new HolidayOf(name.value(), 0, Which.UNSAID), name.next()) : null;
    }

    private @Nullable Parsed<Holiday> name(int i) {
        return switch (tokens.at(i).word()) {
            case "christmas" ->
                tokens.is(i + 1, "eve")
                        ? new Parsed<>(Holiday.CHRISTMAS_EVE, i + 2)
                        : new Parsed<>(Holiday.CHRISTMAS, tokens.skip(i + 1, "day"));
            case "halloween" -> new Parsed<>(Holiday.HALLOWEEN, i + 1);
            case "thanksgiving" -> new Parsed<>(Holiday.THANKSGIVING, tokens.skip(i + 1, "day"));
            case "valentine", "valentines" -> day(Holiday.VALENTINES_DAY, tokens.skip(tokens.skip(i + 1, "'"), "s"));
            case "independence" -> day(Holiday.INDEPENDENCE_DAY, i + 1);
            case "new" -> newYear(i + 1);
            default -> null;
        };
    }

    private @Nullable Parsed<Holiday> newYear(int i) {
        if (!tokens.is(i, "year") && !tokens.is(i, "years")) {
            return null;
        }
        int j = tokens.skip(tokens.skip(i + 1, "'"), "s");
        return tokens.is(j, "eve") ? new Parsed<>(Holiday.NEW_YEARS_EVE, j + 1) : day(Holiday.NEW_YEARS_DAY, j);
    }

    private @Nullable Parsed<Holiday> day(Holiday holiday, int i) {
        return tokens.is(i, "day") ? new Parsed<>(holiday, i + 1) : null;
    }
}
