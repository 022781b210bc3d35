package dev.memcore.retrieval.search;

import dev.memcore.api.report.Conflict.Reason;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.text.TermAnalysis.Surface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The claim of a short text: its words without those that do not change the meaning, and whether it negates them.
 *
 * <p>Two claims contradict each other if they are equal word by word, except for a negation, for numbers that state a
 * quantity or a time, or for two opposites. The numbers in "room 4" and "room 5" are names, not values, so a number
 * must follow a verb of state or a preposition.
 *
 * @param written the words as written, in lower case, without articles, negations, "do" and adverbs such as "really";
 *     number words to twelve as digits
 * @param denied whether it has an odd number of negations
 * @param fleeting whether it is about the past, or about a day such as today, so that it holds only for the day on
 *     which it was told
 */
record Claim(List<String> written, boolean denied, boolean fleeting) {
    /** The minimum number of words. Fewer words claim too little. */
    private static final int FEWEST = 3;

    /** The maximum number of words. A longer text has more than one claim. */
    private static final int MOST = 40;

    /** The maximum number of characters. A longer text has too many words, so it is not analysed. */
    private static final int MOST_CHARACTERS = 2_000;

    /** The maximum number of words that may differ. Two, because a time of day has two numbers. */
    private static final int MOST_NUMBERS = 2;

    private static final Set<String> EMPTY =
            Set.of("a", "an", "the", "do", "does", "really", "actually", "very", "just", "also", "still", "longer");
    private static final Set<String> DENIALS = Set.of("not", "never", "no", "cannot");
    private static final Set<String> POINTERS =
            Set.of("he", "she", "it", "they", "him", "her", "them", "this", "that", "these", "those", "there", "here");
    private static final Set<String> FLEETING = Set.of(
            "was",
            "were",
            "did",
            "had",
            "went",
            "got",
            "came",
            "saw",
            "ran",
            "ate",
            "took",
            "made",
            "gave",
            "met",
            "today",
            "yesterday",
            "tomorrow",
            "tonight",
            "now",
            "currently",
            "ago",
            "last",
            "next",
            "week");
    private static final Set<String> BEFORE_VALUES = Set.of(
            "is",
            "are",
            "am",
            "s",
            "m",
            "re",
            "was",
            "were",
            "has",
            "have",
            "had",
            "at",
            "about",
            "around",
            "on",
            "only",
            "exactly",
            "nearly",
            "almost",
            "over",
            "under",
            "for",
            "until",
            "by",
            "to",
            "from",
            "of",
            "aged",
            "costs",
            "cost",
            "weighs",
            "needs",
            "takes",
            "lasts",
            "earns",
            "pays",
            "holds",
            "measures",
            "requires",
            "contains",
            "owns",
            "roughly",
            "approximately");
    private static final Set<String> STATES = Set.of(
            "is",
            "are",
            "am",
            "s",
            "m",
            "re",
            "was",
            "were",
            "has",
            "have",
            "had",
            "costs",
            "cost",
            "weighs",
            "needs",
            "takes",
            "lasts",
            "earns",
            "pays",
            "holds",
            "measures",
            "requires",
            "contains",
            "owns",
            "opens",
            "closes",
            "starts",
            "begins",
            "ends",
            "leaves",
            "arrives");
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"));

    /**
     * Returns the claim of a text. Returns empty if it is a question, too short or too long, or refers to something by
     * a pronoun.
     */
    static Optional<Claim> of(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        List<String> written = new ArrayList<>();
        boolean denied = false;
        boolean fleeting = false;
        for (String surface : Surface.words(text)) {
            String word = surface.toLowerCase(Locale.ROOT);
            String before = written.isEmpty() ? "" : written.getLast();
            if (word.equals("t") && before.endsWith("n")) {
                // Words such as "isn't", "doesn't" and "can't" are split at the apostrophe.
                written.removeLast();
                String verb = before.equals("can") ? before : before.substring(0, before.length() - 1);
                fleeting |= FLEETING.contains(verb);
                denied = !denied;
                if (!verb.equals("do") && !verb.equals("does") && !verb.equals("did")) {
                    written.add(verb);
                }
            } else if (DENIALS.contains(word)) {
                denied = !denied;
            } else if (POINTERS.contains(word)) {
                return Optional.empty();
            } else if (!EMPTY.contains(word)) {
                fleeting |= FLEETING.contains(word) || (word.endsWith("ed") && word.length() > 4);
                written.add(NUMBERS.getOrDefault(word, word));
            }
        }
        written.remove("did");
        if (text.stripTrailing().endsWith("?") || written.size() < FEWEST || written.size() > MOST) {
            return Optional.empty();
        }
        return Optional.of(new Claim(List.copyOf(written), denied, fleeting));
    }

