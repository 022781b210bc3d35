package dev.memcore.consolidation.digest;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.summary.SummaryLine;
import dev.memcore.consolidation.term.SentenceSplit;
import dev.memcore.consolidation.term.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line for each entity that some memories mention: the third level of the gists of R3Mem (2025), after documents and
 * paragraphs. Each line is a sentence of a memory. Pure functions.
 */
public final class EntityGists {
    /** One to four words in upper case, at the place of a word that is not the first one of its sentence. */
    private static final Pattern NAME =
            Pattern.compile("(?<=[\\p{L}\\p{N},;:'\"(\u2019] )\\p{Lu}[\\p{L}\\p{M}]+(?: \\p{Lu}[\\p{L}\\p{M}]+){0,3}");

    private static final double OLDEST = 0.5;

    private EntityGists() {}

    /**
     * The line of an entity.
     *
     * @param entity the name
     * @param mentions the number of sentences that contain the name
     * @param line the sentence
     */
    public record EntityGist(String entity, int mentions, SummaryLine line) {
        /** Checks that nothing is missing. */
        public EntityGist {
            Arguments.present(entity, "entity");
            Arguments.present(line, "line");
        }
    }

    /**
     * Returns the names in some memories, recognised by form: words with a capital letter that do not begin a sentence, at
     * least twice, and the speakers. This finds names in languages that write only names with capital letters. For other
     * languages, pass the names to {@link #of}.
     */
    public static Set<String> names(List<Memory> memories) {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> names = new TreeSet<>();
        for (Memory memory : Arguments.allPresent(memories, "memories")) {
            String speaker = memory.speaker();
            if (speaker != null) {
                names.add(speaker);
            }
            Matcher name = NAME.matcher(memory.text());
            while (name.find()) {
                counts.merge(name.group(), 1, Integer::sum);
            }
        }
        counts.forEach((name, count) -> {
            if (count > 1) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * Returns the gists of the named entities that are mentioned, those with most mentions first. The chosen sentence has
     * rare words for its length; newer sentences count up to twice as much as older ones.
     *
     * @param memories the memories, oldest first
     * @param names the names of the entities, compared by characters
     */
    public static List<EntityGist> of(List<Memory> memories, Collection<String> names) {
        List<SummaryLine> lines = new ArrayList<>();
        for (Memory memory : Arguments.allPresent(memories, "memories")) {
            memory.text()
                    .lines()
                    .flatMap(line -> SentenceSplit.of(line).stream())
                    .forEach(sentence -> lines.add(new SummaryLine(sentence, memory.id())));
        }
        Map<String, Integer> containing = new HashMap<>();
        lines.forEach(line -> Terms.of(line.text()).forEach(term -> containing.merge(term, 1, Integer::sum)));
        Map<String, EntityGist> gists = new LinkedHashMap<>();
        for (String name : new TreeSet<>(Arguments.allPresent(names, "names"))) {
            add(name, lines, containing, gists);
        }
        return gists.values().stream()
                .sorted(Comparator.comparingInt(EntityGist::mentions).reversed().thenComparing(EntityGist::entity))
                .toList();
    }

    private static void add(
            String name, List<SummaryLine> lines, Map<String, Integer> containing, Map<String, EntityGist> gists) {
        SummaryLine best = null;
        double most = -1;
        int mentions = 0;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).text();
            if (text.contains(name)) {
                mentions++;
                double newness = OLDEST + (1 - OLDEST) * (i + 1) / lines.size();
                double worth = newness * rarity(text, lines.size(), containing) / Math.sqrt(text.length());
                best = worth >= most ? lines.get(i) : best;
                most = Math.max(most, worth);
            }
        }
        if (best != null) {
            gists.put(name, new EntityGist(name, mentions, best));
        }
    }

    private static double rarity(String text, int texts, Map<String, Integer> containing) {
        return Terms.of(text).stream()
                .mapToDouble(term -> Terms.rarity(texts, containing.getOrDefault(term, 0)))
                .sum();
    }
}
