package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.TimeExpressions.Tense;
import dev.memcore.retrieval.query.date.Tokens;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sentence of a query that asks the question, and the time of which it speaks. It is the last sentence with a
 * question mark, or the whole query if there is none.
 */
final class AskingSentence {
    /** The maximum distance from the auxiliary to the verb, in tokens: "what did you and my sister say". */
    private static final int VERB_REACH = 6;

    /** The number of tokens before a verb that are searched for the rest of its clause. */
    private static final int CLAUSE_REACH = 12;

    private static final Set<String> NOW =
            Set.of("now", "nowadays", "current", "currently", "presently", "latest", "newest");
    private static final Set<String> HISTORY = Set.of(
            "previous",
            "previously",
            "original",
            "originally",
            "former",
            "formerly",
            "initial",
            "initially",
            "earlier",
            "earliest",
            "history",
            "past",
            "ever",
            "old");
    private static final Set<String> PAST_AUXILIARIES =
            Set.of("did", "didn", "was", "wasn", "were", "weren", "had", "hadn");
    private static final Set<String> PERFECT_AUXILIARIES = Set.of("has", "hasn", "have", "haven", "ve");
    private static final Set<String> FUTURE_AUXILIARIES = Set.of("will", "won", "ll", "shall", "gonna");
    private static final Set<String> BE = Set.of("is", "isn", "are", "aren", "am", "s", "re", "be", "being");
    private static final Set<String> OTHER_AUXILIARIES = Set.of(
            "do", "don", "does", "doesn", "can", "could", "couldn", "would", "wouldn", "should", "shouldn", "may",
            "might", "must");
    private static final Set<String> TO_COME = Set.of("upcoming", "next", "soon");
    private static final Set<String> QUESTION_WORDS =
            Set.of("what", "which", "who", "whom", "whose", "when", "where", "why", "how");
    private static final Set<String> CLAUSE_OPENERS = Set.of(
            "what", "which", "who", "whom", "when", "where", "that", "why", "how", "because", "after", "before", ",");
    private static final Set<String> DETERMINERS = Set.of(
            "the", "a", "an", "my", "your", "his", "her", "its", "our", "their", "this", "that", "these", "those",
            "no");
    private static final Set<String> SAYING = Set.of(
            "say",
            "said",
            "tell",
            "told",
            "mention",
            "mentioned",
            "write",
            "wrote",
            "written",
            "ask",
            "asked",
            "talk",
            "talked",
            "discuss",
            "discussed",
            "describe",
            "described",
            "explain",
            "explained",
            "note",
            "noted");
    private static final Set<String> PAST_VERBS = Set.of(
            "ate", "became", "been", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "drank",
            "driven", "drove", "fell", "felt", "flew", "forgot", "found", "gave", "gone", "got", "grew", "heard",
            "held", "kept", "knew", "left", "lent", "lost", "made", "met", "paid", "ran", "rode", "said", "sang", "sat",
            "saw", "seen", "sent", "slept", "sold", "spent", "spoke", "stood", "swam", "taken", "taught", "thought",
            "told", "took", "went", "won", "wore", "worn", "written", "wrote");
    private static final Set<String> NO_PAST = Set.of(
            "bed", "bleed", "breed", "embed", "exceed", "feed", "hundred", "indeed", "kindred", "need", "proceed",
            "red", "sacred", "seed", "shed", "sled", "speed", "succeed", "weed");

    private final Tokens tokens;
    private final BitSet quoted;
    private final Wording words;
    private final Question.Type type;
    private final int from;
    private final int to;
    private final @Nullable OtherQuestion other;

    private AskingSentence(
            Tokens tokens, BitSet quoted, Question.Type type, int from, int to, @Nullable OtherQuestion other) {
        this.tokens = tokens;
        this.quoted = quoted;
        this.words = new Wording(tokens, quoted);
        this.type = type;
        this.from = from;
        this.to = to;
        this.other = other;
    }

