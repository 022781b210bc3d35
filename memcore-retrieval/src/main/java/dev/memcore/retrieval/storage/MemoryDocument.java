package dev.memcore.retrieval.storage;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.filter.Condition;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.spi.ViewSpec;
import dev.memcore.spi.index.KeyedFact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Converts a memory to a Lucene document: terms and points for filters, terms and vectors for search, and the memory
 * itself as stored fields, from which it is read back. The names of all indexed fields are constants of this class,
 * except the fields of {@linkplain Graphs graphs}.
 *
 * <p>It is one file because the documents of a whole memory, a passage and a replaced version share most fields, and each
 * field must be in exactly those of them that its queries expect.
 */
public final class MemoryDocument {
    public static final String ID = "id";
    public static final String SCOPE = "scope";
    public static final String LABELS = "labels";
    public static final String STATUS = "status";
    public static final String TIER = "tier";
    public static final String KIND = "kind";
    public static final String SESSION = "session";
    public static final String SCOPED_SESSION = "scopedSession";
    public static final String CONVERSATION = "conversation";
    public static final String ATTRIBUTE = "attribute";
    public static final String ATTRIBUTE_NAME = "attributeName";

    /** The {@link AttributePoint}s of attributes that are numbers or moments. */
    public static final String ATTRIBUTE_RANGE = "attributeRange";

    public static final String ROLE = "role";
    public static final String SOURCE = "source";
    public static final String IDEMPOTENCY = "idempotency";
    public static final String EXPIRES = "expires";
    public static final String EVENT_START = "eventStart";
    public static final String EVENT_END = "eventEnd";
    public static final String SPEAKER = "speaker";
    public static final String VALID_FROM = "validFrom";
    public static final String VALID_TO = "validTo";
    public static final String REFERS = "refers";

    /**
     * Contains {@link #NO_TEXT}, {@link #UNSEARCHED} or both. Only memories with a blank text and echoes have this field.
     */
    public static final String BLANK = "blank";

    /** A value of {@link #BLANK}: the text is blank. Such a turn is not a neighbour of any other. */
    public static final String NO_TEXT = "text";

    /** A value of {@link #BLANK}: the memory has neither text nor search keys, so searches never find it. */
    public static final String UNSEARCHED = "unsearched";

    /** When the version was recorded, in milliseconds. */
    public static final String RECORDED = "recorded";

    /** When the memory was created, in milliseconds. */
    public static final String CREATED = "created";

    /** When the next version was recorded, in milliseconds. Only in the history. */
    public static final String REPLACED = "replaced";

    /** The commit of the next version. Only in the history. */
    public static final String REPLACED_BY = "replacedBy";

    /** The id and number of the version. Only in the history. */
    public static final String VERSION = "version";

    /**
     * The part of a memory with {@linkplain Passages passages} that a document stands for: {@link #WHOLE}, {@link
     * #FIRST} or {@link #LATER}. A memory without passages has no such field. The documents of a memory are adjacent:
     * the whole, then its passages in the order of the text. Reads find the wholes only, searches the passages only.
     */
    public static final String PART = "part";

    /** A value of {@link #PART}: the memory as it is read. It has no views. */
    public static final String WHOLE = "whole";

    /** A value of {@link #PART}: the first passage. Its document also has what is searched once in a memory. */
    public static final String FIRST = "first";

    /** A value of {@link #PART}: any other passage. */
    public static final String LATER = "later";

    /** The values of {@link #PART} of passages. */
    public static final List<String> PASSAGES = List.of(FIRST, LATER);

    /** The number of a passage in its memory, from 0. */
    public static final String PASSAGE = "passage";

    /** Where a passage begins in the text. */
    public static final String PASSAGE_START = "passageStart";

    /** Where a passage ends in the text. */
    public static final String PASSAGE_END = "passageEnd";

    /** The versions (id and number) of the neighbours that the views were built with. Indexed and stored. */
    public static final String BESIDE = "beside";

