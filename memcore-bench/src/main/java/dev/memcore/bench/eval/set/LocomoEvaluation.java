package dev.memcore.bench.eval.set;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.Abstention;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.SetFiles;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Session;
import dev.memcore.bench.locomo.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * LoCoMo: measures whether the evidence is among the recalled turns. All conversations are in one store, each as its
 * own user. They are stored session by session, and asked, through the public API. A question is asked at the end of
 * the conversation's last dated session. Sets in LoCoMo's layout are evaluated in the same way, under their own names.
 */
public final class LocomoEvaluation implements EvaluationSet {
    private static final String TENANT = "locomo";
    private static final String TURN_ID = "dia_id";
    private static final int DEPTH = 25;

    private final About about;
    private final Evaluation evaluation;

    /**
     * Creates the evaluation of a set, with all its questions or fewer.
     *
     * @param limit how many questions at most, spread evenly over the conversations
     */
    public LocomoEvaluation(LocomoSet set, int limit) {
        this(TENANT, set, limit, false);
    }

    /**
     * Creates the evaluation of a set with another name. With keys, the set's notes about a turn become its search
     * keys.
     *
     * @param name the name of the set, which is also the tenant of its users
     * @param limit how many questions at most, spread evenly over the conversations
     */
    LocomoEvaluation(String name, LocomoSet set, int limit, boolean keys) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("conversations", set.conversations().size());
        counts.put("turns", set.turns());
        this.about = new About(
                name,
                (name.equals(TENANT) ? "LoCoMo" : name) + ": is the evidence among the first k recalled turns?"
                        + (keys ? " With the set's observations as search keys." : ""),
                new SetFiles(set.file(), set.sha256()),
                counts,
                set.conversations().stream()
                        .map(conversation -> group(conversation, keys))
                        .toList(),
                Metric.recalls(1, 2, 5, 10, DEPTH),
                DEPTH);
        this.evaluation = new Evaluation(this, limit);
    }

    private static Group group(Conversation conversation, boolean keys) {
        List<Document> documents = new ArrayList<>();
        for (Session session : conversation.sessions()) {
            session.turns().forEach(turn -> documents.add(document(turn, session, keys)));
        }
        Instant end = end(conversation);
        List<Asked> questions = conversation.questions().stream()
                .map(question -> asked(question, documents.size(), end))
                .toList();
        return new Group(conversation.id(), documents, questions);
    }

    private static Document document(Turn turn, Session session, boolean keys) {
        Observation observation = Observation.builder(turn.text())
                .speaker(turn.speaker())
                .eventTime(session.time())
                .attribute(TURN_ID, turn.id())
                .searchKeys(SearchKeys.SUMMARY, keys ? turn.notes() : List.of())
                .build();
        return new Document(turn.id(), turn.transcript(), session.id(), observation, List.of());
    }

    private static Asked asked(Question question, int after, @Nullable Instant at) {
        return new Asked(question.text(), question.category(), question.evidence(), List.of(), after, at);
    }

    private static @Nullable Instant end(Conversation conversation) {
        return conversation.sessions().stream()
                .map(Session::time)
                .filter(Objects::nonNull)
                .map(EventTime::end)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Puts all conversations into the store, a batch for each session, and waits until they are indexed. */
    public void ingest(MemoryManager store) {
        evaluation.remember(store, 0);
    }

    /** Asks the store all questions. */
    public Outcomes ask(MemoryManager store) {
        return new Outcomes(evaluation.ask(store, 0), metrics());
    }

    /** Receives the memories that were recalled for a question. */
    @FunctionalInterface
    public interface Listener {
        /** Receives the evidence of a question, by ids of turns, and the recalled memories of its space. */
        void answered(List<String> evidence, List<Memory> recalled, MemorySpace space);
    }

    /** Asks the store all questions, and passes the results to a listener that computes its own figures. */
    public void ask(MemoryManager store, Listener listener) {
        evaluation.forEach(
                store,
                0,
                (space, group, asked) -> listener.answered(
                        asked.evidence(), space.recall(evaluation.query(asked)).memories(), space));
    }

    /** The space in which a conversation of LoCoMo is kept. */
    public static MemorySpace space(MemoryManager store, Conversation conversation) {
        return store.space(scope(conversation));
    }

    /** The scope in which a conversation of LoCoMo is kept. */
    public static Scope scope(Conversation conversation) {
        return Scope.of(TENANT, conversation.id());
    }

    /** The id of the turn that a memory holds, if it holds one. */
    public static Stream<String> turnId(Memory memory) {
        return memory.observation().attributes().get(TURN_ID) instanceof AttributeValue.Text(String id)
                ? Stream.of(id)
                : Stream.empty();
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public @Nullable String idOf(Memory memory) {
        return turnId(memory).findFirst().orElse(null);
    }

    @Override
    public Map<String, Object> more(Evaluation evaluation, Outcomes answers, MemoryManager store) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("abstention", Abstention.of(evaluation, store).json());
        return more;
    }
}
