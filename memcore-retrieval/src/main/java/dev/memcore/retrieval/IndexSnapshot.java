package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;

/** A {@link Snapshot} that holds the readers of both Lucene indexes until it is closed. */
record IndexSnapshot(Readers readers, Memtable tail) implements Snapshot {
    @Override
    public DirectoryReader index() {
        return readers.present();
    }

    @Override
    public IndexReader all() {
        return readers.all();
    }

    @Override
    public IndexReader index(ReadTime time) {
        return readers.at(time);
    }

    @Override
    public VectorSpace space() {
        return readers.space();
    }

    /**
     * Returns the indexed memories whose present versions are older than wanted. Memories with a version in the tail
     * are left out.
     *
     * @param firstWanted for each memory, the first wanted version
     */
    List<MemoryId> outdated(Map<MemoryId, Integer> firstWanted) throws IOException {
        List<MemoryId> outdated = new ArrayList<>();
        Map<MemoryId, Memtable.Entry> waiting = tail.newest(memory -> firstWanted.containsKey(memory.id()));
        for (Map.Entry<MemoryId, Integer> wanted : firstWanted.entrySet()) {
            MemoryId id = wanted.getKey();
            Memory memory = waiting.containsKey(id) ? null : StoredMemory.find(index(), id);
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
