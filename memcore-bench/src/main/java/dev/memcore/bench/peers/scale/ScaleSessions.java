package dev.memcore.bench.peers.scale;

import dev.memcore.api.Scope;
import dev.memcore.bench.perf.Workload;

/**
 * Which scope has a session. Of ten sessions, the first belongs to the largest user, the second to a scope that a tenant
 * shares, and the others to small users in turn. The number of small users grows with the store, so the size of a small
 * scope does not depend on the size of the store, and the large scopes have a tenth of it.
 *
 * @param memories the final number of memories
 * @param users the final number of small users
 */
record ScaleSessions(int memories, int users) {
    /** The user with a tenth of all memories. */
    static final Scope LARGEST = Scope.of("scale", "largest");

    /** The scope of a tenant that holds a tenth of all memories. */
    static final Scope SHARED = Scope.of("shared");

    /** A reader of the shared scope, without memories of its own. */
    static final Scope READER = Scope.of("shared", "reader");

    private static final int CYCLE = 10;
    private static final int LARGE = 2;
    private static final int GROWTH = 10;

    /** The sizes at which the store is measured. */
    int[] stages() {
        return new int[] {
            Math.max(Workload.TURNS, memories / (GROWTH * GROWTH)),
            Math.max(Workload.TURNS, memories / GROWTH),
            memories
        };
    }

    /** The number of sessions in so many memories. */
    static int sessions(int memories) {
        return Math.ceilDiv(memories, Workload.TURNS);
    }

    /** The number of memories in a session; the last one may be shorter. */
    int turns(int session) {
        return Math.min(Workload.TURNS, memories - session * Workload.TURNS);
    }

    /** The scope of a session. */
    Scope scope(int session) {
        return switch (session % CYCLE) {
            case 0 -> LARGEST;
            case 1 -> SHARED;
            default -> small(user(session));
        };
    }

    static Scope small(int user) {
        return Scope.of("scale", "user-" + user);
    }

    /** The users of a stage take turns within it. */
    private int user(int session) {
        int from = 0;
        for (int stage : stages()) {
            int to = sessions(stage);
            if (session < to) {
                int first = users(from);
                int own = Math.max(1, users(to) - first);
                return first + smallBefore(session, from) % own;
            }
            from = to;
        }
        throw new IllegalArgumentException("session " + session + " of " + from);
    }

    /** The number of small users after so many sessions; at least one. */
    int users(int sessions) {
        return sessions == 0 ? 0 : Math.max(1, (int) ((long) users * sessions / sessions(memories)));
    }

    private static int smallBefore(int session, int from) {
        return small(0, session) - small(0, from);
    }

    private static int small(int from, int to) {
        int cycles = (to - from) / CYCLE;
        return cycles * (CYCLE - LARGE) + Math.max(0, (to - from) % CYCLE - LARGE);
    }
}
