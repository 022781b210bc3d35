package dev.memcore.retrieval.source;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.text.ByteVectors.Rotated;
import dev.memcore.retrieval.text.ByteVectors.VectorColumn;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import dev.memcore.spi.ViewSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/**
 * Computes the cosine of the query's vector and the vector of a view. If the view is searched, it also finds
 * candidates.
 *
 * <p>By default it scans in three steps. First it compares the first bits of the codes of all
 * documents that may answer. Then it compares the nearest {@value #COARSE} times the requested number by all bits, and
 * the nearest {@value #REFINED} times of those exactly. The result is exact if no more documents than the last may
 * answer. O(documents that may answer), some nanoseconds each. A scan needs no graph to be built, and never traverses
 * the vectors of other scopes. From the threshold of {@link VectorSpace#hnswThreshold} visible documents on, the view's
 * HNSW graph is searched instead.
 */
final class DenseSource implements SignalSource {
    // docs/performance.md has the shares of the nearest ten that other numbers keep.
    private static final int COARSE = 50;
    private static final int REFINED = 4;

    /** The number of vectors that are read before they are compared, so that their pages are fetched at the same time. */
    private static final int BLOCK = 32;

    /** The greatest distance that a product is converted to, so that its histogram is small. */
    private static final int PRODUCT_STEPS = 1_023;

    private final Visible visible;
    private final ViewSpec view;
    private final VectorSpace space;
    private final byte[] vector;
    private Found found = Found.NONE;

    DenseSource(Visible visible, ViewSpec view, byte[] vector) {
        this.visible = visible;
        this.view = view;
        this.space = visible.space();
        this.vector = vector;
    }

    @Override
    public String signal() {
        return Signals.dense(view.name());
    }

    @Override
    public List<ScoreDoc> best(Query filter, int count) throws IOException {
        if (view.dense() != ViewSpec.Dense.SEARCHED) {
            return List.of();
        }
        if (visible.size() >= space.hnswThreshold()) {
            return nearest(filter, count);
        }
        int[] near = scan(filter, count);
        double[] cosines = values(new Candidates(near, List.of()), vector);
        found = new Found(near, cosines);
        return best(near, cosines, count);
    }

    /**
     * Returns the documents that the view's graph finds nearest to the query among those that pass the filter, best
     * first.
     */
    private List<ScoreDoc> nearest(Query filter, int count) throws IOException {
        Query nearest =
                new KnnByteVectorQuery(VectorSpace.graphField(view.name(), space.name()), vector, count, filter);
        return List.of(visible.searcher().search(nearest, count).scoreDocs);
    }

    private List<ScoreDoc> best(int[] documents, double[] cosines, int count) throws IOException {
        List<ScoreDoc> hits = Arrays.stream(Candidates.descending(cosines))
                .limit(count + 1L)
                .mapToObj(i -> new ScoreDoc(documents[i], (float) cosines[i]))
                .toList();
        return SignalSource.cutOff(hits, count, () -> byIds(hits, documents, cosines, count));
    }

    /**
     * Returns the best documents. Among those with the score at the cut-off, the ones with the least ids are chosen.
     */
    private List<ScoreDoc> byIds(List<ScoreDoc> hits, int[] documents, double[] cosines, int count) throws IOException {
        float last = hits.get(count).score;
        int[] equal = IntStream.range(0, documents.length)
                .filter(i -> (float) cosines[i] == last)
                .map(i -> documents[i])
                .toArray();
        CandidateFeatures[] features = visible.features(new Candidates(equal, List.of()));
        Stream<ScoreDoc> better = hits.stream().filter(hit -> hit.score > last);
        Stream<ScoreDoc> others = IntStream.range(0, equal.length)
                .boxed()
                .sorted(Comparator.comparing(i -> features[i].id()))
                .map(i -> new ScoreDoc(equal[i], last));
        return Stream.concat(better, others).limit(count).toList();
    }

