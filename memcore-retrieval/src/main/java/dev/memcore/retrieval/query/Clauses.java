package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.Entities.Entity;
import dev.memcore.retrieval.query.date.Tokens;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Splits a question into parts that can be searched one by one. It splits at the ends of sentences, before "and" with
 * another question word, and before a relative clause that names something ("the city where the Louvre is"). A later
 * part without a name ("and when did she move?") gets the first name of the first part.
 */
final class Clauses {
    private static final Set<String> QUESTION_WORDS =
            Set.of("what", "which", "who", "whom", "whose", "when", "where", "why", "how");
    private static final Set<String> RELATIVES = Set.of("which", "who", "whom", "whose", "where", "that");
    private static final Set<String> PREPOSITIONS =
            Set.of("in", "of", "to", "from", "at", "by", "on", "for", "with", "under");
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "this");
    private static final Set<String> PRONOUNS =
            Set.of("he", "she", "they", "it", "him", "her", "them", "his", "their", "its");

    /** The maximum distance from a noun back to its article, in tokens. */
    private static final int NOUN_REACH = 4;

    /** The minimum number of tokens of a part that can be searched. */
    private static final int FEWEST_TOKENS = 3;

    /** Parts that are longer than this number of characters get no name. */
    private static final int LONGEST_NAMED = 1_000;

    /** The maximum number of sentences, and of parts of each sentence. The last one takes the rest. */
    private static final int MOST = 8;

    private final String text;
    private final Tokens tokens;
    private final BitSet quoted;

    // For each token, the position of the first token from there on that is quoted or a name.
    private final int[] nextName;

    Clauses(String text, Tokens tokens, BitSet quoted) {
        this.text = text;
        this.tokens = tokens;
        this.quoted = quoted;
        this.nextName = nextNames();
    }

    /** The parts in the order of the question. Empty only if the question has no words. */
    List<String> all() {
        List<String> parts = new ArrayList<>();
        for (Part part : sentences()) {
            for (String clause : relatives(part)) {
                parts.add(named(clause, parts));
            }
        }
        return List.copyOf(parts);
    }

    /** Tokens {@code [from, to)}. */
    private record Part(int from, int to) {
        int size() {
            return to - from;
        }
    }

    private List<Part> sentences() {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size() && parts.size() < MOST - 1; i++) {
            if (isBreak(i) && i - from >= FEWEST_TOKENS && i + FEWEST_TOKENS < tokens.size()) {
                parts.add(new Part(from, i));
                from = i + 1;
            }
        }
        if (from < tokens.size()) {
            parts.add(new Part(from, tokens.size()));
        }
        return parts;
    }

    private boolean isBreak(int i) {
        if (quoted.get(i)) {
            return false;
        }
        Token token = tokens.at(i);
        boolean abbreviation = token.is(".")
                && CommonWords.ABBREVIATIONS.contains(tokens.at(i - 1).word());
        boolean initial = token.is(".") && tokens.at(i - 1).length() == 1;
        boolean sentence = token.is(";") || (tokens.endsSentence(i) && !abbreviation && !initial);
        int next = PREPOSITIONS.contains(tokens.at(i + 1).word()) ? i + 2 : i + 1;
        return sentence || (token.is("and") && tokens.in(next, QUESTION_WORDS));
    }

    /** Splits a part into its main clause and its relative clauses. A relative clause starts with its noun. */
    private List<String> relatives(Part part) {
        List<Part> parts = new ArrayList<>();
        int from = part.from();
        for (int i = part.from() + FEWEST_TOKENS; i < part.to() && parts.size() < MOST - 1; i++) {
            if (opensRelative(i, part) && isSearchable(new Part(from, i)) && isSearchable(new Part(i, part.to()))) {
                parts.add(new Part(from, i));
                from = i - 1;
            }
        }
        parts.add(new Part(from, part.to()));
        return texts(parts);
    }

    /**
     * Whether a relative clause starts here: a relative pronoun, or a preposition with one, after a noun with an
     * article.
     */
    private boolean opensRelative(int i, Part part) {
        boolean preposition = PREPOSITIONS.contains(tokens.at(i).word()) && tokens.in(i + 1, Set.of("which", "whom"));
        boolean pronoun = tokens.in(i, RELATIVES)
                && !PREPOSITIONS.contains(tokens.at(i - 1).word());
        Token noun = tokens.at(i - 1);
        boolean plain = noun.is(Kind.WORD) && !noun.capital() && !noun.isFunctionWord();
        return (preposition || pronoun) && plain && !quoted.get(i) && hasArticle(i - 1, part.from());
    }

    private boolean hasArticle(int noun, int from) {
        for (int i = noun - 1; i >= Math.max(from, noun - NOUN_REACH); i--) {
            if (tokens.in(i, ARTICLES)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a part is long enough, and contains a name or a quotation, or opens the question with a question word.
     */
    private boolean isSearchable(Part part) {
        boolean asks = tokens.in(part.from(), QUESTION_WORDS) || tokens.in(part.from() + 1, QUESTION_WORDS);
        return part.size() >= FEWEST_TOKENS && ((asks && part.from() == 0) || names(part));
    }

    private boolean names(Part part) {
        return part.from() + 1 < part.to() && nextName[part.from() + 1] < part.to();
    }

    private int[] nextNames() {
        int[] next = new int[tokens.size() + 1];
        next[tokens.size()] = tokens.size();
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.at(i);
            boolean name = token.capital() && !CommonWords.NO_NAMES.contains(token.word());
            next[i] = name || quoted.get(i) ? i : next[i + 1];
        }
        return next;
    }

    private List<String> texts(List<Part> parts) {
        List<String> texts = new ArrayList<>();
        for (Part part : parts) {
            String clause = text(part);
            if (!clause.isEmpty()) {
                texts.add(clause);
            }
        }
        return texts;
    }

    /** The text of a part, without marks at its ends and without "and" at its start. */
    private String text(Part part) {
        int from = part.from();
        int to = part.to();
        while (to > from && tokens.at(to - 1).is(Kind.SYMBOL) && !isQuotation(to - 1)) {
            to--;
        }
        while (from < to && (tokens.is(from, ",") || tokens.is(from, "and"))) {
            from++;
        }
        return from < to
                ? text.substring(tokens.at(from).start(), tokens.at(to - 1).end())
                : "";
    }

    private boolean isQuotation(int i) {
        return tokens.is(i, "\"") || tokens.is(i, ")") || tokens.is(i, "'") || tokens.is(i, "%");
    }

    /**
     * Inserts the first name of the first part into a clause without a name: in the place of its first pronoun, or at
     * its end.
     */
    private static String named(String clause, List<String> before) {
        if (before.isEmpty()
                || clause.length() > LONGEST_NAMED
                || !Entities.in(clause).isEmpty()) {
            return clause;
        }
        List<Entity> names = Entities.in(before.get(0));
        if (names.isEmpty()) {
            return clause;
        }
        String name = names.get(0).surface();
        Tokens words = new Tokens(clause);
        for (int i = 0; i < words.size(); i++) {
            if (words.in(i, PRONOUNS)) {
                Token pronoun = words.at(i);
                return clause.substring(0, pronoun.start()) + name + clause.substring(pronoun.end());
            }
        }
        return clause + " " + name;
    }
}
