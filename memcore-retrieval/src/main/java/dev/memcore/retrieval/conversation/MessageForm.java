package dev.memcore.retrieval.conversation;

import dev.memcore.retrieval.query.language.Language;
import dev.memcore.retrieval.query.language.Language.Phrase;
import dev.memcore.retrieval.query.language.LanguageText;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a message and the phrases of conversation in them, by the tables of its languages. O(length), at most
 * {@value #READ} characters of the message are read. Immutable.
 */
final class MessageForm {
    /** The number of characters that are read. Longer messages carry content in any case. */
    static final int READ = 2_000;

    /** The number of units up to which a message may have no word that shows its language. */
    private static final int FEW = 6;

    private final LanguageText text;
    private final boolean english;
    private final List<Phrase> phrases = new ArrayList<>();

    MessageForm(String message) {
        String read = message.length() <= READ ? message : message.substring(0, READ);
        this.text = new LanguageText(read.replace('\u2019', '\''));
        List<Language> languages = Language.ofMost(text);
        this.english = languages.isEmpty();
        for (Language language : english ? List.of(Language.english()) : languages) {
            for (int i = 0; i < text.size(); i++) {
                phrases.addAll(language.at(text, i));
            }
        }
        if (english && text.size() <= FEW) {
            Language.latin().forEach(this::addCourtesy);
        }
    }

    /** Adds the words of courtesy of a language: "Merci!" has no other word that shows its language. */
    private void addCourtesy(Language language) {
        for (int i = 0; i < text.size(); i++) {
            language.at(text, i).stream()
                    .filter(phrase -> phrase.kind().equals("courtesy"))
                    .forEach(phrases::add);
        }
    }

    /** Whether the message is in English, or in a language without a table. */
    boolean isEnglish() {
        return english;
    }

    /** The number of words, numbers and marks; in Chinese, Japanese and Korean, of characters. */
    int size() {
        return text.size();
    }

    LanguageText text() {
        return text;
    }

    boolean has(String kind) {
        return phrases.stream().anyMatch(phrase -> phrase.kind().equals(kind));
    }

    /** The unit after the longest phrase of a kind at a unit, or the unit itself if there is none. */
    int after(String kind, int at) {
        return phrases.stream()
                .filter(phrase -> phrase.kind().equals(kind) && phrase.start() == at)
                .mapToInt(Phrase::next)
                .max()
                .orElse(at);
    }

    /** A sentence: its first unit, and the unit after its last. */
    record Sentence(int from, int to) {}

    /** The sentences that have a word or a number, in order. */
    List<Sentence> sentences() {
        List<Sentence> sentences = new ArrayList<>();
        int from = -1;
        for (int i = 0; i < text.size(); i++) {
            if (from < 0 && text.at(i).speaks()) {
                from = i;
            }
            if (from >= 0 && (text.endsSentence(i) || i == text.size() - 1)) {
                sentences.add(new Sentence(from, i + 1));
                from = -1;
            }
        }
        return sentences;
    }

    /** The characters of a message from a unit to before another. */
    String part(String message, int from, int to) {
        return message.substring(text.at(from).start(), text.at(to - 1).end());
    }
}