    /**
     * The names of the {@linkplain VectorSpace spaces} whose vectors the document has completely, and the
     * {@linkplain VectorSpace#graphMark marks} of those whose vectors are in the graphs.
     */
    public static final String EMBEDDED = "embedded";

    /** The prefix of the names of the fields of vectors. */
    public static final String VECTOR = "vector.";

    /** The encoded {@link CandidateFeatures}. */
    public static final String FEATURES = "sketch";

    /** The names in the memory, as the terms of their hashes. */
    public static final String ENTITY = "entity";

    /** The key of a fact, as the term of its hash. */
    public static final String KEY = "key";

    /** The encoded {@link StoredFact}. Only keyed facts have this field. */
    public static final String FACT = "fact";

    /** The hash of the conversation. Only memories in a conversation have this field. */
    public static final String UNIT = "unit";

    /** The ids of the memories that this one was derived from, 16 bytes each. Absent if there are none. */
    public static final String SOURCES = "sources";

    /** The number of links that start at the memory. Absent if there are none. */
    public static final String LINKS = "links";

    /** When the event began, in milliseconds. Absent if the memory has no event time. */
    public static final String EVENT = "event";

    /** When the event ended, in milliseconds. Absent if the memory has no event time. */
    public static final String EVENT_UNTIL = "eventUntil";

    /** When the event began, or the creation time of a memory without an event, in milliseconds. Used for sorting. */
    public static final String MOMENT = "moment";

    private static final FieldType TERMS = new FieldType();

    static {
        TERMS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        TERMS.setTokenized(true);
        TERMS.freeze();
    }

    /** The order of matches without a score: by id. */
    public static final Sort BY_ID = new Sort(new SortField(ID, SortField.Type.STRING));

    /** The order that puts the newest matches first: by moment, then by id, both descending. */
    public static final Sort NEWEST =
            new Sort(new SortField(MOMENT, SortField.Type.LONG, true), new SortField(ID, SortField.Type.STRING, true));

    private MemoryDocument() {}

    /** Returns a query for one document of each of some memories: that of the first passage, if it has passages. */
    public static Query searchedOnce(Collection<BytesRef> ids) {
        return new BooleanQuery.Builder()
                .add(new TermInSetQuery(ID, ids), Occur.FILTER)
                .add(new TermQuery(new Term(PART, LATER)), Occur.MUST_NOT)
                .build();
    }

    /** Returns a query for the documents of passages. */
    public static Query passages() {
        return new TermInSetQuery(PART, PASSAGES.stream().map(BytesRef::new).toList());
    }

    public static String terms(String view) {
        return "terms." + view;
    }

    /** Returns the name of the field of a view's vectors. Each vector space has its own fields. */
    public static String vector(String view, String space) {
        return VECTOR + view + '@' + space;
    }

    public static String code(String view, String space) {
        return "code." + view + '@' + space;
    }

    public static Document of(Memory memory, Projection projection, List<ViewSpec> denseViews) {
        Document document = new Document();
        addWhole(document, memory);
        addOnce(document, memory);
        addFilters(document, memory);
        beside(document, projection.neighbours().previous());
        beside(document, projection.neighbours().next());
        features(document, projection.features());
        key(document, projection.features());
        if (!projection.passages().isEmpty()) {
            term(document, PART, WHOLE);
        }
        views(document, projection, denseViews);
        StoredMemory.add(document, memory);
        return document;
    }

    /** Returns the document of a passage. It has no stored fields. */
    static Document passage(Memory memory, Projection projection, PassageOf passage, List<ViewSpec> denseViews) {
        Document document = new Document();
        addFilters(document, memory);
        features(document, projection.features());
        term(document, PART, passage.number() == 0 ? FIRST : LATER);
        document.add(new NumericDocValuesField(PASSAGE, passage.number()));
        document.add(new NumericDocValuesField(PASSAGE_START, passage.range().start()));
        document.add(new NumericDocValuesField(PASSAGE_END, passage.range().end()));
        if (passage.number() == 0) {
            addOnce(document, memory);
            key(document, projection.features());
        }
        views(document, projection, denseViews);
        return document;
    }

