package dev.memcore.consolidation.summary;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.provenance.GistBook.Group;
import dev.memcore.consolidation.provenance.MergedParts;
import dev.memcore.consolidation.provenance.Validity;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link RunningSummary}. Every prefix of its proposals leaves a state from which the next call
 * continues: a summary contains the position up to which its messages are folded, and folded messages that are still in
 * {@link Tier#SHORT} are moved by any later call.
 */
final class RunningFold {
    private final RunningSummary policy;
    private final ScopeView scope;
    private final int limit;
    private final IdSource ids;
    private final List<MemoryOp> operations = new ArrayList<>();
    private final Map<Group, SummaryDraft> drafts = new LinkedHashMap<>();
    private final Map<String, MemoryId> foldedTo = new HashMap<>();
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Set<MemoryId> missing = new HashSet<>();

    /** The messages of a session that are not folded yet. */
    private static final class Queue {
        private final List<MemoryId> waiting = new ArrayList<>();
        /** Messages before the last folded one of the session that no summary of their group has taken in. */
        private final Map<Group, List<MemoryId>> lost = new LinkedHashMap<>();

        private final List<MemoryId> toMove = new ArrayList<>();
        private long tokens;
    }

    RunningFold(RunningSummary policy, ScopeView scope, int limit, IdSource ids) {
        this.policy = policy;
        this.scope = scope;
        this.limit = limit;
        this.ids = ids;
    }

    List<MemoryOp> operations() {
        readSummaries();
        readMessages();
        drafts.values().forEach(draft -> draft.dropMissing(missing));
        queues.forEach((session, queue) -> {
            queue.lost.forEach(this::foldAgain);
            flush(session, queue);
        });
        drafts.forEach(this::write);
        queues.values().forEach(queue -> queue.toMove.forEach(this::move));
        return operations.size() <= limit ? operations : operations.subList(0, limit);
    }

    private void readSummaries() {
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(memory -> RunningSummary.isSummary(memory) && !memory.pinned())
                    .forEachOrdered(this::readSummary);
        }
    }

    private void readSummary(Memory summary) {
        MemoryId to = RunningSummary.foldedTo(summary);
        String session = summary.session();
        if (to == null || session == null) {
            return;
        }
        SummaryDraft before =
                drafts.put(new Group(session, Validity.of(summary)), new SummaryDraft(policy, scope, summary, to));
        if (before != null && before.original() != null) {
            MemoryId older = before.original().id();
            operations.add(
                    new MemoryOp.Supersede(older, summary.id(), because("a newer summary of the session exists")));
        }
        foldedTo.merge(session, to, (one, other) -> one.compareTo(other) > 0 ? one : other);
        missing.addAll(summary.derivedFrom());
    }

    private void readMessages() {
        try (Stream<Memory> memories = scope.memories()) {
            memories.forEachOrdered(memory -> {
                missing.remove(memory.id());
                String session = memory.session();
                if (session != null && MergedParts.isMessage(memory)) {
                    readMessage(session, memory);
                }
            });
        }
    }

    private void readMessage(String session, Memory message) {
        Queue queue = queues.computeIfAbsent(session, s -> new Queue());
        MemoryId to = foldedTo.get(session);
        if (to == null || message.id().compareTo(to) > 0) {
            queue.waiting.add(message.id());
            queue.tokens += policy.count(message);
            return;
        }
        Group group = new Group(session, Validity.of(message));
        SummaryDraft draft = drafts.get(group);
        if (draft == null || message.id().compareTo(draft.foldedTo()) > 0) {
            queue.lost.computeIfAbsent(group, g -> new ArrayList<>()).add(message.id());
        }
        if (message.tier() == Tier.SHORT && !message.pinned()) {
            queue.toMove.add(message.id());
        }
    }

    private void foldAgain(Group group, List<MemoryId> lost) {
        for (int from = 0; from < lost.size(); from += RunningSummary.MOST_AT_ONCE) {
            int to = Math.min(lost.size(), from + RunningSummary.MOST_AT_ONCE);
            fold(group, load(lost.subList(from, to)), lost.get(to - 1));
        }
    }

    private void flush(String session, Queue queue) {
        long held = queue.tokens;
        if (!policy.queue().flushes(held)) {
            return;
        }
        List<MemoryId> waiting = queue.waiting;
        int leaving;
        do {
            List<Memory> oldest = load(waiting.subList(0, Math.min(waiting.size(), RunningSummary.MOST_AT_ONCE)));
            leaving = policy.queue().leavingOnFlush(oldest, held, policy::count);
            List<Memory> folded = oldest.subList(0, leaving);
            if (leaving > 0 && fold(session, folded)) {
                folded.stream()
                        .filter(message -> message.tier() == Tier.SHORT && !message.pinned())
                        .forEach(message -> queue.toMove.add(message.id()));
            }
            held -= folded.stream().mapToLong(policy::count).sum();
            waiting = waiting.subList(leaving, waiting.size());
        } while (leaving > 0);
    }

    /** Returns whether a summary quotes any message of the session. */
    private boolean fold(String session, List<Memory> messages) {
        Map<Group, List<Memory>> groups = new LinkedHashMap<>();
        for (Memory message : messages) {
            groups.computeIfAbsent(new Group(session, Validity.of(message)), g -> new ArrayList<>())
                    .add(message);
        }
        MemoryId to = messages.getLast().id();
        boolean quoted = false;
        for (Map.Entry<Group, List<Memory>> group : groups.entrySet()) {
            quoted |= fold(group.getKey(), group.getValue(), to);
        }
        return quoted;
    }

    private boolean fold(Group group, List<Memory> messages, MemoryId to) {
        SummaryDraft draft = drafts.computeIfAbsent(
                group,
                g -> new SummaryDraft(policy, scope, null, messages.getFirst().id()));
        draft.fold(messages, to);
        return !draft.isEmpty();
    }

    private void write(Group group, SummaryDraft draft) {
        Memory before = draft.original();
        if (!draft.changed() || operations.size() >= limit) {
            return;
        }
        if (draft.isEmpty()) {
            if (before != null) {
                operations.add(new MemoryOp.Forget(before.id(), because("none of its sources is in force")));
            }
            return;
        }
        if (before != null && draft.says(before)) {
            operations.add(MemoryOp.SetAttributes.set(
                    before.id(),
                    RunningSummary.FOLDED,
                    new AttributeValue.Text(draft.foldedTo().toString()),
                    because("the folded messages add no sentence")));
            return;
        }
        add(draft, before);
    }

    private void add(SummaryDraft draft, @Nullable Memory before) {
        MemoryId id = ids.next(scope.now());
        operations.add(new MemoryOp.Add(
                id, scope.scope(), draft.observation(), because("folds the oldest messages of the session")));
        if (before != null) {
            operations.add(new MemoryOp.Supersede(before.id(), id, because("folded again")));
        }
    }

    private List<Memory> load(List<MemoryId> messages) {
        return messages.stream().flatMap(id -> scope.get(id).stream()).toList();
    }

    private void move(MemoryId message) {
        if (operations.size() < limit) {
            operations.add(new MemoryOp.Move(message, Tier.MID, because("folded into the running summary")));
        }
    }

    private Cause because(String reason) {
        return Cause.of(policy.name(), reason);
    }
}
