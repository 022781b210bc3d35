package dev.memcore.retrieval;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Cause;
import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.spi.ViewSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A memory as a Lucene document: terms to filter by, terms and vectors to search, and the memory itself as stored fields,
 * from which it is read back. Names of fields are constants here and nowhere else.
 */
final class MemoryDocument {
    static final String ID = "id";
    static final String SCOPE = "scope";
    static final String LABELS = "labels";
    static final String STATUS = "status";
    static final String TIER = "tier";
    static final String KIND = "kind";
    static final String SESSION = "session";
    static final String SCOPED_SESSION = "scopedSession";
    static final String CONVERSATION = "conversation";
    static final String ATTRIBUTE = "attribute";
    static final String IDEMPOTENCY = "idempotency";
    static final String EXPIRES = "expires";
    static final String EVENT_START = "eventStart";
    static final String EVENT_END = "eventEnd";
    static final String SPEAKER = "speaker";
    static final String VALID_FROM = "validFrom";
    static final String VALID_TO = "validTo";
    static final String REFERS = "refers";

    /** When the version was recorded, in milliseconds. */
    static final String RECORDED = "recorded";

    /** When the next version was recorded: only in the history. */
    static final String REPLACED = "replaced";

    /** The commit of the next version: only in the history. */
    static final String REPLACED_BY = "replacedBy";

    /** Id and number of the version: only in the history. */
    static final String VERSION = "version";

    /** Ids and numbers of the versions that its views were made with, beside its own; stored, too. */
    static final String BESIDE = "beside";

    /** The {@linkplain VectorSpace spaces} in which it has all vectors that it can have. */
    static final String EMBEDDED = "embedded";

    /** What the names of fields of vectors begin with. */
    static final String VECTOR = "vector.";

    /** The {@link Sketch}. */
    static final String SKETCH = "sketch";

    /** The names in the text, as the numbers that stand for them. */
    static final String ENTITY = "entity";

    /** The key of a fact, as the number that stands for it. */
    static final String KEY = "key";

    /** The conversation, as the number that stands for it; only in one. */
    static final String UNIT = "unit";

    /** The ids of what the memory was derived from, one behind the other; only if there are any. */
    static final String SOURCES = "sources";

    /** How many links start at the memory; only if there are any. */
    static final String LINKS = "links";

    /** When the event began, in milliseconds; only if the memory has one. */
    static final String EVENT = "event";

    /** When the event was, or else when it was recorded, in milliseconds: to sort by. */
    static final String MOMENT = "moment";

    private static final String STORED = "m.";
    private static final FieldType TERMS = new FieldType();

    static {
        TERMS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        TERMS.setTokenized(true);
        TERMS.freeze();
    }

    private MemoryDocument() {}

    static String terms(String view) {
        return "terms." + view;
    }

    /** A vector of a view; models have fields of their own. */
    static String vector(String view, String space) {
        return VECTOR + view + '@' + space;
    }

    static String signs(String view, String space) {
        return "signs." + view + '@' + space;
    }

    static Document of(Memory memory, Projection projection, List<ViewSpec> denseViews) {
        Document document = new Document();
        addFilters(document, memory);
        beside(document, projection.neighbours().previous());
        beside(document, projection.neighbours().next());
        sketch(document, projection.sketch());
        projection.terms().forEach((view, bag) -> document.add(new Field(terms(view), new TermBagStream(bag), TERMS)));
        projection.vectors().forEach((space, vectors) -> {
            term(document, EMBEDDED, space);
            denseViews.forEach(spec -> vector(document, spec, space, vectors.get(spec.name())));
        });
        store(document, memory);
        return document;
    }

    private static void vector(Document document, ViewSpec spec, String space, byte @Nullable [] vector) {
        if (vector != null) {
            document.add(new BinaryDocValuesField(vector(spec.name(), space), new BytesRef(vector)));
            if (spec.dense() == ViewSpec.Dense.SEARCHED) {
                document.add(new BinaryDocValuesField(signs(spec.name(), space), SignCode.bytes(SignCode.of(vector))));
            }
        }
    }

