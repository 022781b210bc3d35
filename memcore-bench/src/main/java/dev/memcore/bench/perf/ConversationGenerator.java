package dev.memcore.bench.perf;

import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Generates an endless conversation of natural words: turns of one to four sentences from the bundled dialogues. The
 * same seed gives the same turns. For one thread.
 */
public final class ConversationGenerator {
    private static final int SHORTEST_SENTENCE = 20;
    private static final int MOST_SENTENCES = 4;
    private static final int QUERY_WORDS = 6;

    private static final List<String> SENTENCES = sentences();

    private final Random random;

    /** Creates a generator with a seed. */
    public ConversationGenerator(long seed) {
        this.random = new Random(seed);
    }

    private static List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Dialogue dialogue : Dialogues.shipped()) {
            for (List<Dialogue.Line> session : dialogue.sessions()) {
                for (Dialogue.Line line : session) {
                    for (String sentence : line.text().split("(?<=[.!?])\\s+")) {
                        if (sentence.length() >= SHORTEST_SENTENCE) {
                            sentences.add(sentence);
                        }
                    }
                }
            }
        }
        return List.copyOf(sentences);
    }

    /** The next turn. */
    public String turn() {
        return random.ints(random.nextInt(1, MOST_SENTENCES + 1), 0, SENTENCES.size())
                .mapToObj(SENTENCES::get)
                .collect(Collectors.joining(" "));
    }

    /** A question: some words in a row of some sentence. */
    public String question() {
        List<String> words =
                List.of(SENTENCES.get(random.nextInt(SENTENCES.size())).split("\\s+"));
        int from = random.nextInt(Math.max(1, words.size() - QUERY_WORDS + 1));
        return String.join(" ", words.subList(from, Math.min(words.size(), from + QUERY_WORDS)));
    }
}
