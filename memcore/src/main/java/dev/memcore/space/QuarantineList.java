package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.component.IndexPages;
import dev.memcore.spi.index.MemoryLookup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the memories of a scope that are in quarantine. */
final class QuarantineList {
    private QuarantineList() {}

    /** The memories of exactly the reader's scope that the reader may see, in the order of their ids. */
    static Page page(MemoryLookup index, Principal reader, @Nullable MemoryId after, int limit) {
        List<Memory> found = new ArrayList<>();
        IndexPages memories =
                new IndexPages((last, size) -> index.scan(reader.scope(), last == null ? after : last, size));
        while (memories.hasNext()) {
            Memory memory = memories.next();
            if (memory.status() == Status.QUARANTINED && reader.sees(memory)) {
                if (found.size() == limit) {
                    return new Page(found, found.getLast().id());
                }
                found.add(memory);
            }
        }
        return new Page(found, null);
    }
}
