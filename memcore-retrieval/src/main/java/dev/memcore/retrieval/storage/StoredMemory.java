package dev.memcore.retrieval.storage;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
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
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Writes a memory to the stored fields of a Lucene document, and reads it back. {@link MemoryDocument} adds the indexed
 * fields. The fields of a document are grouped by name first, because a document scans all its fields for each look-up
 * of a name.
 */
public final class StoredMemory {
    /** Returned if no document matches. */
    private static final int ABSENT = -1;

    private static final String PREFIX = "m.";

    private final Map<String, List<IndexableField>> fields = new HashMap<>();

    public StoredMemory(Document document) {
        for (IndexableField field : document) {
            if (field.name().startsWith(PREFIX)) {
                fields.computeIfAbsent(field.name().substring(PREFIX.length()), name -> new ArrayList<>(1))
                        .add(field);
            }
        }
    }

    /** Adds the stored fields of a memory to a document. */
    static void add(Document document, Memory memory) {
        Writer out = new Writer(document);
        out.bytes("id", Keys.of(memory.id()));
        out.text("tenant", memory.scope().tenant());
        out.text("user", memory.scope().user());
        out.text("agent", memory.scope().agent());
        out.number("version", memory.version());
        out.number("sequence", memory.sequence());
        out.moment("createdAt", memory.createdAt());
        out.moment("recordedAt", memory.recordedAt());
        out.text("status", memory.status().name());
        out.id("supersededBy", memory.supersededBy());
        out.text("actor", memory.cause().actor());
        out.text("reason", memory.cause().reason());
        memory.cause().evidence().forEach(id -> out.id("evidence", id));
        memory.links().forEach(out::link);
        Observation seen = memory.observation();
        out.text("text", seen.text());
        out.text("kind", seen.kind().name());
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

    /** Adds the version of a neighbour that the document's views were built with. */
    static void addBeside(Document document, BytesRef version) {
        new Writer(document).bytes(MemoryDocument.BESIDE, version);
    }

    /** Writes stored fields. Null values are left out. */
    private record Writer(Document document) {
        void text(String name, @Nullable String value) {
            if (value != null) {
                document.add(new StoredField(PREFIX + name, value));
            }
        }

        void bytes(String name, BytesRef value) {
            document.add(new StoredField(PREFIX + name, value));
        }

        void id(String name, @Nullable MemoryId id) {
            if (id != null) {
                bytes(name, Keys.of(id));
            }
        }

        void number(String name, long value) {
            document.add(new StoredField(PREFIX + name, value));
        }

        void real(String name, double value) {
            document.add(new StoredField(PREFIX + name, value));
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

        /**
         * Adds an attribute to the one field for all attributes: the host chooses their names, and Lucene never forgets
         * the name of a field.
         */
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

    /**
     * Returns the memory that the document stores.
     *
     * @throws IllegalStateException if a required field is missing
     */
    public Memory memory() {
        Scope scope = new Scope(
                required("tenant", IndexableField::stringValue),
                optional("user", IndexableField::stringValue),
                optional("agent", IndexableField::stringValue));
        return Memory.builder(required("id", StoredMemory::id), scope, observation())
                .version(required("version", IndexableField::numericValue).intValue())
                .sequence(required("sequence", IndexableField::numericValue).longValue())
                .createdAt(required("createdAt", StoredMemory::moment))
                .recordedAt(required("recordedAt", StoredMemory::moment))
                .status(Status.valueOf(required("status", IndexableField::stringValue)))
                .supersededBy(optional("supersededBy", StoredMemory::id))
                .cause(cause())
                .links(links())
                .build();
    }

    /** Returns the versions of the neighbours that the document's views were built with. */
    public List<BytesRef> beside() {
        List<BytesRef> versions = new ArrayList<>();
        each(MemoryDocument.BESIDE, field -> versions.add(field.binaryValue()));
        return versions;
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        each("link", field -> links.add(StoredLink.read(field.binaryValue())));
        return links;
    }

    private Cause cause() {
        Set<MemoryId> evidence = new TreeSet<>();
        each("evidence", field -> evidence.add(id(field)));
        return new Cause(
                required("actor", IndexableField::stringValue),
                optional("reason", IndexableField::stringValue),
                evidence);
    }

    private Observation observation() {
        Observation.Builder builder = Observation.builder(required("text", IndexableField::stringValue))
                .kind(Kind.of(required("kind", IndexableField::stringValue)))
                .tier(Tier.valueOf(required("tier", IndexableField::stringValue)))
                .session(optional("session", IndexableField::stringValue))
                .role(optional("role", field -> Role.valueOf(field.stringValue())))
                .speaker(optional("speaker", IndexableField::stringValue))
                .validFrom(optional("validFrom", StoredMemory::moment))
                .validTo(optional("validTo", StoredMemory::moment))
                .expiresAt(optional("expiresAt", StoredMemory::moment))
                .importance(required("importance", IndexableField::numericValue).doubleValue())
                .confidence(required("confidence", IndexableField::numericValue).doubleValue())
                .source(optional("source", IndexableField::stringValue))
                .trust(required("trust", IndexableField::numericValue).doubleValue())
                .pinned(!fields("pinned").isEmpty())
                .idempotencyKey(optional("idempotencyKey", IndexableField::stringValue));
        Instant start = optional("eventStart", StoredMemory::moment);
        if (start != null) {
            builder.eventTime(new EventTime(start, required("eventEnd", StoredMemory::moment)));
        }
        each("toolCallId", field -> builder.toolCallId(field.stringValue()));
        each("label", field -> builder.label(field.stringValue()));
        each("derivedFrom", field -> builder.derivedFrom(id(field)));
        each("attribute", field -> {
            String stored = field.stringValue();
            int end = stored.indexOf('\0');
            builder.attribute(stored.substring(0, end), attribute(stored.charAt(end + 1), stored.substring(end + 2)));
        });
        return builder.searchKeys(searchKeys()).build();
    }

    private SearchKeys searchKeys() {
        Map<String, List<String>> lists = new HashMap<>();
        each("searchKey", field -> {
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

    private <T> T required(String name, Function<IndexableField, T> value) {
        T present = optional(name, value);
        if (present == null) {
            throw new IllegalStateException("a document of the index has no " + name);
        }
        return present;
    }

    private <T> @Nullable T optional(String name, Function<IndexableField, T> value) {
        List<IndexableField> all = fields(name);
        return all.isEmpty() ? null : value.apply(all.getFirst());
    }

    private void each(String name, Consumer<IndexableField> action) {
        fields(name).forEach(action);
    }

    private List<IndexableField> fields(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Returns whether an index has a memory with an id. O(segments). */
    public static boolean exists(IndexReader index, MemoryId id) throws IOException {
        return document(index, idTerm(id)) != ABSENT;
    }

    /** Returns the memory with an id, or null. O(segments). */
    public static @Nullable Memory find(IndexReader index, MemoryId id) throws IOException {
        return find(index, idTerm(id));
    }

    /** Returns the memory of the document with a term, or null. At most one document may have the term. O(segments). */
    public static @Nullable Memory find(IndexReader index, Term term) throws IOException {
        int document = document(index, term);
        return document == ABSENT ? null : new StoredMemory(index.storedFields().document(document)).memory();
    }

    private static Term idTerm(MemoryId id) {
        return new Term(MemoryDocument.ID, Keys.of(id));
    }

    private static int document(IndexReader index, Term term) throws IOException {
        for (LeafReaderContext leaf : index.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings != null) {
                int doc = nextLive(postings, leaf.reader().getLiveDocs());
                if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                    return leaf.docBase + doc;
                }
            }
        }
        return ABSENT;
    }

    /** Returns the next document that was not deleted, or {@link DocIdSetIterator#NO_MORE_DOCS}. */
    public static int nextLive(PostingsEnum documents, @Nullable Bits live) throws IOException {
        int doc = documents.nextDoc();
        while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = documents.nextDoc();
        }
        return doc;
    }
}
