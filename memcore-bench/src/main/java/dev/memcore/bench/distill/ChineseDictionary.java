package dev.memcore.bench.distill;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Chinese words and pairs of adjacent words with their frequencies in a corpus of newspapers. Read from the two
 * dictionary files of Lucene's {@code lucene-analysis-smartcn} (Apache License 2.0), whose API hides them. The files are
 * serialized arrays; the classes {@code WordDictionary} and {@code BigramDictionary} there describe them. The pairs are
 * stored by a hash only, so it must be asked for each pair of words whether it is one.
 */
final class ChineseDictionary {
    private static final String FOLDER = "/org/apache/lucene/analysis/cn/smart/hhmm/";

    /** What stands between the two words of a hashed pair. */
    private static final String BETWEEN = "@";

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /** The number of words before and after the first word of a chain: 0 to this. */
    private static final int MOST_BESIDE = 4;

    private final Map<String, Integer> frequencies;
    private final Map<Long, Integer> pairs;

    private ChineseDictionary(Map<String, Integer> frequencies, Map<Long, Integer> pairs) {
        this.frequencies = frequencies;
        this.pairs = pairs;
    }

    static ChineseDictionary read() throws IOException {
        return new ChineseDictionary(readWords(), readPairs());
    }

    /** Returns the words of Han characters that occur in the corpus, the most frequent first. */
    List<String> words() {
        return frequencies.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && isHan(entry.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns how often a word occurs in the corpus. */
    int frequency(String word) {
        return frequencies.getOrDefault(word, 0);
    }

    /**
     * Returns texts made of words that follow each other in the corpus, in place of a corpus. Each word is the middle of
     * equally many chains; the others are drawn by the frequency of the pair. For each pair of words, O(1).
     *
     * @param words the words of the chains
     * @param each the number of chains of each word
     */
    List<String> chains(List<String> words, int each, Random random) {
        List<List<Follower>> after = followers(words);
        List<List<Follower>> before = reversed(after);
        List<String> chains = new ArrayList<>();
        for (int word = 0; word < words.size(); word++) {
            for (int i = 0; i < each; i++) {
                StringBuilder chain = new StringBuilder(words.get(word));
                walk(before, word, random).forEach(previous -> chain.insert(0, words.get(previous)));
                walk(after, word, random).forEach(next -> chain.append(words.get(next)));
                chains.add(chain.toString());
            }
        }
        return chains;
    }

    /** A word that follows another, as its index, and the frequency of the pair. */
    private record Follower(int word, int frequency) {}

    private List<List<Follower>> followers(List<String> words) {
        List<List<Follower>> followers = new ArrayList<>();
        for (String first : words) {
            long start = hash(BETWEEN, hash(first, FNV_OFFSET));
            List<Follower> found = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                Integer frequency = pairs.get(hash(words.get(i), start));
                if (frequency != null) {
                    found.add(new Follower(i, frequency));
                }
            }
            followers.add(found);
        }
        return followers;
    }

    private static List<List<Follower>> reversed(List<List<Follower>> after) {
        List<List<Follower>> before = new ArrayList<>();
        after.forEach(any -> before.add(new ArrayList<>()));
        for (int word = 0; word < after.size(); word++) {
            for (Follower follower : after.get(word)) {
                before.get(follower.word()).add(new Follower(word, follower.frequency()));
            }
        }
        return before;
    }

    private static List<Integer> walk(List<List<Follower>> steps, int from, Random random) {
        List<Integer> walk = new ArrayList<>();
        int word = from;
        int most = random.nextInt(MOST_BESIDE + 1);
        while (walk.size() < most && !steps.get(word).isEmpty()) {
            word = draw(steps.get(word), random);
            walk.add(word);
        }
        return walk;
    }

    private static int draw(List<Follower> followers, Random random) {
        int left =
                random.nextInt(followers.stream().mapToInt(Follower::frequency).sum());
        int i = 0;
        while (left >= followers.get(i).frequency()) {
            left -= followers.get(i).frequency();
            i++;
        }
        return followers.get(i).word();
    }

    private static boolean isHan(String word) {
        return word.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    /** The words are stored by their first character: a hash table of these, and the rest of each word. */
    private static Map<String, Integer> readWords() throws IOException {
        try (ObjectInputStream in = open("coredict.mem")) {
            short[] tables = (short[]) in.readObject();
            char[] firsts = (char[]) in.readObject();
            char[][][] rests = (char[][][]) in.readObject();
            int[][] counts = (int[][]) in.readObject();
            Map<String, Integer> words = new HashMap<>();
            for (int slot = 0; slot < firsts.length; slot++) {
                char[][] table = firsts[slot] == 0 ? null : rests[tables[slot]];
                for (int i = 0; table != null && i < table.length; i++) {
                    String rest = table[i] == null ? "" : new String(table[i]);
                    words.merge(firsts[slot] + rest, counts[tables[slot]][i], Integer::sum);
                }
            }
            return words;
        } catch (ClassNotFoundException e) {
            throw new IOException("arrays of other types were expected", e);
        }
    }

    private static Map<Long, Integer> readPairs() throws IOException {
        try (ObjectInputStream in = open("bigramdict.mem")) {
            long[] hashes = (long[]) in.readObject();
            int[] counts = (int[]) in.readObject();
            Map<Long, Integer> pairs = new HashMap<>();
            for (int i = 0; i < hashes.length; i++) {
                if (counts[i] > 0) {
                    pairs.put(hashes[i], counts[i]);
                }
            }
            return pairs;
        } catch (ClassNotFoundException e) {
            throw new IOException("arrays of other types were expected", e);
        }
    }

    private static ObjectInputStream open(String name) throws IOException {
        InputStream file = ChineseDictionary.class.getResourceAsStream(FOLDER + name);
        if (file == null) {
            throw new IOException("no " + FOLDER + name + " on the class path");
        }
        ObjectInputStream in = new ObjectInputStream(new BufferedInputStream(file, 1 << 16));
        in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.base/*;!*"));
        return in;
    }

    /** The hash of the pairs, 64-bit FNV-1a over the bytes of the chars, continued from the hash of what precedes. */
    private static long hash(String text, long before) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ (text.charAt(i) & 0xFF)) * FNV_PRIME;
            hash = (hash ^ (text.charAt(i) >> 8)) * FNV_PRIME;
        }
        return hash;
    }
}
