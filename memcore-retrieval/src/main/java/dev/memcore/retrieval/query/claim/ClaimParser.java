package dev.memcore.retrieval.query.claim;

import dev.memcore.retrieval.query.Entities;
import dev.memcore.retrieval.query.claim.ClaimValue.Day;
import dev.memcore.retrieval.query.claim.ClaimWord.Form;
import dev.memcore.retrieval.query.claim.ClaimWord.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the claim of one sentence in one pass over its words. For one use. */
final class ClaimParser {
    /** The maximum number of characters of a text. A longer text has too many claims, so it is not analysed. */
    private static final int MOST_CHARACTERS = 2_000;

    /** The maximum number of claims of a text. */
    private static final int MOST_CLAIMS = 6;

    /** The maximum number of meaningful words. A longer sentence has more than one claim. */
    private static final int MOST_WORDS = 12;

    /** Words that end in "ly" are adverbs if they are longer. */
    private static final int SHORT_ADVERB = 5;

    /** The maximum number of words from the first word of a sentence to its verb. */
    private static final int PREDICATE_REACH = 2;

    private static final String USER = "@user";

    private static final Set<String> PRONOUNS = Set.of("it", "he", "she", "that", "there", "what", "who", "here");
    private static final Set<String> STILL = Set.of("still", "now", "always", "just", "also");

    private static final Set<String> BEFORE_PARTICIPLES =
            Set.of("is", "are", "am", "be", "been", "has", "have", "ve", "s", "m", "re", "get", "got", "not");

    private final String sentence;
    private final String self;
    private List<ClaimValue> values = List.of();
    private final List<ClaimWord> words = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private boolean denied;
    private boolean past;
    private boolean was;
    private boolean lasting;
    private boolean fleeting;
    private boolean copular;
    private boolean located;
    private String placing = "";

    private ClaimParser(String sentence, String self) {
        this.sentence = sentence;
        this.self = self;
    }

    private static String firstName(@Nullable String speaker) {
        WordScanner word = new WordScanner(speaker == null ? "" : speaker);
        return word.next() ? word.word().toLowerCase(Locale.ROOT) : USER;
    }

    /** A word as written. */
    private record Token(String written, String lower, String root, boolean owns, int start) {
        Token(String written, String lower, boolean owns, int start) {
            this(written, lower, Roots.of(lower), owns, start);
        }
    }

    static List<Claim> claims(String text, @Nullable String speaker) {
        List<Claim> claims = new ArrayList<>();
        if (text.length() > MOST_CHARACTERS) {
            return claims;
        }
        String self = firstName(speaker);
        for (String sentence : ClaimSentences.of(text)) {
            Claim claim = sentence.indexOf('?') >= 0 ? null : new ClaimParser(sentence, self).claim();
            if (claim != null && claims.size() < MOST_CLAIMS) {
                claims.add(claim);
            }
        }
        return claims;
    }

    private @Nullable Claim claim() {
        int end = tokenizeAll();
        if (end <= 0 || isUnclaimed()) {
            return null; // before the values are read, which takes longer
        }
        ValueScanner scanner = new ValueScanner(sentence.substring(0, end));
        values = scanner.all();
        tokens.removeIf(token -> scanner.isTaken(token.start()));
        for (int i = 0; i < tokens.size(); i++) {
            if (!read(i)) {
                return null;
            }
        }
        boolean meaningful = !words.isEmpty() && words.size() <= MOST_WORDS;
        return meaningful ? new Claim(words, values, denied, isFleeting(), copular, located) : null;
    }

    /**
     * Reads the words up to a clause that says under which circumstances the claim holds. Returns where they end, or 0 if
     * the sentence claims nothing.
     */
    private int tokenizeAll() {
        WordScanner scanner = new WordScanner(sentence);
        while (scanner.next()) {
            String written = scanner.word();
            String lower = written.toLowerCase(Locale.ROOT);
            if (Vocabulary.CONDITIONS.contains(lower)) {
                return scanner.start();
            }
            if (Vocabulary.UNCLAIMED.contains(lower) || (Vocabulary.POINTERS.contains(lower) && !lower.equals("it"))) {
                return 0;
            }
            tokenize(written.replace('\u2019', '\''), lower.replace('\u2019', '\''), scanner.start());
        }
        return sentence.length();
    }

    /** An event in the past is fleeting, unless its result lasts or the text says when it was. */
    private boolean isFleeting() {
        boolean dated = values.stream().anyMatch(value -> value instanceof Day day && day.year() != 0);
        return (fleeting || past || (was && !dated)) && !lasting;
    }