    /**
     * A passage of a memory.
     *
     * @param number its number in the memory, from 0
     */
    public record PassageOf(int number, Passages.Passage range) {
        /** Returns the passage of a document, or null if it is not one of a passage. */
        public static @Nullable PassageOf of(LeafReader leaf, int doc) throws IOException {
            int number = number(leaf, doc);
            if (number < 0) {
                return null;
            }
            NumericDocValues start = DocValues.getNumeric(leaf, PASSAGE_START);
            NumericDocValues end = DocValues.getNumeric(leaf, PASSAGE_END);
            return start.advanceExact(doc) && end.advanceExact(doc)
                    ? new PassageOf(number, new Passages.Passage((int) start.longValue(), (int) end.longValue()))
                    : null;
        }

        private static int number(LeafReader leaf, int doc) throws IOException {
            NumericDocValues numbers = leaf.getNumericDocValues(PASSAGE);
            return numbers != null && numbers.advanceExact(doc) ? (int) numbers.longValue() : -1;
        }

        /** Returns the document of the whole memory to which a document belongs: of a passage, or its own. */
        public static int whole(LeafReader leaf, int doc) throws IOException {
            return doc - 1 - number(leaf, doc);
        }
    }

    private static void views(Document document, Projection projection, List<ViewSpec> denseViews) {
        projection.terms().forEach((view, bag) -> document.add(new Field(terms(view), new TermBagStream(bag), TERMS)));
        projection.vectors().forEach((space, vectors) -> {
            term(document, EMBEDDED, space);
            denseViews.forEach(spec -> vector(document, spec, space, vectors.get(spec.name())));
        });
    }

    private static void vector(Document document, ViewSpec spec, String space, byte @Nullable [] vector) {
        if (vector != null) {
            document.add(new BinaryDocValuesField(vector(spec.name(), space), new BytesRef(vector)));
            if (spec.dense() == ViewSpec.Dense.SEARCHED) {
                document.add(new BinaryDocValuesField(code(spec.name(), space), ByteVectors.code(vector)));
            }
        }
    }

    private static void features(Document document, CandidateFeatures features) {
        document.add(new BinaryDocValuesField(FEATURES, new BytesRef(features.encode())));
        document.add(NumericDocValuesField.indexedField(MOMENT, features.moment()));
        features.entities()
                .forEach(entity -> document.add(new StringField(ENTITY, Keys.entity(entity), Field.Store.NO)));
    }

    private static void key(Document document, CandidateFeatures features) {
        if (features.key() != 0) {
            document.add(new StringField(KEY, Keys.entity(features.key()), Field.Store.NO));
        }
    }

    /** Adds to a document that its version was replaced. */
    static void addReplacement(Document document, Memory memory, Replacement replacement) {
        version(document, VERSION, memory);
        document.add(NumericDocValuesField.indexedField(REPLACED, replacement.recorded()));
        document.add(NumericDocValuesField.indexedField(REPLACED_BY, replacement.sequence()));
    }

    /**
     * The time and commit at which a version was replaced.
     *
     * @param recorded when its successor was recorded, in milliseconds
     * @param sequence the sequence number of the successor's commit
     */
    public record Replacement(long recorded, long sequence) {
        public static Replacement by(Memory successor) {
            return new Replacement(successor.recordedAt().toEpochMilli(), successor.sequence());
        }

        /** Returns the replacement of a document, or null if the document is a present version. */
        public static @Nullable Replacement of(LeafReader leaf, int doc) throws IOException {
            NumericDocValues recorded = DocValues.getNumeric(leaf, REPLACED);
            NumericDocValues sequence = DocValues.getNumeric(leaf, REPLACED_BY);
            return recorded.advanceExact(doc) && sequence.advanceExact(doc)
                    ? new Replacement(recorded.longValue(), sequence.longValue())
                    : null;
        }
    }

