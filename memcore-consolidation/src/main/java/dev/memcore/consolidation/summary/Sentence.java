package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.consolidation.term.SentenceSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of a memory.
 *
 * @param part the position of the memory among the summarised ones
 * @param line the position of the line in the memory
 * @param source the memory
 * @param speaker the speaker, or null
 * @param text as in the memory; never blank
 */
record Sentence(
        int part, int line, MemoryId source, @Nullable String speaker, String text) {
    /** The form in which a gist names the speaker of a line. */
    private static final Pattern SPEAKER = Pattern.compile("^([^:]{1,60}): (?=\\S)");

    private static final Pattern LINE = Pattern.compile("\\R");

    /** Returns all sentences of some memories in order. Repetitions are not removed. */
    static List<Sentence> all(List<Memory> parts) {
        List<Sentence> sentences = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            Memory memory = parts.get(part);
            String[] lines = LINE.split(memory.text());
            for (int line = 0; line < lines.length; line++) {
                String speaker = memory.observation().speaker();
                Sentence whole = new Sentence(part, line, memory.id(), speaker, lines[line]);
                addAll(sentences, whole, Gist.level(memory) > 0);
            }
        }
        return sentences;
    }

    /** The lines of a gist contain their speakers. */
    private static void addAll(List<Sentence> sentences, Sentence line, boolean isGist) {
        Matcher named = SPEAKER.matcher(line.text);
        boolean names = isGist && named.find();
        String speaker = names ? named.group(1) : line.speaker;
        String text = names ? line.text.substring(named.end()) : line.text;
        for (String sentence : SentenceSplit.of(text)) {
            sentences.add(new Sentence(line.part, line.line, line.source, speaker, sentence));
        }
    }

    /** Joins the chosen sentences: one line for each source line, after the name of its speaker. */
    static String render(List<Sentence> chosen) {
        StringBuilder text = new StringBuilder();
        Sentence before = null;
        for (Sentence sentence : chosen) {
            if (before != null && before.part == sentence.part && before.line == sentence.line) {
                text.append(' ');
            } else {
                text.append(before == null ? "" : "\n");
                text.append(sentence.speaker == null ? "" : sentence.speaker + ": ");
            }
            text.append(sentence.text);
            before = sentence;
        }
        return text.toString();
    }

    boolean saysTheSameAs(Sentence other) {
        return text.equals(other.text) && Objects.equals(speaker, other.speaker);
    }
}
