package dev.memcore.consolidation.duplicate;

import dev.memcore.consolidation.duplicate.WordToken.Break;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Removes English words without content: articles, interjections, greetings with the greeted name, intensifiers that
 * are not negated, phrases between commas. The greeted name is kept separately, because a text to Ann differs from one
 * to Bob.
 */
final class Fillers {
    private static final Set<String> ALWAYS =
            set("the an oh ah aw um uh uhm er hm hmm hmmm wow haha hahaha lol hey hi hello thanks cheers bye goodbye "
                    + "anyway anyways please");
    private static final Set<String> UNLESS_NEGATED = set("really very quite so just also actually basically honestly "
            + "literally simply totally absolutely definitely certainly truly indeed");
    private static final Set<String> AT_THE_START = set("well ok alright yes sure and but");
    private static final Set<String> BEFORE_A_BREAK = set("too though");
    private static final Set<String> GREETINGS = set("hi hello hey thanks dear");
    /** Words that may follow a greeting directly and may have a capital, but are not names. */
    private static final Set<String> NO_NAMES =
            set("i you he she it we they this that these those my your his her our their its what when where who why"
                + " how which do does did is are was were can could will would have has had not no never yes just so"
                + " and but if for to in on at all");

    private static final Set<String> ANYBODY = set("there everyone everybody all guys folks again");
    private static final Set<String> NEGATIONS = set("not never no nor without hardly barely");
    private static final Set<String> SAYING =
            set("think thought know knew say said says believe believed hope hoped sure glad guess feel felt hear heard"
                    + " mean realize realized suppose wish happy sad afraid sorry mention mentioned");
    private static final Set<String> AFTER_THAT =
            set("i you he she it we they there this my your his her our their the a");

    private static final List<List<String>> PHRASES = List.of(
            List.of("you", "know"),
            List.of("you", "see"),
            List.of("i", "mean"),
            List.of("by", "the", "way"),
            List.of("to", "be", "honest"),
            List.of("to", "be", "clear"),
            List.of("for", "your", "information"),
            List.of("of", "course"),
            List.of("in", "fact"),
            List.of("as", "you", "know"),
            List.of("as", "i", "said"),
            List.of("like", "i", "said"),
            List.of("guess", "what"),
            List.of("good", "morning"),
            List.of("good", "afternoon"),
            List.of("good", "evening"),
            List.of("have", "a", "nice", "day"),
            List.of("have", "a", "good", "day"),
            List.of("have", "a", "great", "day"));

    private final List<WordToken> tokens;
    private final List<WordToken> kept = new ArrayList<>();
    private final Set<String> addressed;
    private Break dropped = Break.SENTENCE;

    private Fillers(List<WordToken> tokens, Set<String> addressed) {
        this.tokens = tokens;
        this.addressed = addressed;
    }

    /**
     * Returns the tokens without fillers.
     *
     * @param addressed receives the greeted names
     */
    static List<WordToken> without(List<WordToken> tokens, Set<String> addressed) {
        return new Fillers(joinedThanks(tokens), addressed).run();
    }

    private List<WordToken> run() {
        int i = 0;
        while (i < tokens.size()) {
            int length = fillerAt(i);
            if (length == 0) {
                kept.add(tokens.get(i).after(dropped));
                dropped = Break.NONE;
                length = 1;
            } else {
                for (WordToken token : tokens.subList(i, i + length)) {
                    dropped = token.after(dropped).before();
                }
            }
            i += length;
        }
        return kept;
    }

    /** The number of filler tokens from an index on: 0 if there is none. */
    private int fillerAt(int i) {
        WordToken token = tokens.get(i);
        int greeting = GREETINGS.contains(token.word()) ? greetingAt(i) : 0;
        if (greeting > 0) {
            return greeting;
        }
        for (List<String> phrase : PHRASES) {
            if (stands(phrase, i) && (startsApart(i) || breakAt(i + phrase.size()))) {
                return phrase.size();
            }
        }
        return isFiller(token, i) ? 1 : 0;
    }

    private boolean isFiller(WordToken token, int i) {
        String word = token.word();
        return ALWAYS.contains(word)
                || (word.equals("a") && (!token.capital() || startsSentence(token)))
                || (UNLESS_NEGATED.contains(word) && !afterNegation())
                || (AT_THE_START.contains(word) && startsSentence(token))
                || (BEFORE_A_BREAK.contains(word) && breakAt(i + 1))
                || (word.equals("that") && joinsSentences(i));
    }

    /**
     * The length of the greeting at an index, with the greeted name: a name with a capital, or any single word before a
     * break. 0 if there is no greeting.
     */
    private int greetingAt(int i) {
        if (!mayBeName(i + 1, tokens.get(i).is("thanks"))) {
            return 0;
        }
        if (mayBeName(i + 2, false) && tokens.get(i + 2).capital() && breakAt(i + 3)) {
            address(i + 1);
            address(i + 2);
            return 3;
        }
        if (tokens.get(i + 1).capital() || breakAt(i + 2)) {
            address(i + 1);
            return 2;
        }
        return 0;
    }

    private boolean mayBeName(int i, boolean evenAfterComma) {
        return i < tokens.size()
                && !NO_NAMES.contains(tokens.get(i).word())
                && Character.isLetter(tokens.get(i).word().charAt(0))
                && (tokens.get(i).before() == Break.NONE
                        || (evenAfterComma && tokens.get(i).before() == Break.CLAUSE && breakAt(i + 1)));
    }

    private void address(int i) {
        if (!ANYBODY.contains(tokens.get(i).word())) {
            addressed.add(tokens.get(i).word());
        }
    }

    private boolean joinsSentences(int i) {
        return !kept.isEmpty()
                && SAYING.contains(kept.getLast().word())
                && i + 1 < tokens.size()
                && AFTER_THAT.contains(tokens.get(i + 1).word());
    }

    private boolean afterNegation() {
        return !kept.isEmpty() && NEGATIONS.contains(kept.getLast().word());
    }

    private boolean startsSentence(WordToken token) {
        return token.after(dropped).startsSentence();
    }

    private boolean startsApart(int i) {
        return tokens.get(i).after(dropped).before() != Break.NONE;
    }

    private boolean breakAt(int i) {
        return i >= tokens.size() || tokens.get(i).before() != Break.NONE;
    }

    private boolean stands(List<String> phrase, int i) {
        if (i + phrase.size() > tokens.size()) {
            return false;
        }
        for (int j = 0; j < phrase.size(); j++) {
            if (!tokens.get(i + j).is(phrase.get(j))) {
                return false;
            }
        }
        return true;
    }

    private static List<WordToken> joinedThanks(List<WordToken> tokens) {
        List<WordToken> joined = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean thankYou = tokens.get(i).is("thank")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("you");
            joined.add(thankYou ? tokens.get(i++).withWord("thanks") : tokens.get(i));
        }
        return joined;
    }

    private static Set<String> set(String words) {
        return Set.of(words.split(" "));
    }
}
