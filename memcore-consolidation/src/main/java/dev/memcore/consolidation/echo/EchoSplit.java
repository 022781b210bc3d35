package dev.memcore.consolidation.echo;

import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a text that only repeat what was shown, and the others.
 *
 * @param echoes the number of sentences that repeat something
 * @param fresh the sentences that say something else, in order, joined; empty if there are none. Sentences with at most
 *     one content word, such as "Sure!" or "Wow!", are there only if they stand beside one that says something else
 */
record EchoSplit(int echoes, String fresh) {
    /** The fewest content words by which a sentence is known to repeat another one. */
    private static final int LEAST_WORDS = 2;

    private enum Found {
        /** No content words. */
        NOTHING,
        /** A single content word that was shown, as in "Wow!" or "Bern.". */
        SHORT,
        ECHO,
        FRESH
    }

    /**
     * Divides a text. A sentence is an echo if one shown sentence has all its content words, or if this holds for
     * each of its clauses. O(sentences of the text times shown sentences).
     */
    static EchoSplit of(String text, List<ShownSentence> shown) {
        int echoes = 0;
        int shorts = 0;
        List<EchoSentence> fresh = new ArrayList<>();
        List<EchoSentence> beside = new ArrayList<>();
        boolean afterEcho = true;
        for (EchoSentence sentence : EchoSentence.of(text)) {
            Found found = found(sentence, shown);
            if (found == Found.ECHO) {
                echoes++;
                fresh.addAll(afterEcho ? List.of() : beside);
                beside.clear();
                afterEcho = true;
            } else if (found == Found.FRESH) {
                fresh.addAll(beside);
                fresh.add(sentence);
                beside.clear();
                afterEcho = false;
            } else {
                shorts += found == Found.SHORT ? 1 : 0;
                beside.add(sentence);
            }
        }
        fresh.addAll(afterEcho ? List.of() : beside);
        return new EchoSplit(fresh.isEmpty() ? echoes + shorts : echoes, joined(text, fresh));
    }

    /** Joins sentences. Adjacent ones keep the white space between them. */
    private static String joined(String text, List<EchoSentence> sentences) {
        StringBuilder joined = new StringBuilder();
        int end = 0;
        for (EchoSentence sentence : sentences) {
            String said = text.substring(sentence.start(), sentence.end());
            joined.append(sentence.start() == end ? said : " " + said.strip());
            end = sentence.end();
        }
        return joined.toString().strip();
    }

    private static Found found(EchoSentence sentence, List<ShownSentence> shown) {
        EchoWords whole = EchoWords.of(sentence.text());
        if (whole.isEmpty()) {
            return Found.NOTHING;
        }
        if (isCovered(whole, shown)) {
            return whole.words().size() < LEAST_WORDS ? Found.SHORT : Found.ECHO;
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
