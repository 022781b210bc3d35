package dev.memcore.consolidation.promotion;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Moves all but the newest memories of each session from {@link Tier#SHORT} to {@link Tier#MID}, oldest first. Pinned
 * memories count among the newest, but never move. Two passes; holds a number for each session, and its proposals.
 */
public final class SessionOverflow implements LifecyclePolicy {
    private final int newest;

    /**
     * Creates the policy.
     *
     * @param newest the number of memories of each session that stay, not negative
     */
    public SessionOverflow(int newest) {
        this.newest = Arguments.notNegative(newest, "newest");
    }

    @Override
    public String name() {
        return "newest " + newest + " of a session stay SHORT";
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        Map<String, Integer> older = new HashMap<>();
        forEachOfASession(scope, (session, memory) -> older.merge(session, 1, Integer::sum));
        older.replaceAll((session, all) -> all - newest);
        List<MemoryOp> moves = new ArrayList<>();
        forEachOfASession(scope, (session, memory) -> {
            boolean leaves = older.merge(session, -1, Integer::sum) >= 0;
            if (leaves && !memory.pinned() && moves.size() < limit) {
                moves.add(move(memory, session));
            }
        });
        return moves;
    }

    private interface Visitor {
        void visit(String session, Memory memory);
    }

    private static void forEachOfASession(ScopeView scope, Visitor visitor) {
        try (Stream<Memory> memories = scope.memories(Tier.SHORT)) {
            memories.forEachOrdered(memory -> {
                String session = memory.session();
                if (session != null) {
                    visitor.visit(session, memory);
                }
            });
        }
    }

    private MemoryOp move(Memory memory, String session) {
        String which = session.length() <= 100 ? session : session.substring(0, 99) + "\u2026";
        String reason = String.format(Locale.ROOT, "not among the newest %,d of session %s", newest, which);
        return new MemoryOp.Move(memory.id(), Tier.MID, Cause.of(name(), reason));
    }
}
