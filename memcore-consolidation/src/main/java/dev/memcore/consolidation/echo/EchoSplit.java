package dev.memcore.consolidation.echo;

import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a text that only repeat what was shown, and the others.
 *
 * @param echoes the number of sentences that repeat something
 * @param fresh the sentences that say something else, in order, joined; empty if there are none. Sentences without
 *     content words, such as "Sure!", are in neither group
 */
record EchoSplit(int echoes, String fresh) {
    private enum Found {
        NOTHING,
        ECHO,
        FRESH
    }

    /**
     * Divides a text. A sentence is an echo if one shown sentence has all its content words, or if this holds for
     * each of its clauses. O(sentences of the text times shown sentences).
     */
    static EchoSplit of(String text, List<ShownSentence> shown) {
        int echoes = 0;
        StringBuilder fresh = new StringBuilder();
        int end = -1;
        for (EchoSentence sentence : EchoSentence.of(text)) {
            Found found = found(sentence, shown);
            if (found == Found.ECHO) {
                echoes++;
            } else if (found == Found.FRESH) {
                fresh.append(
                        end == sentence.start()
                                ? text.substring(sentence.start(), sentence.end())
                                : (end < 0 ? "" : " ") + text.substring(sentence.start(), sentence.end()).strip());
                end = sentence.end();
            }
        }
        return new EchoSplit(echoes, fresh.toString().strip());
    }

    private static Found found(EchoSentence sentence, List<ShownSentence> shown) {
        EchoWords whole = EchoWords.of(sentence.text());
        if (whole.isEmpty()) {
            return Found.NOTHING;
        }
        if (isCovered(whole, shown)) {
            return Found.ECHO;
        }
        List<EchoWords> clauses = new ArrayList<>();
        sentence.clauses().forEach(clause -> {
            EchoWords words = EchoWords.of(clause);
            if (!words.isEmpty()) {
                clauses.add(words);
            }
        });
        boolean all = clauses.size() > 1 && clauses.stream().allMatch(clause -> isCovered(clause, shown));
        return all ? Found.ECHO : Found.FRESH;
    }

    private static boolean isCovered(EchoWords passage, List<ShownSentence> shown) {
        return shown.stream().anyMatch(sentence -> sentence.covers(passage));
    }
}
