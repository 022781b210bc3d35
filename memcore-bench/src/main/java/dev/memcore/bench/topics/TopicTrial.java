package dev.memcore.bench.topics;

import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.report.ErasurePreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * One user with real dialogue and planted memories about a person. The user asks to forget the person, by a phrase such
 * as "my ex".
 */
final class TopicTrial {
    private static final Scope SCOPE = Scope.of("bench", "user");
    private static final int DIALOGUE = 200;

    private static final List<String> PHRASES =
            List.of("my ex", "my landlord", "my former boss", "my cousin", "my tutor");
    private static final List<String> NAMES = List.of("Quentin", "Ottilie", "Barnaby", "Leocadia", "Fitzwilliam");

    /** Statements that name the person: %1$s is the phrase, %2$s the name. */
    private static final Map<String, List<String>> MENTIONS = mentions();

    /** Statements about other things whose words look alike. */
    private static final List<String> LOOKALIKES = List.of(
            "%2$sson is a furniture shop in the harbour.",
            "The exam, the excursion and the extra lesson are on Friday.",
            "My other neighbour moved to the coast.",
            "The landlocked country has a long border.",
            "The bossy parrot of my aunt speaks French.",
            "Tutorials about knitting are easy to follow.",
            "The cousinhood of these two species is disputed.");

    private final SplittableRandom random;
    private final List<String> dialogue;
    private final Map<MemoryId, String> about = new LinkedHashMap<>();

    TopicTrial(List<String> dialogue, SplittableRandom random) {
        this.dialogue = dialogue;
        this.random = random;
    }

    private static Map<String, List<String>> mentions() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("phrase and name", List.of("%1$s %2$s moved out in spring.", "I met %2$s, %1$s, at the station."));
        all.put("phrase", List.of("Yesterday %1$s wanted the keys back.", "I dreamt of %1$s again."));
        all.put("name", List.of("%2$s still owes me money for the boat.", "The letter from %2$s arrived."));
        all.put("possessive", List.of("%2$s's sister plays the harp.", "I returned %2$s\u2019s books."));
        all.put("capitals", List.of("NEVER CALL %2$S AGAIN!"));
        all.put("other possessor", List.of("The user's %3$s has a dog."));
        return all;
    }

    /**
     * What became of the planted memories.
     *
     * @param shown by kind of mention, the number of planted memories and of those in the preview
     * @param previewed the number of memories in the preview
     * @param wrong the number of those that do not belong to the topic
     * @param recalled the number of memories that name the person and were recalled after the erasure
     */
    record Result(Map<String, int[]> shown, int previewed, int wrong, int recalled) {}

    Result run() {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            MemorySpace space = manager.space(SCOPE);
            String phrase = PHRASES.get(random.nextInt(PHRASES.size()));
            String name = NAMES.get(random.nextInt(NAMES.size()));
            plant(space, phrase, name);
            ErasurePreview preview = space.previewErasure(ErasureTopic.of(phrase));
            Set<MemoryId> shown = preview.ids();
            Map<String, int[]> byKind = new LinkedHashMap<>();
            about.forEach((id, kind) -> {
                int[] counts = byKind.computeIfAbsent(kind, key -> new int[2]);
                counts[0]++;
                counts[1] += shown.contains(id) ? 1 : 0;
            });
            Set<MemoryId> wrong = new TreeSet<>(shown);
            wrong.removeAll(about.keySet());
            space.erase(preview);
            return new Result(byKind, shown.size(), wrong.size(), recalled(space, phrase, name));
        }
    }

    private static int recalled(MemorySpace space, String phrase, String name) {
        MemoryQuery query = MemoryQuery.builder(phrase + " " + name + " boat letter harp")
                .limit(MemoryQuery.MAX_LIMIT)
                .build();
        return (int) space.recall(query).memories().stream()
                .filter(memory -> memory.text()
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s).*\\b" + name.toLowerCase(Locale.ROOT) + "\\b.*"))
                .count();
    }

    private void plant(MemorySpace space, String phrase, String name) {
        List<Runnable> writes = new ArrayList<>();
        for (int i = 0; i < DIALOGUE; i++) {
            String text = dialogue.get(random.nextInt(dialogue.size()));
            writes.add(() -> space.session("real").add(Role.USER, text));
        }
        LOOKALIKES.forEach(text -> writes.add(() -> space.remember(filled(text, phrase, name))));
        MENTIONS.forEach((kind, texts) ->
                texts.forEach(text -> writes.add(() -> mention(space, kind, filled(text, phrase, name)))));
        writes.add(() -> planted(
                space.facts()
                        .set(Observation.fact("phone of " + name, "0170 555").build()),
                "key of a fact"));
        writes.add(() -> planted(
                space.blocks().set("human", "The user fears " + name + ".").memory(), "block"));
        writes.add(() -> planted(
                space.remember(Observation.builder("The dinner was awful.")
                        .speaker(name)
                        .build()),
                "speaker"));
        writes.add(() -> {
            Memory revised = space.remember("I still like " + name + ".");
            planted(space.revise(revised.id(), "I like nobody."), "earlier version");
        });
        for (int i = writes.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Runnable other = writes.get(i);
            writes.set(i, writes.get(j));
            writes.set(j, other);
        }
        writes.forEach(Runnable::run);
    }

    private static String filled(String text, String phrase, String name) {
        return String.format(Locale.ROOT, text, phrase, name, phrase.substring(3));
    }

    private void mention(MemorySpace space, String kind, String text) {
        Memory stored = space.session("planted").add(Role.USER, text);
        planted(stored, kind);
        planted(
                space.remember(Observation.builder("Summary: somebody was mentioned.")
                        .kind(Kind.SUMMARY)
                        .derivedFrom(stored.id())
                        .build()),
                "derived summary");
    }

    private void planted(Memory stored, String kind) {
        about.put(stored.id(), kind);
    }
}
