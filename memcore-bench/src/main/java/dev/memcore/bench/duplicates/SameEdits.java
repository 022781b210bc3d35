package dev.memcore.bench.duplicates;

import static dev.memcore.bench.duplicates.Rewriting.bothWays;
import static dev.memcore.bench.duplicates.Rewriting.one;
import static dev.memcore.bench.duplicates.Rewriting.oneOf;
import static dev.memcore.bench.duplicates.Rewriting.oneWay;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits that keep the meaning of a text. */
final class SameEdits {
    private static final List<String> OPENERS = List.of(
            "Well, ",
            "Actually, ",
            "So, ",
            "Honestly, ",
            "You know, ",
            "I mean, ",
            "By the way, ",
            "Oh, ",
            "Anyway, ",
            "To be honest, ",
            "Yeah, ",
            "Um, ",
            "Okay, ",
            "Just so you know, ",
            "As I said, ");

    private static final List<String> GREETINGS =
            List.of("Hi! ", "Hello, ", "Hey there! ", "Hi Sam, ", "Good morning! ", "Hello Alex! ", "Hey, ");

    private static final List<String> CLOSINGS = List.of(
            " Thanks!", " Thank you.", " Thanks, Sam!", " Cheers!", " \uD83D\uDE0A", " Have a nice day!", " Bye!");

    private static final Map<String, String> CONTRACTIONS = bothWays("do not=don't, does not=doesn't, did not=didn't,"
        + " is not=isn't, are not=aren't, was not=wasn't, can not=can't, could not=couldn't, would not=wouldn't,"
        + " should not=shouldn't, will not=won't, have not=haven't, has not=hasn't, i am=i'm, you are=you're, we"
        + " are=we're, they are=they're, i have=i've, we have=we've, i will=i'll, we will=we'll, you will=you'll, that"
        + " is=that's, it is=it's, what is=what's, he is=he's, she is=she's, let us=let's, there is=there's");

    private static final Map<String, String> NUMBERS =
            bothWays("one=1, two=2, three=3, four=4, five=5, six=6, seven=7, "
                    + "eight=8, nine=9, ten=10, eleven=11, twelve=12, fifteen=15, twenty=20, thirty=30, fifty=50, "
                    + "one hundred=100, two hundred=200, one thousand=1000, first=1st, third=3rd, tenth=10th");

    private static final Map<String, String> SYNONYMS =
            bothWays("big=large, start=begin, buy=purchase, great=wonderful, photo=picture, mom=mother, dad=father,"
                    + " kids=children, happy=glad, help=assist, hard=difficult, need=require, maybe=perhaps,"
                    + " often=frequently, choose=select, movie=film, trip=journey, bike=bicycle, quickly=fast,"
                    + " tv=television, amazing=awesome, beautiful=lovely, whole=entire, use=utilize, smart=clever,"
                    + " nearly=almost, small=little, ensure=make sure, speak=talk, shop=store");

    private static final Map<String, String> SPELLINGS = bothWays("color=colour, favorite=favourite, center=centre,"
        + " organize=organise, realize=realise, neighbor=neighbour, honor=honour, theater=theatre, behavior=behaviour,"
        + " recognize=recognise, flavor=flavour, apologize=apologise, labor=labour, meter=metre, traveling=travelling,"
        + " program=programme, gray=grey, license=licence, favor=favour, emphasize=emphasise, analyze=analyse");

    private static final Map<String, String> ABBREVIATIONS = oneWay("january=Jan., february=Feb., august=Aug., "
            + "september=Sept., october=Oct., november=Nov., december=Dec., monday=Mon., tuesday=Tue., wednesday=Wed., "
            + "thursday=Thu., friday=Fri., kilometers=km, pounds=lbs, percent=%, approximately=approx., and=&, "
            + "department=dept., doctor=Dr., information=info, because=cuz, versus=vs.");

    private static final Pattern TRAILING_CLAUSE =
            Pattern.compile("^(\\p{Lu}[^.!?,;:]{8,}?) (when|if|because|while|after|before|since|although|until)"
                    + " ([^.!?,;:]{6,})([.!])$");

    private static final List<String> OTHER_OPENERS = List.of(
            "Look, ",
            "Listen, ",
            "Right, ",
            "Alright, ",
            "Frankly, ",
            "Basically, ",
            "FYI, ",
            "As a matter of fact, ",
            "Believe it or not, ",
            "Now, ",
            "Hmm, ",
            "In fact, ",
            "I have to say, ",
            "If you ask me, ",
            "And ",
            "Oh well, ");

    private static final Map<String, String> OTHER_CONTRACTIONS = bothWays(
            "i would=i'd, we would=we'd, they would=they'd, he will=he'll, she will=she'll, it will=it'll, that"
                    + " will=that'll, here is=here's, who is=who's, how is=how's, they have=they've, you have=you've,"
                    + " going to=gonna, want to=wanna, where is=where's, must not=mustn't");

    private static final Map<String, String> CARELESS = oneWay("don't=dont, can't=cant, i'm=im, didn't=didnt, "
            + "that's=thats, doesn't=doesnt, isn't=isnt, you're=youre, i've=ive, you=u, because=cause, though=tho, "
            + "your=ur, please=plz, thanks=thx, people=ppl, what's=whats, it's=its, really=rly, with=w/");

