package dev.memcore.bench.conflicts;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.report.Conflict;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pairs that recall reports on real conversations, whose contradictions are not known. Each turn and each question
 * is recalled once.
 *
 * @param conversations the number of conversations
 * @param turns the number of stored turns
 * @param queries the number of recalls
 * @param reported the reported pairs
 */
record RealConversations(int conversations, int turns, int queries, List<Pair> reported) {
    /** A reported pair. */
    record Pair(String reason, String one, String other) {}

    /** Copies the list. */
    RealConversations {
        reported = List.copyOf(reported);
    }

    /** Stores each conversation in its own scope, and recalls all its turns and questions. */
    static RealConversations of(List<Conversation> conversations) {
        List<Pair> reported = new ArrayList<>();
        int turns = 0;
        int queries = 0;
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            for (Conversation conversation : conversations) {
                MemorySpace space = store.space(Scope.of("conflicts", conversation.id()));
                Map<MemoryId, String> texts = new HashMap<>();
                for (Memory memory : space.rememberAll(seen(conversation))) {
                    String speaker = memory.observation().speaker();
                    texts.put(memory.id(), (speaker == null ? "" : speaker + ": ") + memory.text());
                }
                store.awaitIndexed();
                List<String> asked = new ArrayList<>();
                conversation.turns().forEach(turn -> asked.add(turn.text()));
                conversation.questions().forEach(question -> asked.add(question.text()));
                Set<Set<MemoryId>> known = new HashSet<>();
                for (String query : asked) {
                    for (Conflict conflict : space.recall(query).conflicts()) {
                        if (known.add(Set.of(conflict.one(), conflict.other()))) {
                            reported.add(new Pair(
                                    conflict.reason().name(),
                                    texts.getOrDefault(conflict.one(), ""),
                                    texts.getOrDefault(conflict.other(), "")));
                        }
                    }
                }
                turns += texts.size();
                queries += asked.size();
            }
        }
        return new RealConversations(conversations.size(), turns, queries, reported);
    }

    private static List<Observation> seen(Conversation conversation) {
        List<Observation> seen = new ArrayList<>();
        for (Session session : conversation.sessions()) {
            for (Turn turn : session.turns()) {
                seen.add(Observation.builder(turn.text())
                        .session(session.id())
                        .speaker(turn.speaker())
                        .eventTime(session.time())
                        .build());
            }
        }
        return seen;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conversations", conversations);
        json.put("turns", turns);
        json.put("queries", queries);
        json.put("reported", reported.size());
        return json;
    }

    void print(Terminal out, boolean all) {
        out.line();
        out.line(
                "%,d real conversations with %,d turns: %,d pairs reported by %,d queries",
                conversations, turns, reported.size(), queries);
        if (all) {
            for (Pair pair : reported) {
                out.line();
                out.line(out.bold(pair.reason()));
                out.line("  " + pair.one());
                out.line("  " + pair.other());
            }
        }
    }
}