    private static void sketch(Document document, Sketch sketch) {
        document.add(new BinaryDocValuesField(SKETCH, new BytesRef(sketch.encode())));
        document.add(new NumericDocValuesField(MOMENT, sketch.moment()));
        if (sketch.key() != 0) {
            document.add(new StringField(KEY, Keys.entity(sketch.key()), Field.Store.NO));
        }
        sketch.entities().forEach(entity -> document.add(new StringField(ENTITY, Keys.entity(entity), Field.Store.NO)));
    }

    /** The document of a version that was replaced. */
    static Document past(Memory memory, Replacement replacement, Projection projection, List<ViewSpec> denseViews) {
        Document document = of(memory, projection, denseViews);
        version(document, VERSION, memory);
        document.add(NumericDocValuesField.indexedField(REPLACED, replacement.recorded()));
        document.add(NumericDocValuesField.indexedField(REPLACED_BY, replacement.sequence()));
        return document;
    }

    /**
     * When a version was replaced, and by which commit.
     *
     * @param recorded in milliseconds
     */
    record Replacement(long recorded, long sequence) {
        static Replacement by(Memory successor) {
            return new Replacement(successor.recordedAt().toEpochMilli(), successor.sequence());
        }

        /** The replacement of a document, or null: it is present. */
        static @Nullable Replacement of(LeafReader leaf, int doc) throws IOException {
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
            document.add(new StoredField(STORED + BESIDE, Keys.version(neighbour.id(), neighbour.version())));
        }
    }

    /** The versions that the views of a document were made with, beside its own. */
    static List<BytesRef> beside(Document document) {
        List<BytesRef> versions = new ArrayList<>();
        each(document, BESIDE, field -> versions.add(field.binaryValue()));
        return versions;
    }