    private static String stem(String word, TermAnalysis analysis) {
        List<String> terms = analysis.terms(word);
        String stem = terms.size() == 1 ? terms.getFirst() : word;
        boolean ending = stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss");
        return ending ? stem.substring(0, stem.length() - 1) : stem; // the stemmer does not change "likes"
    }

    /**
     * Returns why the two claims cannot both hold at one time; empty if they can. O(words); only words that differ are
     * stemmed.
     */
    Optional<Reason> against(Claim other, TermAnalysis analysis) {
        if (written.size() != other.written.size()) {
            return Optional.empty();
        }
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < written.size() && differing.size() <= MOST_NUMBERS; i++) {
            String one = written.get(i);
            String two = other.written.get(i);
            if (!one.equals(two) && !stem(one, analysis).equals(stem(two, analysis))) {
                differing.add(i);
            }
        }
        if (differing.size() > MOST_NUMBERS) {
            return Optional.empty();
        }
        if (differing.isEmpty()) {
            return denied == other.denied ? Optional.empty() : Optional.of(Reason.NEGATION);
        }
        if (denied != other.denied || written.size() - differing.size() < FEWEST - 1) {
            return Optional.empty();
        }
        if (differing.size() == 1
                && Antonyms.are(written.get(differing.getFirst()), other.written.get(differing.getFirst()))) {
            return Optional.of(Reason.OPPOSITE);
        }
        boolean numbers = differing.stream().allMatch(i -> isValue(i) && other.isValue(i))
                && differing.getLast() - differing.getFirst() < MOST_NUMBERS;
        return numbers ? Optional.of(Reason.NUMBER) : Optional.empty();
    }

    private boolean isValue(int i) {
        int first = i;
        while (first > 0 && isNumber(first - 1)) {
            first--;
        }
        return isNumber(i)
                && first > 0
                && BEFORE_VALUES.contains(written.get(first - 1))
                && written.subList(0, first).stream().anyMatch(STATES::contains);
    }

    private boolean isNumber(int i) {
        return Character.isDigit(written.get(i).charAt(0));
    }

    /**
     * Pairs of English words that cannot both describe one thing at the same time: complementaries and antonyms (Cruse,
     * "Lexical Semantics", 1986, chapter 9) that describe a state, chosen by hand. Words for events are left out,
     * because a door that was opened may be closed later.
     */
    private static final class Antonyms {
        private static final List<String> PAIRS = List.of(
                "open closed",
                "open shut",
                "on off",
                "online offline",
                "enabled disabled",
                "active inactive",
                "available unavailable",
                "allowed forbidden",
                "allowed prohibited",
                "permitted prohibited",
                "legal illegal",
                "mandatory optional",
                "required optional",
                "public private",
                "locked unlocked",
                "like dislike",
                "likes dislikes",
                "like hate",
                "likes hates",
                "love hate",
                "loves hates",
                "loves dislikes",
                "enjoys hates",
                "agrees disagrees",
                "agree disagree",
                "trusts distrusts",
                "true false",
                "right wrong",
                "correct incorrect",
                "possible impossible",
                "safe unsafe",
                "safe dangerous",
                "married single",
                "married divorced",
                "married unmarried",
                "alive dead",
                "present absent",
                "full empty",
                "guilty innocent",
                "happy unhappy",
                "healthy sick",
                "healthy ill",
                "employed unemployed",
                "cheap expensive",
                "high low",
                "hot cold",
                "big small",
                "early late",
                "with without",
                "before after",
                "always rarely",
                "more less");

        private static final Map<String, Set<String>> OF = new HashMap<>();

        static {
            for (String pair : PAIRS) {
                String[] words = pair.split(" ");
                OF.computeIfAbsent(words[0], w -> new HashSet<>()).add(words[1]);
                OF.computeIfAbsent(words[1], w -> new HashSet<>()).add(words[0]);
            }
        }

        private Antonyms() {}

        /** Returns whether two words in lower case are opposites. */
        static boolean are(String one, String other) {
            return OF.getOrDefault(one, Set.of()).contains(other);
        }
    }
}
