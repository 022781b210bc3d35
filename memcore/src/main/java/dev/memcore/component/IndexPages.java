package dev.memcore.component;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks what is given page by page, in the order of ids. To find the start of a page takes time that grows with all there is, so
 * pages grow, up to what may be held at once.
 */
public final class IndexPages implements Iterator<Memory> {
    private static final int FIRST = 512;
    private static final int LARGEST = 8_192;

    private final Source source;
    private Iterator<Memory> page = List.<Memory>of().iterator();
    private @Nullable MemoryId last;
    private int size = FIRST;
    private boolean finished;

    /** Gives pages. */
    @FunctionalInterface
    public interface Source {
        /**
         * A page.
         *
         * @param after the last id of the page before; null: from the start
         * @param limit how many memories; fewer: there are no more
         */
        List<Memory> page(@Nullable MemoryId after, int limit);
    }

    public IndexPages(Source source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !finished) {
            List<Memory> next = source.page(last, size);
            finished = next.size() < size;
            size = Math.min(2 * size, LARGEST);
            last = next.isEmpty() ? last : next.getLast().id();
            page = next.iterator();
        }
        return page.hasNext();
    }

    @Override
    public Memory next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
