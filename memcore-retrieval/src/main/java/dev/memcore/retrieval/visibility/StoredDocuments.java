package dev.memcore.retrieval.visibility;

import dev.memcore.api.Memory;
import dev.memcore.retrieval.storage.StoredMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ScoreDoc;

/**
 * Reads the memories of many documents. Lucene compresses some hundred documents into one block. The reader for merges,
 * if it reads in the order of the documents, decompresses each block once, while single reads decompress a part of it
 * each time. So if the documents are close together, reading them for merging is several times as fast.
 */
final class StoredDocuments {
    /** Fewer documents are read one by one, because sorting them does not pay off. */
    private static final int FEW = 32;
    /**
     * The reader for merges is used if at least one of so many documents is read: about eight in a block of Lucene's
     * fastest compression.
     */
    private static final int SPARSE = 16;

    private StoredDocuments() {}

    /** Returns the memories of some documents, in the same order. */
    static List<Memory> read(IndexReader index, ScoreDoc[] hits) throws IOException {
        Memory[] memories = new Memory[hits.length];
        if (hits.length < FEW) {
            StoredFields stored = index.storedFields();
            for (int i = 0; i < hits.length; i++) {
                memories[i] = new StoredMemory(stored.document(hits[i].doc)).memory();
            }
        } else {
            for (List<Place> places : byLeaf(index.leaves(), hits)) {
                read(index.leaves().get(places.getFirst().leaf), places, memories);
            }
        }
        return new ArrayList<>(Arrays.asList(memories));
    }

    /**
     * The location of a hit: the ordinal of its segment, the number of its document in the index, and its position
     * among the hits.
     */
    private record Place(int leaf, int document, int hit) {}

    private static List<List<Place>> byLeaf(List<LeafReaderContext> leaves, ScoreDoc[] hits) {
        List<Place> all = new ArrayList<>(hits.length);
        for (int i = 0; i < hits.length; i++) {
            all.add(new Place(ReaderUtil.subIndex(hits[i].doc, leaves), hits[i].doc, i));
        }
        all.sort(Comparator.comparingInt(Place::document));
        List<List<Place>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= all.size(); i++) {
            if (i == all.size() || all.get(i).leaf != all.get(from).leaf) {
                runs.add(all.subList(from, i));
                from = i;
            }
        }
        return runs;
    }

    private static void read(LeafReaderContext leaf, List<Place> places, Memory[] memories) throws IOException {
        int span = places.getLast().document - places.getFirst().document + 1;
        boolean dense = span / SPARSE < places.size();
        StoredFields stored = dense && leaf.reader() instanceof CodecReader codec
                ? codec.getFieldsReader().getMergeInstance()
                : leaf.reader().storedFields();
        for (Place place : places) {
            memories[place.hit] = new StoredMemory(stored.document(place.document - leaf.docBase)).memory();
        }
    }
}
