package dev.memcore.bench.echoes;

import dev.memcore.bench.duplicates.EditedText;
import dev.memcore.bench.echoes.EchoCase.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes labelled answers from real texts. */
final class EchoCases {
    /** The number of memories that the model is shown. */
    private static final int SHOWN = 10;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?])\\s+");

    private static final int LEAST_WORDS = 5;
    private static final int LEAST_CHARACTERS = 15;
    private static final int MOST_CHARACTERS = 400;

    /** Edits that change the meaning, but leave an answer that only repeats. */
    private static final Set<String> PARTS = Set.of("word left out", "sentence left out", "person");

    private static final Set<String> SHADES = Set.of(
            "modal", "tense", "question", "doubt", "if in front", "only", "barely", "or for and", "names swapped");

    private static final Map<String, List<String>> FRAMES = Map.of(
            "en",
            List.of(
                    "As you mentioned: ",
                    "According to my notes, ",
                    "I remember this: ",
                    "Sure! Here is what I found:\n",
                    "You told me earlier that "),
            "de",
            List.of("Laut meinen Notizen: ", "Wie du erwähnt hast: ", "Gern! "),
            "ru",
            List.of("Да, конечно! ", "Вот: "),
            "hi",
            List.of("हाँ, ", "जी हाँ: "),
            "zh",
            List.of("是的，", "有的："));

    private final Map<String, List<String>> texts;
    private final int most;
    private final SplittableRandom random;
    private final List<EchoCase> cases = new ArrayList<>();

    private EchoCases(Map<String, List<String>> texts, int most, long seed) {
        this.texts = texts;
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Makes the cases.
     *
     * @param english texts by source, which are also edited
     * @param others texts by language
     * @param most cases of one kind in one language
     */
    static List<EchoCase> of(Map<String, List<String>> english, Map<String, List<String>> others, int most, long seed) {
        EchoCases made = new EchoCases(others, most, seed);
        List<String> all = english.values().stream()
                .flatMap(List::stream)
                .map(String::strip)
                .filter(EchoCases::isUsable)
                .distinct()
                .toList();
        made.addKinds("en", all);
        made.texts.forEach((language, of) -> made.addKinds(
                language,
                of.stream()
                        .map(String::strip)
                        .filter(EchoCases::isUsable)
                        .distinct()
                        .toList()));
        made.addEdited(all, EditedText.of(english, most, seed));
        return made.cases;
    }

    private static boolean isUsable(String text) {
        boolean words = Arrays.stream(text.split("\\s+"))
                        .filter(word -> word.matches(".*\\p{L}.*"))
                        .count()
                >= LEAST_WORDS;
        return text.length() <= MOST_CHARACTERS
                && (words || (text.matches(".*\\p{IsHan}.*") && text.length() >= LEAST_CHARACTERS));
    }

    private void addKinds(String language, List<String> all) {
        if (all.size() < 2 * SHOWN) {
            return;
        }
        for (int i = 0; i < most; i++) {
            List<String> drawn = drawn(all);
            List<String> shown = drawn.subList(0, SHOWN);
            String one = shown.get(random.nextInt(SHOWN));
            String other = drawn.get(SHOWN);
            echo(language, "verbatim", shown, one);
            echo(language, "framed", shown, frame(language) + one);
            echo(language, "quoted", shown, "\u201C" + one + "\u201D");
            echo(language, "quoted lines", shown, "> " + one.replace("\n", "\n> "));
            echo(language, "listed", shown, "- " + String.join("\n- ", shown.subList(2, 5)));
            echo(language, "numbered", shown, "1. " + shown.get(0) + "\n2. " + shown.get(1));
            echo(language, "part", shown, part(one));
            echo(language, "cited", shown, one + " [3]");
            cases.add(new EchoCase(language, "new alone", Label.NEW, shown, other, other));
            cases.add(new EchoCase(language, "new after", Label.BOTH, shown, one + "\n" + other, other));
            cases.add(new EchoCase(
                    language, "new before", Label.BOTH, shown, other + "\n- " + one + "\n- " + shown.get(1), other));
        }
    }

    private void echo(String language, String kind, List<String> shown, String answer) {
        cases.add(new EchoCase(language, kind, Label.ECHO, shown, answer, ""));
    }

    private String frame(String language) {
        List<String> frames = FRAMES.getOrDefault(language, List.of(""));
        return frames.get(random.nextInt(frames.size()));
    }

    /** Returns the first two thirds of a text. */
    private static String part(String text) {
        int end = text.length() * 2 / 3;
        int space = text.indexOf(' ', end);
        return space < 0 ? text.substring(0, end) : text.substring(0, space);
    }

    private List<String> drawn(List<String> all) {
        List<String> drawn = new ArrayList<>();
        while (drawn.size() <= SHOWN) {
            String text = all.get(random.nextInt(all.size()));
            if (!drawn.contains(text)) {
                drawn.add(text);
            }
        }
        return drawn;
    }

    private void addEdited(List<String> all, List<EditedText> edited) {
        for (EditedText one : edited) {
            if (all.size() < 2 * SHOWN) {
                return;
            }
            List<String> shown = new ArrayList<>(drawn(all).subList(0, SHOWN));
            shown.set(random.nextInt(SHOWN), one.text());
            boolean echo = one.same() || PARTS.contains(one.edit());
            Label label = echo ? Label.ECHO : SHADES.contains(one.edit()) ? Label.SHADE : Label.NEW;
            boolean changed = label == Label.NEW;
            String fresh = changed ? changedSentences(one) : "";
            if (changed && !fresh.equals(one.edited())) {
                label = Label.BOTH; // the other sentences are as they were
            }
            cases.add(new EchoCase(
                    "en", (changed ? "changed: " : "reworded: ") + one.edit(), label, shown, one.edited(), fresh));
        }
    }

    /** Returns the sentences of an edited text that the original does not have. */
    private static String changedSentences(EditedText one) {
        List<String> before = List.of(SENTENCES.split(one.text()));
        return Arrays.stream(SENTENCES.split(one.edited()))
                .filter(sentence -> !before.contains(sentence))
                .collect(Collectors.joining(" "));
    }
}
