package dev.memcore.retrieval.visibility;

import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Matches given documents of one snapshot of the index. Every search is restricted to what a reader may see by such a
 * query.
 */
final class VisibleQuery extends Query {
    private final Map<LeafReader, ? extends SegmentDocuments> bySegment;

    VisibleQuery(Map<LeafReader, ? extends SegmentDocuments> bySegment) {
        this.bySegment = bySegment;
    }

    /** Matches all documents if the reader may see all. Then Lucene does not check each. */
    @Override
    public Query rewrite(IndexSearcher searcher) {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            SegmentDocuments docs = bySegment.get(leaf.reader());
            if (docs == null || docs.count() < leaf.reader().maxDoc()) {
                return this;
            }
        }
        return MatchAllDocsQuery.INSTANCE;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) {
                SegmentDocuments docs = bySegment.get(context.reader());
                if (docs == null) {
                    throw new IllegalStateException("no visible documents were computed for segment " + context + "");
                }
                if (docs.count() == 0) {
                    return null;
                }
                return ConstantScoreScorerSupplier.fromIterator(
                        docs.iterator(), score(), scoreMode, context.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    @Override
    public String toString(String field) {
        return "visible";
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VisibleQuery that && bySegment.equals(that.bySegment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), bySegment);
    }

    /** A set of documents of one segment. */
    interface SegmentDocuments {
        /** Returns the number of documents. */
        int count();

        /** Returns a new iterator over the documents, ascending. */
        DocIdSetIterator iterator();
    }
}
