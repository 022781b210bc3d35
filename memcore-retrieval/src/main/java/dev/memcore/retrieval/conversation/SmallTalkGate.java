package dev.memcore.retrieval.conversation;

import dev.memcore.retrieval.conversation.MessageForm.Sentence;
import dev.memcore.retrieval.query.Entities;
import dev.memcore.spi.RecallGate;
import java.util.List;

/**
 * Stops messages that are small talk by their form: they begin with words of courtesy or agreement ("Thanks", "Got it",
 * "See you"), ask for nothing, refer to nothing earlier, and name nothing new. All other messages pass, so that a message
 * is stopped only for a reason. The words are those of the library's tables for 13 languages; in other languages,
 * everything passes. O(length).
 *
 * <p>"eval gate" of memcore-bench measures it. Stateless.
 */
final class SmallTalkGate implements RecallGate {
    /** The units of a message from which it carries content in any case. */
    private static final int LONG = 80;

    /** The units beside words of courtesy from which a message carries content. */
    private static final int REST = 40;

    /** The words of a name after words of courtesy: "Thanks, Anna Maria!". */
    private static final int ADDRESSED = 2;

    private static final List<String> QUESTIONS =
            List.of("when", "where", "place", "who", "why", "many", "long", "what", "list", "yes", "other", "asking");

    @Override
    public boolean needsMemory(String message) {
        MessageForm form = new MessageForm(message);
        if (form.size() > LONG || message.length() > MessageForm.READ || asks(form) || form.has("earlier")) {
            return true;
        }
        return !isCourtesy(form, message);
    }

    private static boolean asks(MessageForm form) {
        for (int i = 0; i < form.size(); i++) {
            String word = form.text().at(i).word();
            if (word.equals("?") || word.equals("\u061f")) {
                return true;
            }
        }
        for (Sentence sentence : form.sentences()) {
            int content = form.after("joins", content(form, sentence));
            if (form.after("request", sentence.from()) > sentence.from()
                    || form.after("request", content) > content
                    || isQuestion(form, content)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuestion(MessageForm form, int from) {
        return QUESTIONS.stream().anyMatch(kind -> form.after(kind, from) > from);
    }

    /** The unit after the words of courtesy at the start of a sentence, and after the name of who is addressed. */
    private static int content(MessageForm form, Sentence sentence) {
        int at = sentence.from();
        int next = form.after("courtesy", at);
        while (next > at) {
            at = skipMarks(form, next);
            next = form.after("courtesy", at);
        }
        if (at == sentence.from()) {
            return at;
        }
        for (int i = at; i <= at + ADDRESSED && i <= sentence.to(); i++) {
            if (i == sentence.to() || !form.text().at(i).speaks()) {
                return skipMarks(form, i);
            }
        }
        return at;
    }

    private static int skipMarks(MessageForm form, int from) {
        int at = from;
        while (at < form.size() && !form.text().at(at).speaks()) {
            at++;
        }
        return at;
    }

    /** Whether the message begins with courtesy, and what is not courtesy is short and names nothing. */
    private static boolean isCourtesy(MessageForm form, String message) {
        List<Sentence> sentences = form.sentences();
        if (sentences.isEmpty()
                || content(form, sentences.getFirst()) == sentences.getFirst().from()) {
            return false;
        }
        int rest = 0;
        for (Sentence sentence : sentences) {
            int from = content(form, sentence);
            rest += Math.max(0, sentence.to() - from);
            if (rest > REST || (from < sentence.to() && names(form, message, from, sentence.to()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a part has a number, a quotation, or, in English, a name. */
    private static boolean names(MessageForm form, String message, int from, int to) {
        for (int i = from; i < to; i++) {
            String word = form.text().at(i).word();
            if (form.text().at(i).number() >= 0 || word.equals("\"") || word.equals("\u201c") || word.equals("`")) {
                return true;
            }
        }
        return form.isEnglish() && !Entities.in(form.part(message, from, to)).isEmpty();
    }
}
