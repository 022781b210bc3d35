package dev.memcore.retrieval.visibility;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.MemoryDocument.PassageOf;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Snapshot;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.spi.index.ReadTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Reads the versions of one memory from both indexes and the memtable, and the scopes of all memories. */
final class Histories {
    private Histories() {}

    /** Returns all retained versions of a memory, oldest first. */
    static List<Memory> of(Snapshot snapshot, MemoryId id) throws IOException {
        return merged(snapshot.tail().of(id), indexed(snapshot.all(), id));
    }

    private static List<Memory> merged(List<Memtable.Entry> waiting, List<Memory> indexed) {
        List<Memory> all = new ArrayList<>(indexed);
        for (Memtable.Entry entry : waiting) {
            if (entry.memory().status() == Status.ERASED) {
                all.clear();
            }
            all.add(entry.memory());
        }
        all.sort(Comparator.comparingInt(Memory::version));
        return List.copyOf(all);
    }

    /** Returns the version of a memory that was present at a moment of the past. */
    static Optional<Memory> at(Snapshot snapshot, MemoryId id, ReadTime time) throws IOException {
        Memtable.Entry waiting =
                snapshot.tail().standing(memory -> memory.id().equals(id), time).get(id);
        if (waiting != null) {
            return Optional.of(waiting.memory()).filter(memory -> time.sees(memory.recordedAt()));
        }
        Query query = new BooleanQuery.Builder()
                .add(new TermQuery(idTerm(id)), Occur.FILTER)
                .add(MemoryDocument.passages(), Occur.MUST_NOT)
                .add(Filters.standingAt(time.at()), Occur.FILTER)
                .build();
        return first(snapshot.all(), query);
    }

    private static Term idTerm(MemoryId id) {
        return new Term(MemoryDocument.ID, Keys.of(id));
    }

    private static List<Memory> indexed(IndexReader index, MemoryId id) throws IOException {
        List<Memory> found = new ArrayList<>();
        for (LeafReaderContext leaf : index.leaves()) {
            PostingsEnum postings = leaf.reader().postings(idTerm(id), PostingsEnum.NONE);
            if (postings != null) {
                Bits live = leaf.reader().getLiveDocs();
                int doc = StoredMemory.nextLive(postings, live);
                while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                    if (PassageOf.whole(leaf.reader(), doc) == doc) {
                        found.add(new StoredMemory(leaf.reader().storedFields().document(doc)).memory());
                    }
                    doc = StoredMemory.nextLive(postings, live);
                }
            }
        }
        return found;
    }

    private static Optional<Memory> first(IndexReader index, Query query) throws IOException {
        IndexSearcher searcher = new IndexSearcher(index);
        searcher.setQueryCache(null);
        ScoreDoc[] hits = searcher.search(query, 1).scoreDocs;
        return hits.length == 0
                ? Optional.empty()
                : Optional.of(new StoredMemory(searcher.storedFields().document(hits[0].doc)).memory());
    }

    /**
     * Returns the scopes of all memories that are not erased, sorted by their terms. O(scopes + erased memories +
     * memtable).
     */
    static List<Scope> scopes(Snapshot snapshot) throws IOException {
        Set<MemoryId> erased = new HashSet<>();
        snapshot.tail().forEach(entry -> {
            if (entry.memory().status() == Status.ERASED) {
                erased.add(entry.memory().id());
            }
        });
        TreeSet<String> scopes = new TreeSet<>();
        snapshot.tail().forEach(entry -> {
            if (!erased.contains(entry.memory().id())) {
                scopes.add(Keys.of(entry.memory().scope()));
            }
        });
        for (LeafReaderContext leaf : snapshot.index().leaves()) {
            addScopes(leaf.reader(), present(leaf.reader(), erased), scopes);
        }
        return scopes.stream().map(Keys::scope).toList();
    }

    private static void addScopes(LeafReader segment, Bits present, Set<String> scopes) throws IOException {
        Terms terms = segment.terms(MemoryDocument.SCOPE);
        if (terms == null) {
            return;
        }
        TermsEnum each = terms.iterator();
        for (BytesRef scope = each.next(); scope != null; scope = each.next()) {
            PostingsEnum documents = each.postings(null, PostingsEnum.NONE);
            if (StoredMemory.nextLive(documents, present) != DocIdSetIterator.NO_MORE_DOCS) {
                scopes.add(scope.utf8ToString());
            }
        }
    }

    /** Returns the live documents of a segment, without those of erased memories. */
    private static Bits present(LeafReader segment, Set<MemoryId> erased) throws IOException {
        Bits live = segment.getLiveDocs();
        FixedBitSet present = FixedBitSet.copyOf(live == null ? new Bits.MatchAllBits(segment.maxDoc()) : live);
        clear(segment.postings(new Term(MemoryDocument.STATUS, Status.ERASED.name()), PostingsEnum.NONE), present);
        for (MemoryId id : erased) {
            clear(segment.postings(idTerm(id), PostingsEnum.NONE), present);
        }
        return present;
    }

    private static void clear(@Nullable PostingsEnum documents, FixedBitSet present) throws IOException {
        while (documents != null && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            present.clear(documents.docID());
        }
    }
}