    /** Returns the documents that may be among the nearest, ascending. */
    private int[] scan(Query filter, int count) throws IOException {
        int refined = count * REFINED;
        // So few are all compared exactly, whatever their codes.
        Rotated rotated = visible.documents() <= refined ? null : ByteVectors.rotated(vector);
        NearestScan scan =
                new NearestScan(Rotated.greatestDistance(), Math.clamp(visible.documents(), 1, count * COARSE));
        IndexSearcher searcher = visible.searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : visible.index().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                VectorColumn column = column(leaf);
                DocIdSetIterator answering = scorer.iterator();
                scan.begin(leaf.docBase);
                for (int doc = answering.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = answering.nextDoc()) {
                    if (column.has(doc)) {
                        scan.add(doc, rotated == null ? 0 : column.distance(rotated, doc));
                    }
                }
            }
        }
        return rotated == null || scan.size() <= refined ? scan.nearest() : refined(scan, rotated, refined);
    }

    /** Returns the documents with the greatest products, ascending. */
    private int[] refined(NearestScan near, Rotated rotated, int wanted) {
        int greatest = rotated.greatestProduct();
        NearestScan scan = new NearestScan(PRODUCT_STEPS, wanted);
        int count = near.size();
        int at = 0;
        for (LeafReaderContext leaf : visible.index().leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            VectorColumn column = at < count && near.document(at) < end ? column(leaf) : null;
            scan.begin(leaf.docBase);
            for (; column != null && at < count && near.document(at) < end; at++) {
                int document = near.document(at) - leaf.docBase;
                int less = greatest - column.product(rotated, document);
                scan.add(document, (int) ((long) PRODUCT_STEPS * less / (2L * greatest)));
            }
        }
        return scan.nearest();
    }

    private VectorColumn column(LeafReaderContext leaf) {
        return visible.column(leaf, MemoryDocument.code(view.name(), space.name()), vector.length);
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        return values(candidates, vector, found);
    }

    /** Returns the cosine of a vector and the vector of each candidate; NaN if it has none. */
    double[] values(Candidates candidates, byte[] query) throws IOException {
        return values(candidates, query, Found.NONE);
    }

    private double[] values(Candidates candidates, byte[] query, Found known) throws IOException {
        double norm = ByteVectors.norm(query);
        double[] values = candidates.row(Double.NaN);
        byte[][] block = new byte[BLOCK][vector.length];
        int[] at = new int[BLOCK];
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            BinaryDocValues vectors =
                    leaf.reader().getBinaryDocValues(MemoryDocument.vector(view.name(), space.name()));
            VectorColumn column = column(leaf);
            int read = 0;
            for (int i = 0; vectors != null && i < document.length; i++) {
                double before = known.of(leaf.docBase + document[i]);
                if (!Double.isNaN(before)) {
                    values[candidate[i]] = before;
                } else if (vectors.advanceExact(document[i])) {
                    copy(vectors.binaryValue(), block[read]);
                    at[read++] = i;
                }
                if (read == BLOCK || i == document.length - 1) {
                    for (int j = 0; j < read; j++) {
                        byte[] other = block[j];
                        values[candidate[at[j]]] =
                                ByteVectors.cosine(query, norm, other, column.norm(document[at[j]], other));
                    }
                    read = 0;
                }
            }
        });
        forEachWaiting(
                candidates,
                (candidate, waiting) ->
                        values[candidate] = ByteVectors.cosine(query, norm, waiting, ByteVectors.norm(waiting)));
        return values;
    }

    private static void copy(BytesRef bytes, byte[] into) {
        System.arraycopy(bytes.bytes, bytes.offset, into, 0, into.length);
    }

    byte[] vector() {
        return vector;
    }

    /** Receives the vector of a candidate. The array is reused for the next candidate. */
    interface VectorSink {
        void accept(int candidate, byte[] vector);
    }

    /** Visits the candidates that have a vector, in their order. */
    void forEachVector(Candidates candidates, VectorSink sink) throws IOException {
        byte[] other = new byte[vector.length];
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            BinaryDocValues vectors =
                    leaf.reader().getBinaryDocValues(MemoryDocument.vector(view.name(), space.name()));
            for (int i = 0; vectors != null && i < document.length; i++) {
                if (vectors.advanceExact(document[i])) {
                    copy(vectors.binaryValue(), other);
                    sink.accept(candidate[i], other);
                }
            }
        });
        forEachWaiting(candidates, sink);
    }

    private void forEachWaiting(Candidates candidates, VectorSink sink) {
        for (int i = 0; i < candidates.waiting().size(); i++) {
            byte[] waiting = candidates.waiting().get(i).projection().vector(space, view.name());
            if (waiting != null) {
                sink.accept(candidates.firstWaiting() + i, waiting);
            }
        }
    }

    /** Documents and the values that a source has computed for them, so that they are not computed again. */
    static final class Found {
        /** No documents. */
        static final Found NONE = new Found(new int[0], new double[0]);

        private final int[] documents;
        private final double[] values;

        /**
         * Creates the object from the arrays, which are not copied.
         *
         * @param documents ascending
         * @param values in the same order
         */
        Found(int[] documents, double[] values) {
            this.documents = documents;
            this.values = values;
        }

        /** Returns the value of a document, or NaN if it has not been computed. O(log n). */
        double of(int document) {
            int at = Arrays.binarySearch(documents, document);
            return at < 0 ? Double.NaN : values[at];
        }
    }

    /**
     * Selects the nearest documents of one scan by their distances. Documents that are farther than the requested
     * number of others are not kept, so memory does not grow with the number of scanned documents. The distance beyond
     * which none is kept is determined after each part of the scan, which is faster than after each document.
     */
    static final class NearestScan {
        /** The number of documents in a part. */
        private static final int PART = 1_024;

        private final int wanted;

        /** The number of documents at each distance up to the cut-off, among those of the complete parts. */
        private final int[] histogram;

        private int[] documents;
        private short[] distances;
        private int size;

        /** The number of documents of the complete parts. */
        private int complete;

        /** The greatest distance of a document that may be among the nearest, and the number of those up to it. */
        private int cutoff;

        private int within;
        private int base;

        /**
         * Creates an empty selection.
         *
         * @param wanted the number of nearest documents, above 0
         */
        NearestScan(int greatestDistance, int wanted) {
            this.wanted = wanted;
            this.histogram = new int[greatestDistance + 1];
            this.cutoff = greatestDistance;
            // Twice the number and a part: room is made seldom, and the arrays hardly ever grow.
            this.documents = new int[2 * wanted + PART];
            this.distances = new short[documents.length];
        }

        /** Begins a segment, whose documents must be added next, in ascending order. */
        void begin(int docBase) {
            base = docBase;
        }

        /** Adds a document of the segment. */
        void add(int document, int distance) {
            if (distance <= cutoff) {
                documents[size] = base + document;
                distances[size++] = (short) distance;
                if (size - complete == PART) {
                    endPart();
                }
            }
        }

        private void endPart() {
            for (int i = complete; i < size; i++) {
                histogram[distances[i]]++;
            }
            within += size - complete;
            complete = size;
            while (within - histogram[cutoff] >= wanted) {
                within -= histogram[cutoff];
                cutoff--;
            }
            if (size + PART > documents.length) {
                makeRoom();
            }
        }

        /** Removes the documents beyond the cut-off, and doubles the arrays if less than a quarter becomes free. */
        private void makeRoom() {
            compact();
            if (size > documents.length / 4 * 3 || size + PART > documents.length) {
                documents = Arrays.copyOf(documents, 2 * documents.length);
                distances = Arrays.copyOf(distances, documents.length);
            }
        }

        private void compact() {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                documents[kept] = documents[i];
                distances[kept] = distances[i];
                kept += distances[i] <= cutoff ? 1 : 0;
            }
            size = kept;
            complete = kept;
        }

        /**
         * Returns the number of the nearest documents: at least the wanted number, if there are so many. All documents
         * at the greatest distance are included.
         */
        int size() {
            endPart();
            if (size > within) {
                compact();
            }
            return size;
        }

        /**
         * Returns one of the nearest documents, which are in ascending order.
         *
         * @param i from 0 to {@link #size} - 1
         */
        int document(int i) {
            return documents[i];
        }

        /** Returns the nearest documents, ascending. */
        int[] nearest() {
            return Arrays.copyOf(documents, size());
        }
    }
}
