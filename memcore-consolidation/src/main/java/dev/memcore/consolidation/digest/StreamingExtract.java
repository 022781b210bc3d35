package dev.memcore.consolidation.digest;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.summary.SummaryLine;
import dev.memcore.consolidation.term.SentenceSplit;
import dev.memcore.consolidation.term.Terms;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads texts part by part and keeps the sentences that fit a question best, within a token budget. Sentences that were
 * kept compete with those of the next part. After Finch (Corallo and Papotti, 2024), which keeps parts of a model's cache
 * instead of sentences.
 *
 * <p>The worth of a sentence is the sum of the rarities of its words of the question that no better sentence has, and a small part of
 * that of words that better sentences have. Rarities are counted over all sentences read so far. Holds O(budget) text. One
 * pass; not safe for use by several threads.
 */
public final class StreamingExtract {
    /** The weight of a word that a better sentence has. */
    private static final double AGAIN = 0.3;

    private final Set<String> question;
    private final int tokens;
    private final TokenCounter counter;
    private final Map<String, Integer> containing = new HashMap<>();
    private List<Kept> kept = List.of();
    private int sentences;

    private record Kept(int number, SummaryLine line, Set<String> words, int length) {}

    /**
     * Creates an extract without sentences.
     *
     * @param tokens the maximum length of the extract, positive
     */
    public StreamingExtract(String question, int tokens, TokenCounter counter) {
        this.question = Terms.of(Arguments.text(question, "question"));
        this.tokens = Arguments.positive(tokens, "tokens");
        this.counter = Arguments.present(counter, "counter");
    }

    /** Reads the next part. */
    public void add(List<Memory> part) {
        List<Kept> candidates = new ArrayList<>(kept);
        for (Memory memory : Arguments.allPresent(part, "part")) {
            memory.text()
                    .lines()
                    .flatMap(line -> SentenceSplit.of(line).stream())
                    .forEach(sentence -> {
                        Set<String> words = new HashSet<>(Terms.of(sentence));
                        int length = words.size();
                        words.retainAll(question);
                        words.forEach(word -> containing.merge(word, 1, Integer::sum));
                        if (!words.isEmpty()) {
                            candidates.add(new Kept(sentences, new SummaryLine(sentence, memory.id()), words, length));
                        }
                        sentences++;
                    });
        }
        kept = best(candidates);
    }

    private List<Kept> best(List<Kept> candidates) {
        List<Kept> open = new ArrayList<>(candidates);
        List<Kept> chosen = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        while (!open.isEmpty()) {
            Kept best = open.getFirst();
            for (Kept candidate : open) {
                best = worth(candidate, covered) > worth(best, covered) ? candidate : best;
            }
            open.remove(best);
            chosen.add(best);
            if (counter.count(text(chosen)) <= tokens) {
                covered.addAll(best.words);
            } else {
                chosen.removeLast();
            }
        }
        chosen.sort(Comparator.comparingInt(Kept::number));
        return chosen;
    }

    /** Of sentences with the same words of the question, a shorter one is worth a little more. */
    private double worth(Kept candidate, Set<String> covered) {
        double worth = 0;
        for (String word : candidate.words) {
            double rarity = Terms.rarity(sentences, containing.getOrDefault(word, 0));
            worth += covered.contains(word) ? AGAIN * rarity : rarity;
        }
        return worth * (1 + 1.0 / (1 + candidate.length));
    }

    private static String text(List<Kept> chosen) {
        return chosen.stream().map(kept -> kept.line.text()).collect(Collectors.joining("\n"));
    }

    /** Returns the sentences that are kept now, in the order in which they were read. */
    public List<SummaryLine> lines() {
        return kept.stream().map(Kept::line).toList();
    }

    /** Returns the extract: one line for each sentence. */
    public String text() {
        return text(kept);
    }
}
