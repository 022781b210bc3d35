package dev.memcore.bench.eval;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.locomo.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Asks memory the questions of a set whose evidence is known. All conversations are in one store, each as a user of its own,
 * ingested and asked as any host would.
 */
public final class LocomoEvaluation {
    private static final String TENANT = "locomo";
    private static final String TURN_ID = "dia_id";

    private final LocomoSet set;
    private final int limit;

    /**
     * Of a set, with all its questions or fewer.
     *
     * @param limit how many questions at most, spread evenly over the conversations
     */
    public LocomoEvaluation(LocomoSet set, int limit) {
        this.set = set;
        this.limit = limit;
    }

    /** Puts all conversations into the store, a batch for each session, and waits until they are indexed. */
    public void ingest(MemoryManager store) {
        for (Conversation conversation : set.conversations()) {
            MemorySpace space = space(store, conversation);
            for (Session session : conversation.sessions()) {
                List<Observation> messages = session.turns().stream()
                        .map(turn -> observation(turn, session))
                        .toList();
                if (!messages.isEmpty()) {
                    space.session(session.id()).addAll(messages);
                }
            }
        }
        store.awaitIndexed();
    }

    private static Observation observation(Turn turn, Session session) {
        return Observation.builder(turn.text())
                .speaker(turn.speaker())
                .eventTime(session.time())
                .attribute(TURN_ID, turn.id())
                .build();
    }

    /** Asks the store all questions. */
    public Outcomes ask(MemoryManager store) {
        return ask(conversation -> {
            MemorySpace space = space(store, conversation);
            return (question, limit) ->
                    space.recall(MemoryQuery.of(question.text()).withLimit(limit)).memories().stream()
                            .flatMap(LocomoEvaluation::turnId)
                            .toList();
        });
    }

    /** Asks a ranker for each conversation all questions. */
    Outcomes ask(Function<Conversation, Ranker> rankers) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < set.conversations().size(); i++) {
            Conversation conversation = set.conversations().get(i);
            Ranker ranker = rankers.apply(conversation);
            for (Question question :
                    conversation.questions().stream().limit(quota(i)).toList()) {
                long start = System.nanoTime();
                List<String> retrieved = ranker.rank(question, Outcomes.DEEPEST);
                outcomes.add(new Outcome(conversation.id(), question, retrieved, System.nanoTime() - start));
            }
        }
        return new Outcomes(outcomes);
    }

    private int quota(int conversation) {
        int all = set.conversations().size();
        return limit / all + (conversation < limit % all ? 1 : 0);
    }

    /** The space in which a conversation is kept. */
    public static MemorySpace space(MemoryManager store, Conversation conversation) {
        return store.in(scope(conversation));
    }

    /** The scope in which a conversation is kept. */
    public static Scope scope(Conversation conversation) {
        return Scope.of(TENANT, conversation.id());
    }

    /** The id of the turn that a memory holds, if it holds one. */
    public static Stream<String> turnId(Memory memory) {
        return memory.observation().attributes().get(TURN_ID) instanceof AttributeValue.Text(String id)
                ? Stream.of(id)
                : Stream.empty();
    }
}
