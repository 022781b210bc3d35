package dev.memcore.bench.harness;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;

/**
 * Ranks as another fuser does, which can be changed while the store is open: one store, several rankings.
 *
 * <p>An index decides when it is opened which views it keeps, by the signals that the fuser uses then. So the first fuser
 * should use all that a later one uses; what only a later one uses says nothing. A later one that uses less finds the views
 * still indexed: they go on bringing candidates, and only what they say no longer counts.
 *
 * <p>Change it between recalls only: a recall that is under way would mix two rankings.
 */
public final class SwitchedFuser implements Fuser {
    private volatile Fuser current;

    /** One that ranks as this fuser does, for now. */
    public SwitchedFuser(Fuser first) {
        this.current = first;
    }

    /** From now on it ranks as this fuser does. */
    public void to(Fuser next) {
        current = next;
    }

    @Override
    public boolean uses(String signal) {
        return current.uses(signal);
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        return current.fuse(table);
    }
}
