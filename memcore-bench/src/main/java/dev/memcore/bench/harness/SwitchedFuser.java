package dev.memcore.bench.harness;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;

/**
 * A fuser that delegates to another one, which can be replaced while the store is open. So one store can be asked with
 * several rankings.
 *
 * <p>The views of an index are fixed when it is opened, by the signals of the fuser at that time. So the first fuser
 * should use all signals of later ones. A signal that only a later fuser uses has no values. If a later fuser uses
 * fewer signals, their views still contribute candidates, but no scores.
 *
 * <p>Replace it only between recalls, because a running recall would mix two rankings.
 */
public final class SwitchedFuser implements Fuser {
    private volatile Fuser current;

    /** Creates a fuser that first delegates to the given one. */
    public SwitchedFuser(Fuser first) {
        this.current = first;
    }

    /** Replaces the fuser to which this one delegates. */
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
