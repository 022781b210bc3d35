package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.TimeExpressions.Tense;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.language.Language;
import dev.memcore.retrieval.query.language.Language.Phrase;
import dev.memcore.retrieval.query.language.LanguageText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question in a language other than English, and what the words of its {@linkplain Language table} show. The rules of
 * English are not applied to it. O(length).
 */
final class OtherQuestion {
    /** A question word that begins after this number of units may be a relative pronoun. */
    private static final int OPENING = 3;

    private static final Map<String, Question.Type> TYPES = Map.ofEntries(
            Map.entry("when", Question.Type.WHEN),
            Map.entry("where", Question.Type.WHERE),
            Map.entry("place", Question.Type.WHERE),
            Map.entry("who", Question.Type.WHO),
            Map.entry("why", Question.Type.WHY),
            Map.entry("many", Question.Type.HOW_MANY),
            Map.entry("long", Question.Type.HOW_LONG),
            Map.entry("what", Question.Type.WHAT),
            Map.entry("list", Question.Type.LIST),
            Map.entry("yes", Question.Type.YES_NO),
            Map.entry("other", Question.Type.OTHER));

    /** The kinds of words that say nothing of what happened. */
    private static final Set<String> EMPTY = Set.of("anything", "function", "past", "future", "not");

    private final String question;
    private final LanguageText text;
    private final List<Phrase> phrases = new ArrayList<>();

    // The units of function words, and those of them that are not searched.
    private final BitSet empty = new BitSet();
    private final BitSet unsearched = new BitSet();

    private OtherQuestion(String question, LanguageText text, List<Language> languages) {
        this.question = question;
        this.text = text;
        for (Language language : languages) {
            for (int i = 0; i < text.size(); i++) {
                List<Phrase> here = language.at(text, i);
                boolean function = language.isFunctionWord(text.at(i).word());
                boolean asks = here.stream().anyMatch(phrase -> isQuestionWord(phrase));
                empty.set(i, empty.get(i) || function);
                unsearched.set(i, unsearched.get(i) || (language.separatesWords() && (function || asks)));
                phrases.addAll(here);
            }
        }
    }

    /** The question, or null if it is in English or in a language without a table. */
    static @Nullable OtherQuestion of(String question) {
        LanguageText text = new LanguageText(question);
        List<Language> languages = Language.ofMost(text);
        return languages.isEmpty() ? null : new OtherQuestion(question, text, languages);
    }

    private static boolean isQuestionWord(Phrase phrase) {
        return TYPES.containsKey(phrase.kind()) && phrase.next() == phrase.start() + 1;
    }

    /** The type that the first question word shows; if there is none in the opening, the last one. */
    Question.Type type() {
        Phrase asking = null;
        for (Phrase phrase : phrases) {
            if (TYPES.containsKey(phrase.kind()) && (asking == null || precedes(phrase, asking))) {
                asking = phrase;
            }
        }
        return asking == null ? Question.Type.OTHER : TYPES.getOrDefault(asking.kind(), Question.Type.OTHER);
    }

    private static boolean precedes(Phrase one, Phrase other) {
        if (one.start() == other.start()) {
            return one.next() > other.next();
        }
        boolean opens = one.start() < OPENING || other.start() < OPENING;
        // A word inside a longer one, such as "what" in "at what time", is no question word of its own.
        boolean inside = one.start() < other.next() && other.start() < one.next();
        return inside ? one.next() - one.start() > other.next() - other.start() : opens == one.start() < other.start();
    }

    /** Whether the question says so. "Where is" alone does not: many languages ask so for the place of anything. */
    boolean asksForLatest() {
        return saysNow();
    }

    boolean saysNow() {
        return has("now") || has("latest");
    }

    boolean asksForHistory() {
        return has("history") || has("first");
    }

    boolean negated() {
        return has("not");
    }

    Question.Order order() {
        if (has("first")) {
            return new Question.Order(Question.Order.Kind.FIRST, 0, "");
        }
        return has("last") ? new Question.Order(Question.Order.Kind.LAST, 0, "") : Question.Order.NONE;
    }

    /** The tense that auxiliaries show; {@link Tense#UNKNOWN} is the present, or a language that does not show it. */
    Tense tense() {
        if (has("past")) {
            return Tense.PAST;
        }
        return has("future") ? Tense.FUTURE : Tense.UNKNOWN;
    }

    private boolean has(String kind) {
        return phrases.stream().anyMatch(phrase -> phrase.kind().equals(kind));
    }

    /**
     * The question without words like "now". If it asks for anything of the times, also without function words and
     * question words, because these would be the only words that texts share with it. The question itself if no words
     * would be left.
     */
    String about(List<TimeMention> times) {
        BitSet leftOut = characters(Set.of("now"));
        if (!times.isEmpty() && rest(times).isEmpty()) {
            set(unsearched, leftOut);
        }
        return leftOut.isEmpty() || !speaks(leftOut) ? question : without(leftOut);
    }

    private void set(BitSet units, BitSet characters) {
        units.stream()
                .forEach(i -> characters.set(text.at(i).start(), text.at(i).end()));
    }

    /** The question without its times and without words like "now"; empty if it asks for anything of the times. */
    String rest(List<TimeMention> times) {
        BitSet leftOut = characters(Set.of("now"));
        times.forEach(time -> leftOut.set(time.start(), time.end()));
        BitSet silent = characters(EMPTY);
        silent.or(characters(TYPES.keySet()));
        silent.or(leftOut);
        set(empty, silent);
        return speaks(silent) ? without(leftOut) : "";
    }

    private BitSet characters(Set<String> kinds) {
        BitSet characters = new BitSet();
        for (Phrase phrase : phrases) {
            if (kinds.contains(phrase.kind())) {
                characters.set(
                        text.at(phrase.start()).start(),
                        text.at(phrase.next() - 1).end());
            }
        }
        return characters;
    }

    /** Whether there are words outside the characters. */
    private boolean speaks(BitSet characters) {
        for (int i = 0; i < text.size(); i++) {
            if (text.at(i).speaks() && !characters.get(text.at(i).start())) {
                return true;
            }
        }
        return false;
    }

    /** The question with a space in the place of each of the characters. */
    private String without(BitSet characters) {
        StringBuilder rest = new StringBuilder(question);
        characters.stream().forEach(i -> rest.setCharAt(i, ' '));
        return rest.toString();
    }
}
