package dev.memcore.bench.duplicates;

import static dev.memcore.bench.duplicates.Rewriting.another;
import static dev.memcore.bench.duplicates.Rewriting.bothWays;
import static dev.memcore.bench.duplicates.Rewriting.one;
import static dev.memcore.bench.duplicates.Rewriting.oneOf;
import static dev.memcore.bench.duplicates.Rewriting.oneWay;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Edits that change the meaning of a text as slightly as possible: the hard negatives. */
final class OtherEdits {
    private static final List<String> NUMBER_WORDS =
            List.of("two three four five six seven eight nine ten eleven twelve twenty thirty fifty".split(" "));
    private static final List<String> NAMES =
            List.of("Melanie Robert Sweden Toyota Chicago Maria Kenji Oxford Amazon Priya "
                    .strip()
                    .split(" "));
    private static final List<String> DAYS =
            List.of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "));
    private static final List<String> MONTHS =
            List.of("January February March April June July August September October November December".split(" "));
    private static final List<String> WORDS =
            List.of(("garden hospital violin marathon pottery bicycle chocolate sister library "
                            + "painting concert kitchen doctor river window teacher camera museum ticket basketball")
                    .split(" "));

    private static final Map<String, String> NEGATIONS = oneWay("is=is not, are=are not, was=was not, were=were not,"
            + " can=cannot, could=could not, will=will not, would=would not, should=should not, have=have not, has=has"
            + " not, do=do not, does=does not, did=did not, am=am not, i'm=i'm not, it's=it's not, that's=that's not, i"
            + " like=i don't like, i love=i don't love, i want=i don't want, i think=i don't think, with=without");
    private static final Map<String, String> AFFIRMATIONS = oneWay("is not=is, are not=are, was not=was, can't=can,"
            + " cannot=can, don't=do, doesn't=does, didn't=did, isn't=is, aren't=are, wasn't=was, won't=will,"
            + " wouldn't=would, couldn't=could, shouldn't=should, haven't=have, hasn't=has, never=always, without=with,"
            + " no=a, not=also");
    private static final Map<String, String> ANTONYMS =
            bothWays("before=after, more=less, good=bad, hot=cold, up=down, love=hate, increase=decrease, start=stop,"
                + " left=right, buy=sell, old=new, open=close, true=false, inside=outside, better=worse, best=worst,"
                + " easy=hard, always=never, early=late, above=below, over=under, from=to, in=out, high=low,"
                + " happy=sad, long=short, big=small, older=younger, won=lost, remember=forget, start=end,"
                + " public=private, upper=lower, prefix=suffix, uppercase=lowercase");
    private static final Map<String, String> QUANTITIES = bothWays(
            "all=some, many=few, most=some, every=no, both=neither, everyone=someone, everything=something, a lot"
                    + " of=little, several=all, half=all, once=twice, each=no");
    private static final Map<String, String> UNITS = bothWays(
            "miles=kilometers, days=weeks, hours=minutes, years=months, pounds=kilograms, dollars=euros, feet=meters,"
                    + " inches=centimeters, year=month, week=day, hour=minute, million=billion, seconds=minutes,"
                    + " weeks=months, percent=per mille, decades=years, century=decade");
    private static final Map<String, String> MODALS = bothWays("can=should, will=might, must=may, would=could, "
            + "could=should, might=must, may=will, should=may, want to=have to, going to=used to");
    private static final Map<String, String> TENSES =
            bothWays("is=was, are=were, have=had, go=went, will=did, has=had, do=did, am=was, love=loved, want=wanted,"
                    + " need=needed, think=thought, make=made, get=got, take=took, see=saw, work=worked, use=used,"
                    + " start=started, play=played, live=lived");
    private static final Map<String, String> PERSONS =
            bothWays("i=he, my=his, he=she, his=her, we=they, our=their, me=him, "
                    + "your=my, you=i, her=my, us=them, i'm=she's, i've=they've");

    private static final Pattern NAME = Pattern.compile(
            "(?<=\\p{Ll}[,]?"
                + " )(?!(?:The|This|That|Just|And|But|Your|My|It|You|Not|What|How)\\b)\\p{Lu}\\p{Ll}{2,}(?![\\p{L}'\u2019])");

    private static final List<String> SHORT_WORDS =
            List.of("book fish moon tree desk coat lamp rice boat bell milk nest rope soap wolf".split(" "));
    private static final Map<String, String> PREFIXED = bothWays("likely=unlikely, able=unable, happy=unhappy, "
            + "known=unknown, possible=impossible, usual=unusual, healthy=unhealthy, necessary=unnecessary, "
            + "important=unimportant, agree=disagree, like=dislike, fair=unfair, common=uncommon, regular=irregular, "
            + "legal=illegal, comfortable=uncomfortable, available=unavailable, expected=unexpected, clear=unclear, "
            + "understand=misunderstand, helpful=helpless, careful=careless, use=misuse");
    private static final Map<String, String> RELATIVES = bothWays("mother=father, sister=brother, son=daughter, "
            + "husband=wife, mom=dad, aunt=uncle, kids=parents, family=friends, friend=boss, dog=cat, team=family, "
            + "women=men, woman=man, girl=boy, king=queen, he=it, guys=girls");
    private static final Map<String, String> TIMES = bothWays("today=yesterday, tomorrow=yesterday, morning=evening, "
            + "last=next, soon=later, now=then, ago=later, weekend=week, night=day, yet=already, summer=winter, "
            + "spring=autumn, past=future, again=once, first=second, recently=long ago");

    private OtherEdits() {}

