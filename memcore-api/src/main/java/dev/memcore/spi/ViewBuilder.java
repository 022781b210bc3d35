package dev.memcore.spi;

import dev.memcore.api.Memory;
import java.util.List;

/**
 * Decides under what texts a memory is searched. What is shown is always the memory's own text; a view may hold more: the
 * speaker, the turns before and after, the date.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads.
 *   <li><b>Determinism.</b> A pure function of its arguments.
 *   <li><b>Failure.</b> An exception stops the indexing; it must not happen for any valid memory.
 * </ul>
 */
public interface ViewBuilder {
    /** Names this builder and its version; an index made by another one is rebuilt. */
    String id();

    /** The views it makes, each with how it is searched; fixed for the life of the builder. */
    List<ViewSpec> specs();

    /** The views of a memory: at most one for each spec. A view that does not apply is left out. */
    List<View> views(Memory memory, Neighbours neighbours);
}