    private static final Pattern TRAILING_PHRASE = Pattern.compile(
            "^(\\p{Lu}[^.!?,;:]{12,}?) ((?:in|on|at|during|for|with|from) (?:the |my |a )?\\p{L}+)([.!])$");

    private SameEdits() {}

    static List<Edit> all() {
        return List.of(
                Edit.same(
                        "case",
                        (text, random) -> Optional.of(
                                random.nextBoolean() ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT))),
                Edit.same("punctuation", SameEdits::punctuation),
                Edit.same("white space", one(" ", (space, random) -> random.nextBoolean() ? "   " : "\n")),
                Edit.same("contraction", oneOf(CONTRACTIONS)),
                Edit.same("opener", (text, random) -> Optional.of(drawn(OPENERS, random) + Rewriting.lowered(text))),
                Edit.same("greeting", (text, random) -> Optional.of(drawn(GREETINGS, random) + text)),
                Edit.same("closing", (text, random) -> Optional.of(text + drawn(CLOSINGS, random))),
                Edit.same(
                        "intensifier",
                        one(
                                "(?<=\\b(?:is|are|was|am|'m|'s|'re) )(?=\\p{Ll}{4,}[ .!,])(?!not|been|going)",
                                (gap, random) -> drawn(List.of("really ", "very ", "quite ", "truly "), random))),
                Edit.same("article dropped", one("(?<=\\p{L} )(?:the|an) ", (article, random) -> "")),
                Edit.same("number form", oneOf(NUMBERS)),
                Edit.same(
                        "inflection",
                        one(
                                "(?<=\\b(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,4})"
                                        + " \\p{Ll}{2,12}[^aeius])s(?= )",
                                (ending, random) -> "")),
                Edit.same("synonym", oneOf(SYNONYMS)),
                Edit.same("spelling", oneOf(SPELLINGS)),
                Edit.same("abbreviation", oneOf(ABBREVIATIONS)),
                Edit.same("misspelling", one("\\b\\p{Ll}{5,}\\b", (word, random) -> misspelt(word.group(), random))),
                Edit.same("clause order", SameEdits::clausesSwapped));
    }

    /** Returns the edits that were written after the rules were final. */
    static List<Edit> heldOut() {
        return List.of(
                Edit.same(
                                "other opener",
                                (text, random) -> Optional.of(drawn(OTHER_OPENERS, random) + Rewriting.lowered(text)))
                        .unseen(),
                Edit.same("dots", one("(?<=\\p{Ll})[.](?= |$)", (stop, random) -> "..."))
                        .unseen(),
                Edit.same("quotation marks", (text, random) -> Optional.of("\u201C" + text + "\u201D"))
                        .unseen(),
                Edit.same("hyphen", one("(?<=\\p{Ll}{2})-(?=\\p{Ll}{2})", (hyphen, random) -> " "))
                        .unseen(),
                Edit.same("dash", one("(?<=\\p{Ll}), (?=\\p{Ll})", (comma, random) -> " - "))
                        .unseen(),
                Edit.same(
                                "word twice",
                                one("\\b(?:the|to|of|in|is|and|that) ", (word, random) -> word.group() + word.group()))
                        .unseen(),
                Edit.same(
                                "article changed",
                                one(
                                        "(?<=\\p{Ll} )(?:a|an|the)(?= )",
                                        (article, random) -> article.group().equals("the") ? "a" : "the"))
                        .unseen(),
                Edit.same("other contraction", oneOf(OTHER_CONTRACTIONS)).unseen(),
                Edit.same("typed carelessly", oneOf(CARELESS)).unseen(),
                Edit.same(
                                "first words twice",
                                one("^\\p{L}+ ", (word, random) -> word.group() + Rewriting.lowered(word.group())))
                        .unseen(),
                Edit.same("phrase in front", SameEdits::phraseInFront).unseen());
    }

    private static Optional<String> phraseInFront(String text, SplittableRandom random) {
        Matcher phrase = TRAILING_PHRASE.matcher(text);
        return phrase.matches()
                ? Optional.of(Rewriting.capital(phrase.group(2)) + ", " + Rewriting.lowered(phrase.group(1))
                        + phrase.group(3))
                : Optional.empty();
    }

    private static Optional<String> punctuation(String text, SplittableRandom random) {
        return Optional.of(
                switch (random.nextInt(4)) {
                    case 0 -> text.replaceAll("[.,!;:]+(?=\\s|$)", "");
                    case 1 -> text.replaceAll("[.!]+$", "") + "!!";
                    case 2 -> text.replace(",", "");
                    default -> text.replaceAll("[.](?=\\s|$)", "!");
                });
    }

    private static String misspelt(String word, SplittableRandom random) {
        int at = 1 + random.nextInt(word.length() - 3);
        return random.nextBoolean()
                ? word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2)
                : word.substring(0, at) + word.substring(at + 1);
    }

    private static Optional<String> clausesSwapped(String text, SplittableRandom random) {
        Matcher clause = TRAILING_CLAUSE.matcher(text);
        return clause.matches()
                ? Optional.of(Rewriting.capital(clause.group(2)) + " " + clause.group(3) + ", "
                        + Rewriting.lowered(clause.group(1)) + clause.group(4))
                : Optional.empty();
    }

    private static String drawn(List<String> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