    private static void addFilters(Document document, Memory memory) {
        Observation seen = memory.observation();
        BytesRef id = Keys.of(memory.id());
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new SortedDocValuesField(ID, id));
        term(document, SCOPE, Keys.of(memory.scope()));
        term(document, LABELS, Keys.labels(seen.labels()));
        term(document, STATUS, memory.status().name());
        term(document, TIER, seen.tier().name());
        term(document, KIND, seen.kind());
        if (seen.session() != null) {
            term(document, SESSION, seen.session());
            term(document, SCOPED_SESSION, Keys.session(memory.scope(), seen.session()));
        }
        String conversation = Keys.conversation(memory);
        if (conversation != null) {
            term(document, CONVERSATION, conversation);
            document.add(new NumericDocValuesField(UNIT, Sketch.hash(conversation)));
        }
        if (!seen.derivedFrom().isEmpty()) {
            document.add(new BinaryDocValuesField(SOURCES, Keys.all(seen.derivedFrom())));
        }
        if (!memory.links().isEmpty()) {
            document.add(new NumericDocValuesField(LINKS, memory.links().size()));
        }
        seen.attributes().forEach((name, value) -> term(document, ATTRIBUTE, Keys.attribute(name, value)));
        if (seen.idempotencyKey() != null) {
            term(document, IDEMPOTENCY, Keys.idempotency(memory.scope(), seen.idempotencyKey()));
        }
        point(document, EXPIRES, seen.expiresAt());
        if (seen.eventTime() != null) {
            point(document, EVENT_START, seen.eventTime().start());
            document.add(
                    new NumericDocValuesField(EVENT, seen.eventTime().start().toEpochMilli()));
            point(document, EVENT_END, seen.eventTime().end());
        }
        document.add(
                NumericDocValuesField.indexedField(RECORDED, memory.recordedAt().toEpochMilli()));
        point(document, VALID_FROM, seen.validFrom());
        point(document, VALID_TO, seen.validTo());
        references(memory).forEach(to -> document.add(new StringField(REFERS, Keys.of(to), Field.Store.NO)));
        if (seen.speaker() != null) {
            document.add(new SortedDocValuesField(SPEAKER, new BytesRef(seen.speaker())));
        }
    }

    private static void term(Document document, String field, String value) {
        document.add(new StringField(field, value, Field.Store.NO));
    }

    private static void point(Document document, String field, @Nullable Instant moment) {
        if (moment != null) {
            document.add(new LongPoint(field, moment.toEpochMilli()));
        }
    }

    /** The memories that a memory refers to. */
    static Set<MemoryId> references(Memory memory) {
        Set<MemoryId> all = new TreeSet<>(memory.observation().derivedFrom());
        memory.links().forEach(link -> all.add(link.to()));
        if (memory.supersededBy() != null) {
            all.add(memory.supersededBy());
        }
        return all;
    }

    private static void store(Document document, Memory memory) {
        Stored out = new Stored(document);
        out.bytes("id", Keys.of(memory.id()));
        out.text("tenant", memory.scope().tenant());
        out.text("user", memory.scope().user());
        out.text("agent", memory.scope().agent());
        out.number("version", memory.version());
        out.number("sequence", memory.sequence());
        out.moment("recordedAt", memory.recordedAt());
        out.text("status", memory.status().name());
        out.id("supersededBy", memory.supersededBy());
        out.text("actor", memory.cause().actor());
        out.text("reason", memory.cause().reason());
        memory.cause().evidence().forEach(id -> out.id("evidence", id));
        memory.links().forEach(out::link);
        Observation seen = memory.observation();
        out.text("text", seen.text());
        out.text("kind", seen.kind());
        out.text("tier", seen.tier().name());
        out.text("session", seen.session());
        out.text("role", seen.role() == null ? null : seen.role().name());
        out.text("speaker", seen.speaker());
        seen.toolCallIds().forEach(id -> out.text("toolCallId", id));
        out.moment(
                "eventStart", seen.eventTime() == null ? null : seen.eventTime().start());
        out.moment(
                "eventEnd", seen.eventTime() == null ? null : seen.eventTime().end());
        out.moment("validFrom", seen.validFrom());
        out.moment("validTo", seen.validTo());
        out.moment("expiresAt", seen.expiresAt());
        seen.attributes().forEach(out::attribute);
        seen.labels().forEach(label -> out.text("label", label));
        out.real("importance", seen.importance());
        out.real("confidence", seen.confidence());
        out.text("source", seen.source());
        out.real("trust", seen.trust());
        if (seen.pinned()) {
            out.number("pinned", 1);
        }
        seen.derivedFrom().forEach(id -> out.id("derivedFrom", id));
        out.text("idempotencyKey", seen.idempotencyKey());
        seen.searchKeys().lists().forEach((name, texts) -> texts.forEach(text -> out.searchKey(name, text)));
    }

    /** Writes stored fields; what is null is left out. */
    private record Stored(Document document) {
        void text(String name, @Nullable String value) {
            if (value != null) {
                document.add(new StoredField(STORED + name, value));
            }
        }

        void bytes(String name, BytesRef value) {
            document.add(new StoredField(STORED + name, value));
        }

        void id(String name, @Nullable MemoryId id) {
            if (id != null) {
                bytes(name, Keys.of(id));
            }
        }

        void number(String name, long value) {
            document.add(new StoredField(STORED + name, value));
        }

        void real(String name, double value) {
            document.add(new StoredField(STORED + name, value));
        }

        void moment(String name, @Nullable Instant value) {
            if (value != null) {
                number(name, value.toEpochMilli());
            }
        }

        void link(Link link) {
            bytes("link", StoredLink.of(link));
        }

        void searchKey(String list, String text) {
            text("searchKey", list + '\0' + text);
        }

        /** One field for all attributes: their names are the host's, and Lucene keeps every name of a field for ever. */
        void attribute(String name, AttributeValue value) {
            String typed = switch (value) {
                case AttributeValue.Text(String text) -> "t" + text;
                case AttributeValue.Whole(long whole) -> "w" + whole;
                case AttributeValue.Real(double real) -> "r" + real;
                case AttributeValue.Flag(boolean flag) -> "f" + flag;
                case AttributeValue.Moment(Instant moment) -> "m" + moment.toEpochMilli();
            };
            text("attribute", name + '\0' + typed);
        }
    }

    /** The memory that a document holds. */
    static Memory read(Document document) {
        Scope scope = new Scope(
                required(document, "tenant", IndexableField::stringValue),
                optional(document, "user", IndexableField::stringValue),
                optional(document, "agent", IndexableField::stringValue));
        return new Memory(
                required(document, "id", MemoryDocument::id),
                scope,
                required(document, "version", IndexableField::numericValue).intValue(),
                required(document, "sequence", IndexableField::numericValue).longValue(),
                required(document, "recordedAt", MemoryDocument::moment),
                Status.valueOf(required(document, "status", IndexableField::stringValue)),
                optional(document, "supersededBy", MemoryDocument::id),
                cause(document),
                observation(document),
                links(document));
    }

    private static List<Link> links(Document document) {
        List<Link> links = new ArrayList<>();
        each(document, "link", field -> links.add(StoredLink.read(field.binaryValue())));
        return links;
    }

    private static Cause cause(Document document) {
        Set<MemoryId> evidence = new TreeSet<>();
        each(document, "evidence", field -> evidence.add(id(field)));
        return new Cause(
                required(document, "actor", IndexableField::stringValue),
                optional(document, "reason", IndexableField::stringValue),
                evidence);
    }

    private static Observation observation(Document document) {
        Observation.Builder builder = Observation.builder(required(document, "text", IndexableField::stringValue))
                .kind(required(document, "kind", IndexableField::stringValue))
                .tier(Tier.valueOf(required(document, "tier", IndexableField::stringValue)))
                .session(optional(document, "session", IndexableField::stringValue))
                .role(optional(document, "role", field -> Role.valueOf(field.stringValue())))
                .speaker(optional(document, "speaker", IndexableField::stringValue))
                .validFrom(optional(document, "validFrom", MemoryDocument::moment))
                .validTo(optional(document, "validTo", MemoryDocument::moment))
                .expiresAt(optional(document, "expiresAt", MemoryDocument::moment))
                .importance(required(document, "importance", IndexableField::numericValue)
                        .doubleValue())
                .confidence(required(document, "confidence", IndexableField::numericValue)
                        .doubleValue())
                .source(optional(document, "source", IndexableField::stringValue))
                .trust(required(document, "trust", IndexableField::numericValue).doubleValue())
                .pinned(document.getField(STORED + "pinned") != null)
                .idempotencyKey(optional(document, "idempotencyKey", IndexableField::stringValue));
        Instant start = optional(document, "eventStart", MemoryDocument::moment);
        if (start != null) {
            builder.eventTime(new EventTime(start, required(document, "eventEnd", MemoryDocument::moment)));
        }
        each(document, "toolCallId", field -> builder.toolCallId(field.stringValue()));
        each(document, "label", field -> builder.label(field.stringValue()));
        each(document, "derivedFrom", field -> builder.derivedFrom(id(field)));
        each(document, "attribute", field -> {
            String stored = field.stringValue();
            int end = stored.indexOf('\0');
            builder.attribute(stored.substring(0, end), attribute(stored.charAt(end + 1), stored.substring(end + 2)));
        });
        return builder.searchKeys(searchKeys(document)).build();
    }

    private static SearchKeys searchKeys(Document document) {
        Map<String, List<String>> lists = new HashMap<>();
        each(document, "searchKey", field -> {
            String stored = field.stringValue();
            int end = stored.indexOf('\0');
            lists.computeIfAbsent(stored.substring(0, end), name -> new ArrayList<>())
                    .add(stored.substring(end + 1));
        });
        return lists.isEmpty() ? SearchKeys.NONE : new SearchKeys(lists);
    }

    private static AttributeValue attribute(char type, String value) {
        return switch (type) {
            case 't' -> new AttributeValue.Text(value);
            case 'w' -> new AttributeValue.Whole(Long.parseLong(value));
            case 'r' -> new AttributeValue.Real(Double.parseDouble(value));
            case 'f' -> new AttributeValue.Flag(Boolean.parseBoolean(value));
            case 'm' -> new AttributeValue.Moment(Instant.ofEpochMilli(Long.parseLong(value)));
            default -> throw new IllegalStateException("an attribute of the index has the type " + type);
        };
    }

    private static MemoryId id(IndexableField field) {
        return Keys.id(field.binaryValue());
    }

    private static Instant moment(IndexableField field) {
        return Instant.ofEpochMilli(field.numericValue().longValue());
    }

    private static <T> T required(Document document, String name, Function<IndexableField, T> value) {
        T present = optional(document, name, value);
        if (present == null) {
            throw new IllegalStateException("a document of the index has no " + name);
        }
        return present;
    }

    private static <T> @Nullable T optional(Document document, String name, Function<IndexableField, T> value) {
        IndexableField field = document.getField(STORED + name);
        return field == null ? null : value.apply(field);
    }

    private static void each(Document document, String name, Consumer<IndexableField> action) {
        for (IndexableField field : document.getFields(STORED + name)) {
            action.accept(field);
        }
    }
}