    static List<Edit> all() {
        return List.of(
                Edit.other("number", one("\\d+", OtherEdits::otherNumber)),
                Edit.other(
                        "number word",
                        one(
                                "\\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty)\\b",
                                (word, random) -> another(NUMBER_WORDS, word.group(), random))),
                Edit.other("name", one(NAME.pattern(), (name, random) -> another(NAMES, name.group(), random))),
                Edit.other(
                        "day or month",
                        one(
                                "\\b(?:" + String.join("|", DAYS) + "|" + String.join("|", MONTHS) + ")\\b",
                                (name, random) ->
                                        another(DAYS.contains(name.group()) ? DAYS : MONTHS, name.group(), random))),
                Edit.other("negation added", oneOf(NEGATIONS)),
                Edit.other("negation removed", oneOf(AFFIRMATIONS)),
                Edit.other("antonym", oneOf(ANTONYMS)),
                Edit.other("quantity", oneOf(QUANTITIES)),
                Edit.other("unit", oneOf(UNITS)),
                Edit.other("modal", oneOf(MODALS)),
                Edit.other("tense", oneOf(TENSES)),
                Edit.other("person", oneOf(PERSONS)),
                Edit.other("names swapped", OtherEdits::namesSwapped),
                Edit.other(
                        "other word", one("\\b\\p{Ll}{6,}\\b", (word, random) -> another(WORDS, word.group(), random))),
                Edit.other(
                        "only",
                        one(
                                "(?<=\\b(?:i|we|they|you|he|she|I|We|They|You|He|She) )(?=\\p{Ll})",
                                (gap, random) -> "only ")),
                Edit.other("identifier", one("\\b\\p{Ll}?_\\p{Ll}*\\b", OtherEdits::otherIdentifier)),
                Edit.other(
                        "question",
                        (text, random) -> text.matches("(?s).*[^?]\\.$")
                                ? Optional.of(text.replaceAll("\\.$", "?"))
                                : Optional.empty()),
                Edit.other(
                        "more said",
                        (text, random) -> Optional.of(
                                text + " My " + WORDS.get(random.nextInt(WORDS.size())) + " was part of it.")));
    }

    /** Returns the edits that were written after the rules were final. */
    static List<Edit> heldOut() {
        return List.of(
                Edit.other("or for and", one("(?<= )and(?= )", (word, random) -> "or"))
                        .unseen(),
                Edit.other("prefix un-", oneOf(PREFIXED)).unseen(),
                Edit.other(
                                "if in front",
                                (text, random) -> Optional.of(
                                        "If " + Rewriting.lowered(text).replaceAll("[.!?]+$", "") + ", tell me."))
                        .unseen(),
                Edit.other("hearsay", (text, random) -> Optional.of("Bob said that " + Rewriting.lowered(text)))
                        .unseen(),
                Edit.other("doubt", (text, random) -> Optional.of("Maybe " + Rewriting.lowered(text)))
                        .unseen(),
                Edit.other(
                                "barely",
                                one(
                                        "(?<=\\b(?:is|are|was|were|can|could|have|has) )(?=\\p{Ll})",
                                        (gap, random) -> drawn(
                                                List.of("barely ", "hardly ", "never ", "almost ", "no longer "),
                                                random)))
                        .unseen(),
                Edit.other(
                                "year",
                                one(
                                        "\\b(?:1[5-9]|20)\\d\\d\\b",
                                        (year, random) -> Integer.toString(
                                                Integer.parseInt(year.group()) + 1 + random.nextInt(20))))
                        .unseen(),
                Edit.other("relative", oneOf(RELATIVES)).unseen(),
                Edit.other("time of day", oneOf(TIMES)).unseen(),
                Edit.other("word left out", one(" \\p{Ll}{6,}(?<!ly)(?= \\p{Ll})", (word, random) -> ""))
                        .unseen(),
                Edit.other(
                                "short word",
                                one(
                                        "(?<= )\\p{Ll}{4}(?= )",
                                        (word, random) -> another(SHORT_WORDS, word.group(), random)))
                        .unseen(),
                Edit.other(
                                "sentence left out",
                                (text, random) -> text.matches("(?s).{20,}[.!] \\p{Lu}.{20,}")
                                        ? Optional.of(text.substring(text.indexOf(' ', firstStop(text)) + 1))
                                        : Optional.empty())
                        .unseen());
    }

    private static int firstStop(String text) {
        return text.replace('!', '.').indexOf(". ", 20);
    }

    private static String drawn(List<String> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    private static String otherNumber(MatchResult number, SplittableRandom random) {
        char[] digits = number.group().toCharArray();
        int at = random.nextInt(digits.length);
        digits[at] = (char) ('1' + (digits[at] - '0' + random.nextInt(8)) % 9);
        return String.valueOf(digits).equals(number.group()) ? number.group() + "1" : String.valueOf(digits);
    }

    private static String otherIdentifier(MatchResult identifier, SplittableRandom random) {
        char letter = (char) ('a' + random.nextInt(26));
        return identifier.group().startsWith("_")
                ? "_" + letter + identifier.group().substring(1)
                : letter + "x" + identifier.group();
    }

    private static Optional<String> namesSwapped(String text, SplittableRandom random) {
        List<MatchResult> names = NAME.matcher(text).results().toList();
        if (names.size() < 2) {
            return Optional.empty();
        }
        int first = random.nextInt(names.size() - 1);
        MatchResult a = names.get(first);
        MatchResult b = names.get(first + 1);
        List<String> parts = Arrays.asList(
                text.substring(0, a.start()),
                b.group(),
                text.substring(a.end(), b.start()),
                a.group(),
                text.substring(b.end()));
        return a.group().toLowerCase(Locale.ROOT).equals(b.group().toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(String.join("", parts));
    }
}
