package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.PeerSystem;
import java.util.Locale;

/** What is measured. Works that change a store come last. */
enum PeerWork {
    /** Searches by words and vectors. */
    HYBRID,
    /** Searches by vectors alone. */
    DENSE,
    /** Opening a store in a warm JVM, and the first search. */
    OPEN,
    /** A whole process up to its first search. */
    COLD_START,
    /** Durable writes of one thread. */
    WRITE_1,
    /** Durable writes of eight threads. */
    WRITE_8,
    /** Searches by words and vectors beside an unpaced durable writer. */
    HYBRID_BESIDE_WRITER;

    /** The name on the command line and in results. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a system does this work. */
    boolean fits(PeerSystem system) {
        return switch (this) {
            case HYBRID -> system.searches(false);
            case DENSE, OPEN, COLD_START -> system.searches(true);
            case WRITE_1, WRITE_8 -> system.writes();
            case HYBRID_BESIDE_WRITER -> system.searches(false) && system.writes();
        };
    }

    /** Whether searches use vectors alone. */
    boolean dense(PeerSystem system) {
        return this == DENSE || !system.searches(false);
    }
}
