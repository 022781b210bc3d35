package dev.memcore.bench.eval.baseline;

import dev.memcore.bench.eval.measure.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain BM25 over the documents of one group (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009),
 * with Lucene's idf, k1 = 1.2 and b = 0.75; words in lower case without stop words and without the plural's s (Harman's
 * S-stemmer, How effective is suffixing?, 1991). Deliberately independent of memcore's code: a baseline should share
 * nothing with the system that it is compared with.
 */
final class Bm25Ranker implements Ranker {
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:'\\p{L}+)?");
    /** Lucene's English stop words, and question words. */
    private static final Set<String> STOP_WORDS = Set.of(
            ("a an and are as at be but by for if in into is it no not of on or such that the their then there these "
                            + "they this to was will with what when where who why how did does do has have had s")
                    .split(" "));

    private final List<Document> documents;
    private final List<Map<String, Integer>> frequencies = new ArrayList<>();
    private final Map<String, Integer> containing = new HashMap<>();
    private final double[] lengths;
    private final double averageLength;

    Bm25Ranker(List<Document> documents) {
        this.documents = documents;
        this.lengths = new double[documents.size()];
        double total = 0;
        for (int i = 0; i < documents.size(); i++) {
            List<String> words = words(documents.get(i).text());
            Map<String, Integer> counts = new HashMap<>();
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
            counts.keySet().forEach(word -> containing.merge(word, 1, Integer::sum));
            frequencies.add(counts);
            lengths[i] = words.size();
            total += words.size();
        }
        this.averageLength = Math.max(1, total / Math.max(1, documents.size()));
    }

    @Override
    public List<String> rank(String question, int limit) {
        List<String> words = words(question);
        double[] scores = new double[documents.size()];
        for (int i = 0; i < scores.length; i++) {
            for (String word : words) {
                scores[i] += score(i, word);
            }
        }
        return Ranking.best(documents, scores, limit, 0);
    }

    private double score(int document, String word) {
        int frequency = frequencies.get(document).getOrDefault(word, 0);
        if (frequency == 0) {
            return 0;
        }
        int present = containing.getOrDefault(word, 0);
        double idf = Math.log(1 + (documents.size() - present + 0.5) / (present + 0.5));
        return idf * frequency / (frequency + K1 * (1 - B + B * lengths[document] / averageLength));
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ENGLISH));
        while (matcher.find()) {
            String word = matcher.group().replaceAll("'.*", "");
            if (!STOP_WORDS.contains(word)) {
                words.add(singular(word));
            }
        }
        return words;
    }

    private static String singular(String word) {
        if (word.length() < 4 || !word.endsWith("s")) {
            return word;
        }
        if (word.endsWith("ies") && !word.endsWith("eies") && !word.endsWith("aies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return word.endsWith("us") || word.endsWith("ss") ? word : word.substring(0, word.length() - 1);
    }
}
