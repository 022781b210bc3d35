package dev.memcore.bench.peers.system;

import dev.memcore.api.EventTime;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.bench.perf.ConversationGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects a number of turns with distinct texts: first LoCoMo's, each conversation for one user, then generated ones,
 * such that all users have about as many.
 */
final class TurnCollection {
    private static final int SESSION = 20;
    private static final Instant FIRST_DAY = Instant.parse("2024-01-01T09:00:00Z");
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(30);

    private final int memories;
    private final int[] counts;
    private final List<PeerTurn> turns = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();

    TurnCollection(int memories, int users) {
        this.memories = memories;
        this.counts = new int[users];
    }

    List<PeerTurn> turns() {
        return List.copyOf(turns);
    }

    /** Adds the conversations, and returns the questions whose evidence was added. */
    List<PeerQuestion> addLocomo(Path data) {
        List<PeerQuestion> questions = new ArrayList<>();
        int user = 0;
        for (Conversation conversation : LocomoSet.find(data).conversations()) {
            Map<String, String> added = add(conversation, user);
            for (Question question : conversation.questions()) {
                if (!question.evidence().isEmpty() && added.keySet().containsAll(question.evidence())) {
                    List<String> evidence =
                            question.evidence().stream().map(added::get).toList();
                    questions.add(new PeerQuestion(user, question.text(), end(conversation), evidence));
                }
            }
            user = (user + 1) % counts.length;
        }
        return questions;
    }

    /** Returns the texts by the ids of the turns. */
    private Map<String, String> add(Conversation conversation, int user) {
        Map<String, String> added = new HashMap<>();
        for (Session session : conversation.sessions()) {
            String name = conversation.id() + "/" + session.id();
            for (Turn turn : session.turns()) {
                if (add(new PeerTurn(user, name, turn.speaker(), session.time(), turn.text()))) {
                    added.put(turn.id(), turn.text());
                }
            }
        }
        return added;
    }

    private boolean add(PeerTurn turn) {
        if (turns.size() == memories || !texts.add(turn.text())) {
            return false;
        }
        turns.add(turn);
        counts[turn.user()]++;
        return true;
    }

    private static @Nullable Instant end(Conversation conversation) {
        return conversation.sessions().stream()
                .map(Session::time)
                .filter(Objects::nonNull)
                .map(EventTime::end)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Adds generated turns until the number is reached. */
    void fill(long seed) {
        ConversationGenerator generator = new ConversationGenerator(seed);
        int each = Math.ceilDiv(memories, counts.length);
        for (int session = 0; turns.size() < memories; session++) {
            int user = session % counts.length;
            int missing = Math.min(SESSION, each - counts[user]);
            for (int added = 0; added < missing && turns.size() < memories; ) {
                EventTime time = EventTime.at(FIRST_DAY
                        .plus(Duration.ofDays(session / counts.length))
                        .plus(BETWEEN_TURNS.multipliedBy(added)));
                String speaker = added % 2 == 0 ? "Alice" : "Bob";
                if (add(new PeerTurn(user, "generated-" + session, speaker, time, generator.turn()))) {
                    added++;
                }
            }
        }
    }
}