    private static void version(Document document, String field, Memory memory) {
        document.add(new StringField(field, Keys.version(memory.id(), memory.version()), Field.Store.NO));
    }

    private static void beside(Document document, @Nullable Memory neighbour) {
        if (neighbour != null) {
            version(document, BESIDE, neighbour);
            StoredMemory.addBeside(document, Keys.version(neighbour.id(), neighbour.version()));
        }
    }

    /** Adds what reads of a memory look up. */
    private static void addWhole(Document document, Memory memory) {
        Observation seen = memory.observation();
        if (!isContext(memory)) {
            term(document, BLANK, NO_TEXT);
        }
        if (!isSearched(memory)) {
            term(document, BLANK, UNSEARCHED);
        }
        if (seen.session() != null) {
            term(document, SCOPED_SESSION, Keys.session(memory.scope(), seen.session()));
        }
        String conversation = Keys.conversation(memory);
        if (conversation != null) {
            term(document, CONVERSATION, conversation);
        }
        if (seen.idempotencyKey() != null) {
            term(document, IDEMPOTENCY, Keys.idempotency(memory.scope(), seen.idempotencyKey()));
        }
        StoredFact.add(document, memory);
    }

    /** Adds what is looked up once in a memory: its sources, links and references. */
    private static void addOnce(Document document, Memory memory) {
        Observation seen = memory.observation();
        if (!seen.derivedFrom().isEmpty()) {
            document.add(new BinaryDocValuesField(SOURCES, Keys.all(seen.derivedFrom())));
        }
        if (!memory.links().isEmpty()) {
            document.add(new NumericDocValuesField(LINKS, memory.links().size()));
        }
        references(memory).forEach(to -> document.add(new StringField(REFERS, Keys.of(to), Field.Store.NO)));
    }