    /** Splits contractions, and removes possessive endings. */
    private void tokenize(String written, String lower, int start) {
        int mark = lower.indexOf('\'');
        if (mark < 0) {
            tokens.add(new Token(written, lower, false, start));
        } else if (mark > 1 && lower.endsWith("n't")) {
            String verb = lower.equals("can't") ? "can" : lower.equals("won't") ? "will" : lower.substring(0, mark - 1);
            tokens.add(new Token(verb, verb, false, start));
            tokens.add(new Token("not", "not", false, start));
        } else {
            String ending = lower.substring(mark + 1);
            boolean owns = ending.equals("s");
            tokens.add(new Token(written.substring(0, mark), lower.substring(0, mark), owns, start));
            if (!owns || isPronoun(lower.substring(0, mark))) {
                tokens.add(new Token(ending, ending, false, start));
            }
        }
    }

    private static boolean isPronoun(String before) {
        return PRONOUNS.contains(before);
    }

    private String lower(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).lower() : "";
    }

    private boolean follows(int i, String... next) {
        for (int n = 0; n < next.length; n++) {
            if (!lower(i + 1 + n).equals(next[n])) {
                return false;
            }
        }
        return true;
    }

    /** Reads a word. Returns false if the sentence claims nothing that could be compared. */
    private boolean read(int i) {
        Token token = tokens.get(i);
        String word = token.lower();
        fleeting |= Vocabulary.FLEETING.contains(word) && !follows(i, "to");
        copular |= Vocabulary.COPULAS.contains(word);
        if (negates(i)) {
            denied = !denied;
            return true;
        }
        tense(i);
        if (Vocabulary.PLACING.contains(word)) {
            boolean goal = !word.equals("to") || Vocabulary.MOVING.contains(Roots.of(lower(i - 1)));
            located |= !isTime(i) && isCopula(i - 1);
            placing = isTime(i) ? "" : goal ? word : placing;
            if (!isTime(i)) {
                particle(i);
            }
            return true;
        }
        placing = Vocabulary.BREAKS.contains(word) ? "" : placing;
        if (Vocabulary.OWNERS.contains(word)) {
            return words.stream().anyMatch(ClaimWord::isName);
        }
        add(token, i);
        return true;
    }

    private boolean isUnclaimed() {
        for (int i = 0; i < tokens.size(); i++) {
            if (isUnclaimed(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnclaimed(int i) {
        String word = lower(i);
        boolean wish = Vocabulary.UNCLAIMED.contains(word)
                || (word.equals("may") && !tokens.get(i).written().equals("May"))
                || (word.startsWith("plan") && follows(i, "to"))
                || (word.equals("like") && follows(i, "to") && lower(i - 1).equals("d"))
                || (word.equals("used") && follows(i, "to"))
                || (word.equals("going") && follows(i, "to") && isVerb(i + 2));
        boolean expletive = word.equals("it") && (follows(i, "takes") || follows(i, "costs"));
        boolean pointer = (Vocabulary.POINTERS.contains(word) && !expletive) || (word.equals("that") && i == 0);
        return wish || pointer;
    }

    /** Whether a word after "to" may be a verb: it is no article and no name. */
    private boolean isVerb(int i) {
        return i < tokens.size()
                && !Vocabulary.DETERMINERS.contains(lower(i))
                && !Character.isUpperCase(tokens.get(i).written().charAt(0));
    }

    private boolean negates(int i) {
        String word = lower(i);
        boolean ended = Vocabulary.ENDED.contains(word)
                && (word.startsWith("quit")
                        || lower(i + 1).endsWith("ing")
                        || (follows(i, "up") && lower(i + 2).endsWith("ing")));
        boolean dislikes = word.equals("stand") && denied && lower(i - 2).equals("can");
        lasting |= ended;
        if (dislikes) {
            add(new Token("hate", "hate", false, tokens.get(i).start()), i);
            return true;
        }
        boolean answer = i == 0 && word.equals("no") && sentence.startsWith(",", 2);
        return ended || (Vocabulary.NEGATIONS.contains(word) && !answer);
    }

    private void tense(int i) {
        String word = lower(i);
        String before = lower(i - 1);
        boolean participle = BEFORE_PARTICIPLES.contains(before);
        boolean verb = word.endsWith("ed")
                && word.length() > 4
                && !participle
                && !tokens.get(i).written().equals(capitalised(word));
        was |= word.equals("was") || word.equals("were");
        past |= verb || Vocabulary.PAST.contains(word) || (Vocabulary.PAST_FORMS.contains(word) && !participle);
        lasting |=
                !word.endsWith("s") && Vocabulary.LASTING.contains(tokens.get(i).root());
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Whether a preposition stands before a time, and not before a place. */
    private boolean isTime(int i) {
        int start = tokens.get(i).start();
        int from = start + tokens.get(i).written().length();
        for (ClaimValue value : values) {
            if (value.start() == start || (value.start() >= from && value.start() <= from + 2)) {
                return true;
            }
        }
        return false;
    }

    /** "On" without a noun after it is a state. */
    private void particle(int i) {
        boolean state = lower(i).equals("on")
                && (i + 1 == tokens.size()
                        || Vocabulary.PLACING.contains(lower(i + 1))
                        || lower(i - 1).startsWith("turn")
                        || lower(i - 1).startsWith("switch"));
        if (state) {
            mark("@on");
            placing = "";
        }
    }

    private void mark(String marker) {
        words.add(new ClaimWord(marker, marker, marker, Form.COMMON, Role.OTHER, ""));
    }

    private void add(Token token, int i) {
        String word = token.lower();
        boolean user = word.equals("user")
                && (i == 0 || lower(i - 1).equals("the"))
                && (token.owns() || i + 1 == tokens.size() || isPredicate(lower(i + 1)));
        if (Vocabulary.FIRST_PERSON.contains(word) || user || isSelf(token)) {
            boolean own = word.startsWith("m") || token.owns();
            words.add(new ClaimWord(self, self, self, Form.SELF, own ? Role.OWNER : Role.SUBJECT, ""));
            return;
        }
        boolean off = word.equals("off") && !lower(i - 1).equals("day");
        boolean adverb =
                word.length() > SHORT_ADVERB && word.endsWith("ly") && !Vocabulary.PERIODS.contains(token.root());
        boolean unit = Vocabulary.PERIODS.contains(word) && Vocabulary.FLEETING.contains(lower(i - 1));
        if (!off && (adverb || unit || Vocabulary.EMPTY.contains(word) || Vocabulary.FLEETING.contains(word))) {
            if (word.equals("as") && lower(i - 1).startsWith("work")) {
                mark(Vocabulary.AS);
            } else if (word.startsWith("ha")) {
                mark(Vocabulary.HAVE);
            } else if (word.equals("the") && Vocabulary.COPULAS.contains(lower(i - 1))) {
                mark(Vocabulary.THE);
            }
            return;
        }
        if (Vocabulary.PROFESSIONS.contains(word)) {
            mark(Vocabulary.AS);
        }
        boolean capital = Character.isUpperCase(token.written().charAt(0));
        boolean name = capital && (i > 0 || (Entities.mayBeName(word) && !word.endsWith("ing")));
        String root = name && i > 0 ? word : token.root();
        boolean boss = word.startsWith("report") && follows(i, "to");
        words.add(new ClaimWord(
                word,
                root,
                boss ? Vocabulary.BOSS : name ? root : Vocabulary.relation(root),
                name ? Form.NAME : Form.COMMON,
                role(token, i, name),
                placing));
    }

    /** Only the first word can be a subject. An imperative has none, and an exclamation has none with a verb after it. */
    private Role role(Token token, int i, boolean name) {
        if (token.owns()) {
            return Role.OWNER;
        }
        boolean determined = i > 0
                && Vocabulary.DETERMINERS.contains(lower(i - 1))
                && !lower(i - 1).startsWith("a");
        return words.isEmpty() && (name || determined || isPredicated(i)) ? Role.SUBJECT : Role.OTHER;
    }

    private boolean isPredicated(int i) {
        boolean predicated = false;
        for (int at = i + 1; at <= i + PREDICATE_REACH; at++) {
            predicated |= Vocabulary.AUXILIARIES.contains(lower(at));
        }
        return predicated;
    }

    /** Whether a word after "user" shows that it is no part of a compound such as "user experience". */
    private static boolean isPredicate(String word) {
        return Vocabulary.EMPTY.contains(word)
                || Vocabulary.NEGATIONS.contains(word)
                || Vocabulary.ENDED.contains(word)
                || word.endsWith("s")
                || word.endsWith("ed");
    }

    /** Whether a place follows a form of "be", with adverbs or a negation in between. */
    private boolean isCopula(int i) {
        int at = i;
        while (at > 0 && (Vocabulary.NEGATIONS.contains(lower(at)) || lower(at).endsWith("ly") || isStill(lower(at)))) {
            at--;
        }
        return Vocabulary.COPULAS.contains(lower(at))
                || lower(at).equals("be")
                || (at >= 0 && at < tokens.size() && tokens.get(at).owns());
    }

    private static boolean isStill(String word) {
        return STILL.contains(word);
    }

    private boolean isSelf(Token token) {
        return !self.equals(USER)
                && token.lower().equals(self)
                && Character.isUpperCase(token.written().charAt(0));
    }
}
