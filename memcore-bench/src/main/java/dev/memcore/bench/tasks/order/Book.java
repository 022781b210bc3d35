package dev.memcore.bench.tasks.order;

import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A continuous text of sentences: the three dialogues that ship with the bench, one after another, without sentences
 * that were there before. Book-SORT uses novels of the public domain, in which hardly any sentence is repeated.
 *
 * @param sentences in the order of the text
 * @param starts the place of the first word of each sentence, and the number of words at the end
 */
record Book(List<String> sentences, List<Integer> starts) {
    /** Copies the lists. */
    Book {
        sentences = List.copyOf(sentences);
        starts = List.copyOf(starts);
    }

    /** Returns the first words of the text, in whole sentences. */
    static Book ofWords(int words) {
        List<String> sentences = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int count = 0;
        for (String sentence : all()) {
            if (count >= words) {
                break;
            }
            sentences.add(sentence);
            starts.add(count);
            count += words(sentence).length;
        }
        starts.add(count);
        return new Book(sentences, starts);
    }

    private static List<String> all() {
        return Dialogues.shipped().stream()
                .flatMap(dialogue -> dialogue.sessions().stream())
                .flatMap(List::stream)
                .map(Dialogue.Line::text)
                .flatMap(text -> Arrays.stream(text.split("(?<=[.!?])\\s+")))
                .filter(sentence -> words(sentence).length >= 3)
                .distinct()
                .toList();
    }

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }

    /** Returns the number of words. */
    int size() {
        return starts.getLast();
    }

    /** Returns the segment of a number of words that begins with a sentence. */
    String segment(int sentence, int length) {
        StringBuilder text = new StringBuilder();
        int left = length;
        for (int i = sentence; i < sentences.size() && left > 0; i++) {
            for (String word : words(sentences.get(i))) {
                if (left > 0) {
                    text.append(text.isEmpty() ? "" : " ").append(word);
                    left--;
                }
            }
        }
        return text.toString();
    }

    /** Returns a text without a share of its words, but never without all. */
    static String dropped(String text, double share, Random random) {
        List<String> kept = new ArrayList<>();
        for (String word : words(text)) {
            if (random.nextDouble() >= share) {
                kept.add(word);
            }
        }
        return kept.isEmpty() ? text : String.join(" ", kept);
    }
}
