package dev.memcore.space;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.session.Fold;
import dev.memcore.api.session.FoldedWindow;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.Committer;
import dev.memcore.commit.OperationChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folds of one session. A fold is an attribute of its messages. Numbers are assigned under the lock of a key of the
 * session, so that two folds never get the same one.
 */
final class ScopedFolds implements SessionFolds {
    private static final String KEY = OperationChecks.RESERVED + "fold:";

    private final String session;
    private final ScopedSpace space;
    private final StoreServices engine;

    ScopedFolds(String session, ScopedSpace space, StoreServices engine) {
        this.session = session;
        this.space = space;
        this.engine = engine;
    }

    @Override
    public Fold fold(MemoryId first, MemoryId last) {
        Set<MemoryId> ends = new TreeSet<>(List.of(Arguments.present(first, "first"), Arguments.present(last, "last")));
        return fold(ends, id -> id.compareTo(first) >= 0 && id.compareTo(last) <= 0);
    }

    @Override
    public Fold fold(Collection<MemoryId> messages) {
        Set<MemoryId> wanted = new TreeSet<>(Arguments.allPresent(messages, "messages"));
        return fold(wanted, wanted::contains);
    }

    private Fold fold(Set<MemoryId> named, Predicate<MemoryId> isWanted) {
        List<Memory> folded = engine.gate()
                .change(() -> Committer.retry(() -> {
                    List<MemoryId> ids = FoldSelection.of(messages(named), isWanted);
                    if (ids.isEmpty()) {
                        throw Arguments.invalid(
                                "no message of session " + session + " can be folded: all are in a fold already,"
                                        + " or belong to a tool call without a result");
                    }
                    return committed(ids, draft -> folded(draft, ids));
                }));
        return labels().fold(number(folded.getFirst()), folded);
    }

    /** The messages of the session, among which the given ones must be. */
    private List<Memory> messages(Set<MemoryId> named) {
        List<Memory> all;
        try (Stream<Memory> messages = space.messages(session)) {
            all = messages.toList();
        }
        Set<MemoryId> unknown = new TreeSet<>(named);
        all.forEach(message -> unknown.remove(message.id()));
        if (!unknown.isEmpty()) {
            throw MemoryException.of(
                    ErrorCode.NOT_FOUND, "session " + session + " has no message with the id " + unknown);
        }
        return all;
    }

    private List<Memory> folded(CommitBuilder draft, List<MemoryId> ids) {
        AttributeValue number =
                new AttributeValue.Whole(1 + byNumber().keySet().stream().reduce(0, Math::max));
        return ids.stream()
                .map(id -> draft.apply(MemoryOp.SetAttributes.set(id, ATTRIBUTE, number, Cause.HOST)))
                .toList();
    }

    @Override
    public List<Memory> expand(int number) {
        return engine.gate()
                .change(() -> Committer.retry(() -> {
                    SortedMap<Integer, List<Memory>> folds = byNumber();
                    List<Memory> members = folds.get(number);
                    if (members == null) {
                        throw MemoryException.of(
                                ErrorCode.NOT_FOUND,
                                "session " + session + " has no fold " + number + "; its folds are " + folds.keySet());
                    }
                    return unfolded(members);
                }));
    }

    @Override
    public int restoreAll() {
        return engine.gate()
                .change(() -> Committer.retry(() -> {
                    SortedMap<Integer, List<Memory>> folds = byNumber();
                    if (!folds.isEmpty()) {
                        unfolded(folds.values().stream().flatMap(List::stream).toList());
                    }
                    return folds.size();
                }));
    }

    private List<Memory> unfolded(List<Memory> members) {
        List<MemoryId> ids = members.stream().map(Memory::id).toList();
        return committed(
                ids,
                draft -> ids.stream()
                        .map(id -> draft.apply(MemoryOp.SetAttributes.remove(id, ATTRIBUTE, Cause.HOST)))
                        .toList());
    }

    private List<Memory> committed(List<MemoryId> ids, Function<CommitBuilder, List<Memory>> plan) {
        Set<Object> keys = new HashSet<>(ids);
        keys.add(new CommitBuilder.ScopedKey(space.principal().scope(), KEY + session));
        engine.parts().limits().batch(ids.size());
        return engine.committer().commit(space.principal()::sees, keys, plan).versions();
    }

    @Override
    public List<Fold> list() {
        return engine.gate().call(() -> {
            List<Fold> folds = new ArrayList<>();
            byNumber().forEach((number, members) -> folds.add(labels().fold(number, members)));
            return List.copyOf(folds);
        });
    }

    @Override
    public FoldedWindow window(int tokens) {
        Arguments.notNegative(tokens, "tokens");
        return engine.gate().call(() -> {
            space.requested(session, tokens);
            SortedMap<Integer, Fold> folds = new TreeMap<>();
            list().forEach(fold -> folds.put(fold.number(), fold));
            return new FoldedWindowBuilder(
                            space.summaries(session), folds, engine.parts().tokens(), tokens)
                    .build(most -> engine.sessions().window(space.principal(), session, most));
        });
    }

    private FoldLabels labels() {
        return new FoldLabels(engine.parts().tokens());
    }

    /** The folded messages that the reader sees, in order, by the number of their fold. */
    private SortedMap<Integer, List<Memory>> byNumber() {
        MemoryFilter folded = MemoryFilter.builder()
                .session(session)
                .where(Condition.attribute(ATTRIBUTE).exists())
                .build()
                .everywhere();
        try (Stream<Memory> found = space.stream(folded)) {
            return found.filter(
                            memory -> memory.scope().equals(space.principal().scope()) && number(memory) > 0)
                    .sorted(Comparator.comparing(Memory::id))
                    .collect(Collectors.groupingBy(ScopedFolds::number, TreeMap::new, Collectors.toList()));
        }
    }

    /** The number of the fold that contains a message, or 0. */
    static int number(Memory message) {
        return message.attributes().get(ATTRIBUTE) instanceof AttributeValue.Whole(long number)
                        && number > 0
                        && number < Integer.MAX_VALUE
                ? (int) number
                : 0;
    }
}
