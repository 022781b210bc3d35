package dev.memcore.spi;

import dev.memcore.api.Memory;
import java.util.List;

/**
 * Builds the texts under which a memory is searched. Results always show the memory's own text. A view may contain
 * more, for example the speaker, the previous and next turn, or the date.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Determinism.</b> A pure function of its arguments.
 *   <li><b>Failure.</b> An exception stops the indexing. The builder must not throw for a valid memory.
 * </ul>
 */
public interface ViewBuilder {
    /** Returns the name of this builder and its version. An index of another builder or version is rebuilt. */
    String id();

    /** Returns the specifications of the views. The list must not change during the life of the builder. */
    List<ViewSpec> specs();

    /** Returns the views of a memory, at most one for each specification. A view that does not apply is omitted. */
    List<View> views(Memory memory, Neighbours neighbours);
}
