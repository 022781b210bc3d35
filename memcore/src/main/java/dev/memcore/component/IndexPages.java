package dev.memcore.component;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the memories of a paged source in the order of ids. Finding the start of a page takes time proportional
 * to all memories, so pages grow up to a limit.
 */
public final class IndexPages implements Iterator<Memory> {
    private static final int FIRST = 512;
    private static final int LARGEST = 8_192;

    private final Source source;
    private Iterator<Memory> page = List.<Memory>of().iterator();
    private @Nullable MemoryId last;
    private int size = FIRST;
    private boolean finished;

    /** A source of pages. */
    @FunctionalInterface
    public interface Source {
        /**
         * Returns a page.
         *
         * @param after the last id of the page before, or null for the first page
         * @param limit the page size; a shorter page is the last one
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