    /** Adds what searches filter by. */
    private static void addFilters(Document document, Memory memory) {
        Observation seen = memory.observation();
        BytesRef id = Keys.of(memory.id());
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new SortedDocValuesField(ID, id));
        term(document, SCOPE, Keys.of(memory.scope()));
        term(document, LABELS, Keys.labels(seen.labels()));
        term(document, STATUS, memory.status().name());
        term(document, TIER, seen.tier().name());
        term(document, KIND, seen.kind().name());
        if (seen.session() != null) {
            term(document, SESSION, seen.session());
        }
        String conversation = Keys.conversation(memory);
        if (conversation != null) {
            document.add(new NumericDocValuesField(UNIT, CandidateFeatures.hash(conversation)));
        }
        seen.attributes().forEach((name, value) -> attribute(document, name, value));
        if (seen.role() != null) {
            term(document, ROLE, seen.role().name());
        }
        if (seen.source() != null) {
            term(document, SOURCE, seen.source());
        }
        point(document, EXPIRES, seen.expiresAt());
        if (seen.eventTime() != null) {
            point(document, EVENT_START, seen.eventTime().start());
            document.add(
                    new NumericDocValuesField(EVENT, seen.eventTime().start().toEpochMilli()));
            document.add(new NumericDocValuesField(
                    EVENT_UNTIL, seen.eventTime().end().toEpochMilli()));
            point(document, EVENT_END, seen.eventTime().end());
        }
        document.add(
                NumericDocValuesField.indexedField(RECORDED, memory.recordedAt().toEpochMilli()));
        document.add(
                NumericDocValuesField.indexedField(CREATED, memory.createdAt().toEpochMilli()));
        point(document, VALID_FROM, seen.validFrom());
        point(document, VALID_TO, seen.validTo());
        if (seen.speaker() != null) {
            document.add(new SortedDocValuesField(SPEAKER, new BytesRef(seen.speaker())));
        }
    }

    private static void attribute(Document document, String name, AttributeValue value) {
        term(document, ATTRIBUTE, Keys.attribute(name, value));
        term(document, ATTRIBUTE_NAME, name);
        AttributePoint.add(document, name, value);
    }

    /** Returns whether a memory has anything to search: a text or search keys. An echo has nothing. */
    public static boolean isSearched(Memory memory) {
        Observation seen = memory.observation();
        return !seen.isEcho() && (!seen.text().isBlank() || !seen.searchKeys().isEmpty());
    }

    /** Returns whether the text of a memory can be the context of an adjacent turn. */
    static boolean isContext(Memory memory) {
        return !memory.text().isBlank() && !memory.observation().isEcho();
    }

    private static void term(Document document, String field, String value) {
        document.add(new StringField(field, value, Field.Store.NO));
    }

    private static void point(Document document, String field, @Nullable Instant moment) {
        if (moment != null) {
            document.add(new LongPoint(field, moment.toEpochMilli()));
        }
    }

    /** Returns the memories that a memory refers to: its sources, the targets of its links, and its successor. */
    public static Set<MemoryId> references(Memory memory) {
        Set<MemoryId> all = new TreeSet<>(memory.observation().derivedFrom());
        memory.links().forEach(link -> all.add(link.to()));
        if (memory.supersededBy() != null) {
            all.add(memory.supersededBy());
        }
        return all;
    }

    /**
     * A keyed fact as it is stored in its document: the data that decides which fact of a key is valid.
     *
     * @param group the number of the {@linkplain Keys#fact group} of the scope and key; the facts of one group replace
     *     each other
     * @param fact the fact's own validity
     */
    public record StoredFact(long group, KeyedFact fact) {
        private static final int BYTES = 1 + 6 * Long.BYTES;
        private static final int START_KNOWN = 1;
        private static final int END_KNOWN = 2;

        /** Returns the stored fact of a memory, or null if it is not a keyed fact or was retracted. */
        public static @Nullable StoredFact of(Memory memory) {
            KeyedFact fact = KeyedFact.of(memory);
            FactKey key = FactKey.of(memory.observation());
            return fact == null || key == null ? null : new StoredFact(Keys.fact(memory.scope(), key), fact);
        }

        static void add(Document document, Memory memory) {
            StoredFact stored = of(memory);
            if (stored != null) {
                document.add(new BinaryDocValuesField(MemoryDocument.FACT, stored.encode()));
            }
        }

        private BytesRef encode() {
            int known = (fact.startKnown() ? START_KNOWN : 0) | (fact.endKnown() ? END_KNOWN : 0);
            ByteBuffer out = ByteBuffer.allocate(BYTES)
                    .put((byte) known)
                    .putLong(group)
                    .putLong(fact.id().mostSignificant())
                    .putLong(fact.id().leastSignificant())
                    .putLong(fact.told())
                    .putLong(fact.start())
                    .putLong(fact.end());
            return new BytesRef(out.array());
        }

        public static StoredFact decode(BytesRef bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
            int known = in.get();
            long group = in.getLong();
            MemoryId id = new MemoryId(in.getLong(), in.getLong());
            long told = in.getLong();
            long start = in.getLong();
            long end = in.getLong();
            boolean startKnown = (known & START_KNOWN) != 0;
            return new StoredFact(group, new KeyedFact(id, told, start, startKnown, end, (known & END_KNOWN) != 0));
        }
    }

    /**
     * Returns a query for the documents whose attribute lies between two bounds of the same type.
     *
     * @param lower null: no lower bound
     * @param upper null: no upper bound
     * @throws IllegalArgumentException if both bounds are null, or if a bound is a text or a flag
     */
    public static Query attributeRange(String name, Condition.@Nullable Bound lower, Condition.@Nullable Bound upper) {
        return AttributePoint.range(name, lower, upper);
    }
}
