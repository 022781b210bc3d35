package dev.memcore.bench.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.documents.LongDocument.Asked;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes long texts with questions: generated logs, and documents of real paragraphs. */
final class DocumentSources {
    /** The words of log lines. They carry no information: only the id of a request is odd. */
    private static final List<String> WORDS =
            List.of(("cache queue worker socket thread session token upload download retry timeout connection handler"
                            + " message payload schema index shard replica leader follower commit rollback snapshot")
                    .split(" "));

    /** The paragraphs of a document of real text: about 30,000 characters of English. */
    private static final int PARAGRAPHS = 40;

    private final Random random;
    private final int asked;

    /**
     * Creates the sources.
     *
     * @param asked the maximum number of questions of each way for each document
     */
    DocumentSources(long seed, int asked) {
        this.random = new Random(seed);
        this.asked = asked;
    }

    /** Returns logs of some length. Each question names the id of one line, as a whole or without its first letter. */
    List<LongDocument> logs(int count, int characters) {
        List<LongDocument> logs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            logs.add(log(i, characters));
        }
        return logs;
    }

    private LongDocument log(int number, int characters) {
        StringBuilder text = new StringBuilder();
        List<int[]> lines = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        while (text.length() < characters) {
            int from = text.length();
            ids.add(String.format(Locale.ROOT, "R%02d%06d", number, 7 * lines.size() + random.nextInt(7)));
            text.append(String.format(
                    Locale.ROOT,
                    "2026-03-%02d 12:%02d:%02d %s [%s-%d] request %s:",
                    1 + number % 28,
                    lines.size() / 60 % 60,
                    lines.size() % 60,
                    random.nextInt(9) == 0 ? "WARN" : "INFO",
                    WORDS.get(random.nextInt(WORDS.size())),
                    random.nextInt(16),
                    ids.getLast()));
            for (int word = 0; word < 7; word++) {
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
            }
            text.append(" in ").append(random.nextInt(900)).append(" ms\n");
            lines.add(new int[] {from, text.length() - 1});
        }
        List<Asked> questions = new ArrayList<>();
        for (int line : drawn(lines.size())) {
            int[] range = lines.get(line);
            String id = ids.get(line);
            questions.add(new Asked("odd word", "How long did request " + id + " take?", range[0], range[1]));
            questions.add(new Asked("part of a word", "What happened in " + id.substring(1) + "?", range[0], range[1]));
        }
        return new LongDocument(text.toString(), questions);
    }

    /**
     * Returns the documents of the sets in a directory that have paragraphs and questions in the layout of MuSiQue, by
     * the name of the set: as many paragraphs for each document as {@link #PARAGRAPHS}, in the order of the corpus.
     */
    Map<String, List<LongDocument>> real(Path data) {
        Map<String, List<LongDocument>> sets = new LinkedHashMap<>();
        try (var directories = Files.list(data)) {
            for (Path directory : directories.sorted().toList()) {
                Path corpus = directory.resolve("musique-dev-corpus.json");
                Path questions = directory.resolve("musique-dev.json");
                String name = String.valueOf(directory.getFileName());
                if (name.startsWith("xquad") && Files.isRegularFile(corpus) && Files.isRegularFile(questions)) {
                    sets.put(name, real(read(corpus), read(questions)));
                }
            }
        } catch (IOException e) {
            throw new BadInput("cannot read " + data + ": " + e, e);
        }
        return sets;
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private List<LongDocument> real(JsonNode corpus, JsonNode questions) {
        Map<String, List<String>> byTitle = new HashMap<>();
        for (JsonNode question : questions) {
            for (JsonNode paragraph : question.path("paragraphs")) {
                if (paragraph.path("is_supporting").asBoolean()) {
                    byTitle.computeIfAbsent(paragraph.path("title").asText(), title -> new ArrayList<>())
                            .add(question.path("question").asText());
                }
            }
        }
        List<LongDocument> documents = new ArrayList<>();
        List<Asked> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int paragraphs = 0;
        for (JsonNode paragraph : corpus) {
            int from = text.length();
            text.append(paragraph.path("text").asText());
            for (String question : byTitle.getOrDefault(paragraph.path("title").asText(), List.of())) {
                all.add(new Asked("question", question, from, text.length()));
            }
            text.append("\n\n");
            if (++paragraphs % PARAGRAPHS == 0 || paragraphs == corpus.size()) {
                documents.add(document(text.toString(), all));
                text.setLength(0);
                all.clear();
            }
        }
        return documents;
    }

    /** Returns a document with some of the questions, and with sentences of its own as further questions. */
    private LongDocument document(String text, List<Asked> all) {
        List<Asked> questions = new ArrayList<>();
        drawn(all.size()).forEach(i -> questions.add(all.get(i)));
        List<int[]> sentences = sentences(text);
        for (int i : drawn(sentences.size())) {
            int[] range = sentences.get(i);
            String sentence = text.substring(range[0], range[1]).strip();
            questions.add(new Asked("sentence", sentence, range[0], range[1]));
            List<String> words = new ArrayList<>(Arrays.asList(sentence.split("\\s+")));
            if (words.size() >= 6) {
                Collections.shuffle(words, random);
                String half = String.join(" ", words.subList(0, words.size() / 2));
                questions.add(new Asked("half of its words", half, range[0], range[1]));
            }
        }
        return new LongDocument(text, questions);
    }

    /** Returns the ranges of the sentences that occur once and are not very short. */
    private static List<int[]> sentences(String text) {
        BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.ROOT);
        iterator.setText(text);
        List<int[]> ranges = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int from = iterator.first();
        for (int to = iterator.next(); to != BreakIterator.DONE; to = iterator.next()) {
            if (to - from >= 20 && seen.add(text.substring(from, to).strip())) {
                ranges.add(new int[] {from, to});
            }
            from = to;
        }
        return ranges;
    }

    /** Returns some numbers below a bound, ascending. */
    private List<Integer> drawn(int bound) {
        return random.ints(0, Math.max(1, bound))
                .distinct()
                .limit(Math.min(asked, bound))
                .sorted()
                .boxed()
                .toList();
    }
}