    static AskingSentence of(Question question) {
        Tokens tokens = new Tokens(question.text());
        BitSet quoted = Quotes.tokens(tokens, Quotes.in(question.text()));
        int from = 0;
        int to = tokens.size();
        int begin = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.endsSentence(i)) {
                if (tokens.is(i, "?")) {
                    from = begin;
                    to = i + 1;
                }
                begin = i + 1;
            }
        }
        return new AskingSentence(tokens, quoted, question.type(), from, to, OtherQuestion.of(question.text()));
    }

    /** Whether the question shows its tense by words; English does. */
    boolean showsTense() {
        return other == null || other.tense() != Tense.UNKNOWN;
    }

    /** Whether a token of this sentence starts at a character of the text, outside quotations. */
    boolean contains(int character) {
        if (other != null) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (tokens.at(i).start() == character) {
                return !quoted.get(i);
            }
        }
        return false;
    }

    /** Whether the sentence is a question. */
    boolean asks() {
        return type != Question.Type.OTHER || words.at(to - 1).equals("?") || QUESTION_WORDS.contains(words.at(from));
    }

    boolean saysNow() {
        if (other != null) {
            return other.saysNow();
        }
        return first(NOW, from) < to
                || has("these", "days")
                || has("at", "the", "moment")
                || has("at", "present")
                || has("most", "recent")
                || has("up", "to", "date");
    }

    boolean asksForHistory() {
        if (other != null) {
            return other.asksForHistory();
        }
        for (int i = first(HISTORY, from); i < to; i = first(HISTORY, i + 1)) {
            boolean age = words.at(i).equals("old") && !DETERMINERS.contains(words.at(i - 1));
            if (!age) {
                return true;
            }
        }
        return has("used", "to") || has("over", "time") || has("so", "far");
    }

    /**
     * The tense of the first auxiliary, or of the verb if there is none. The present tense is {@link Tense#UNKNOWN}.
     */
    Tense tense() {
        if (other != null) {
            return other.tense();
        }
        int auxiliary = auxiliary();
        String word = words.at(auxiliary);
        boolean past = auxiliary == to
                ? hasPastClause()
                : PAST_AUXILIARIES.contains(word) || (PERFECT_AUXILIARIES.contains(word) && hasParticiple(auxiliary));
        if (past) {
            return Tense.PAST;
        }
        boolean future = FUTURE_AUXILIARIES.contains(word) || has("going", "to") || first(TO_COME, from) < to;
        return future ? Tense.FUTURE : Tense.UNKNOWN;
    }

    private int auxiliary() {
        int i = from;
        while (i < to
                && !PAST_AUXILIARIES.contains(words.at(i))
                && !PERFECT_AUXILIARIES.contains(words.at(i))
                && !FUTURE_AUXILIARIES.contains(words.at(i))
                && !BE.contains(words.at(i))
                && !OTHER_AUXILIARIES.contains(words.at(i))) {
            i++;
        }
        return i;
    }

    private boolean hasParticiple(int auxiliary) {
        for (int i = auxiliary + 1; i < to && i <= auxiliary + VERB_REACH; i++) {
            if (isPastVerb(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the verb of the sentence is one of saying or asking: "what did I tell you". */
    boolean isAboutSaying() {
        if (other != null) {
            return false;
        }
        int auxiliary = auxiliary();
        int verb = first(SAYING, auxiliary + 1);
        return verb < to && verb <= auxiliary + VERB_REACH;
    }

    /** Whether the sentence has a clause in the past tense: "the hotel where we stayed". */
    boolean hasPastClause() {
        if (other != null) {
            return other.tense() == Tense.PAST;
        }
        for (int i = from; i < to; i++) {
            if (PAST_AUXILIARIES.contains(words.at(i)) || isPastVerb(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPastVerb(int i) {
        String word = words.at(i);
        boolean regular = word.length() > 3 && word.endsWith("ed") && !NO_PAST.contains(word);
        return (regular || PAST_VERBS.contains(word)) && !DETERMINERS.contains(words.at(i - 1)) && !isPassive(i);
    }

    /** Whether the participle describes a present state: "where is the office located". */
    private boolean isPassive(int i) {
        int last = Math.max(from, i - CLAUSE_REACH);
        for (int before = i - 1; before >= last && !CLAUSE_OPENERS.contains(words.at(before)); before--) {
            if (BE.contains(words.at(before))) {
                return true;
            }
        }
        return false;
    }

    /** The position of the first of the words, from a position on; the end of the sentence if there is none. */
    private int first(Set<String> any, int start) {
        int i = start;
        while (i < to && !any.contains(words.at(i))) {
            i++;
        }
        return Math.min(i, to);
    }

    private boolean has(String... row) {
        for (int i = from; i + row.length <= to; i++) {
            if (words.has(i, row)) {
                return true;
            }
        }
        return false;
    }
}
