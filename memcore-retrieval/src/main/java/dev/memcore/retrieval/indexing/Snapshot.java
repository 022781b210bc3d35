package dev.memcore.retrieval.indexing;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.document.Lookup;
import dev.memcore.retrieval.document.TailEntry;
import dev.memcore.retrieval.document.VectorSpace;
import dev.memcore.spi.ReadTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;

/**
 * What exists at one moment: the index, and the tail that is not in it yet. Every version is in exactly one of the two;
 * a version in the tail replaces any older one in the index. Held by one reader at a time, who must {@link #close} it.
 */
public record Snapshot(Readers readers, Tail tail) implements AutoCloseable {
    /** The present versions. */
    public DirectoryReader index() {
        return readers.present();
    }

    /** Where the versions are that a moment of reading may see. */
    public IndexReader index(ReadTime time) {
        return readers.at(time);
    }

    /** The model that its vectors are compared by. */
    public VectorSpace space() {
        return readers.space();
    }

    /**
     * The memories whose present versions are older than wanted, and indexed: none that waits in the tail.
     *
     * @param firstWanted the first version that is wanted of each
     */
    List<MemoryId> outdated(Map<MemoryId, Integer> firstWanted) throws IOException {
        List<MemoryId> outdated = new ArrayList<>();
        Map<MemoryId, TailEntry> waiting = tail.newest(memory -> firstWanted.containsKey(memory.id()));
        for (Map.Entry<MemoryId, Integer> wanted : firstWanted.entrySet()) {
            MemoryId id = wanted.getKey();
            Memory memory = waiting.containsKey(id) ? null : Lookup.memory(index(), id);
            if (memory != null && memory.version() < wanted.getValue()) {
                outdated.add(id);
            }
        }
        return outdated;
    }

    @Override
    public void close() {
        readers.release();
    }
}
