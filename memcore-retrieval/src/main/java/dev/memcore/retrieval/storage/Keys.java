package dev.memcore.retrieval.storage;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.fact.FactKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Builds the index terms for ids, versions, scopes, sessions, conversations, labels, attributes and facts. Names
 * contain no control characters, so NUL separates the parts of a term, and different objects have different terms.
 */
public final class Keys {
    private static final char SEPARATOR = '\0';
    private static final char SHARED = '\1';
    private static final int LONGEST_TERM = 2_048;

    private Keys() {}

    /** Receives terms, segment by segment. */
    public interface TermVisitor {
        void visit(LeafReaderContext leaf, TermsEnum at) throws IOException;
    }

    /**
     * Visits the terms of a field that are {@linkplain #version versions} of some memories before a given version.
     *
     * @param ends for each memory, the first version that is not visited
     */
    public static void versionsBefore(IndexReader index, String field, Map<MemoryId, Integer> ends, TermVisitor visitor)
            throws IOException {
        for (LeafReaderContext leaf : index.leaves()) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                TermsEnum all = terms.iterator();
                for (Map.Entry<MemoryId, Integer> end : ends.entrySet()) {
                    versionsBefore(leaf, all, end.getKey(), end.getValue(), visitor);
                }
            }
        }
    }

    private static void versionsBefore(
            LeafReaderContext leaf, TermsEnum terms, MemoryId id, int end, TermVisitor visitor) throws IOException {
        if (terms.seekCeil(version(id, 0)) == TermsEnum.SeekStatus.END) {
            return;
        }
        BytesRef last = version(id, end);
        for (BytesRef at = terms.term(); at != null && at.compareTo(last) < 0; at = terms.next()) {
            visitor.visit(leaf, terms);
        }
    }

    public static BytesRef of(MemoryId id) {
        byte[] bytes = new byte[Long.BYTES * 2];
        ByteBuffer.wrap(bytes).putLong(id.mostSignificant()).putLong(id.leastSignificant());
        return new BytesRef(bytes);
    }

    public static MemoryId id(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new MemoryId(buffer.getLong(), buffer.getLong());
    }

    /** Returns the bytes of ids, 16 for each, in their order. {@link #all(BytesRef)} reads them back. */
    static BytesRef all(Collection<MemoryId> ids) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * 2 * ids.size());
        ids.forEach(id -> buffer.putLong(id.mostSignificant()).putLong(id.leastSignificant()));
        return new BytesRef(buffer.array());
    }

    public static List<MemoryId> all(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        List<MemoryId> ids = new ArrayList<>();
        while (buffer.hasRemaining()) {
            ids.add(new MemoryId(buffer.getLong(), buffer.getLong()));
        }
        return ids;
    }

    /** Returns the term of one version of a memory. The terms of the versions of a memory sort by version number. */
    public static BytesRef version(MemoryId id, int version) {
        byte[] bytes = new byte[Long.BYTES * 2 + Integer.BYTES];
        ByteBuffer.wrap(bytes)
                .putLong(id.mostSignificant())
                .putLong(id.leastSignificant())
                .putInt(version);
        return new BytesRef(bytes);
    }

    /** Returns the position after which a search sorted by id, in either direction, continues behind an id. */
    public static FieldDoc after(IndexReader index, MemoryId id) {
        return new FieldDoc(Math.max(0, index.maxDoc() - 1), 0, new Object[] {of(id)});
    }

    /** Returns the term of a name, given its {@linkplain CandidateFeatures#hash hash}. */
    public static BytesRef entity(long number) {
        return new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    public static String of(Scope scope) {
        return scope(scope.tenant(), scope.user(), scope.agent());
    }

    /** Returns the scope of a term made by {@link #of(Scope)}. */
    public static Scope scope(String key) {
        String[] parts = key.split(String.valueOf(SEPARATOR), -1);
        return new Scope(parts[0], named(parts[1]), named(parts[2]));
    }

    private static @Nullable String named(String dimension) {
        return dimension.equals(String.valueOf(SHARED)) ? null : dimension;
    }

    private static String scope(String tenant, @Nullable String user, @Nullable String agent) {
        return tenant + SEPARATOR + dimension(user) + SEPARATOR + dimension(agent);
    }

    private static String dimension(@Nullable String name) {
        return name == null ? String.valueOf(SHARED) : name;
    }

    /**
     * Returns the terms of the scopes that a reader sees: its own, and those shared along the user, the agent, or both.
     */
    public static Set<String> visibleTo(Scope reader) {
        return Set.copyOf(List.of(
                        scope(reader.tenant(), reader.user(), reader.agent()),
                        scope(reader.tenant(), null, reader.agent()),
                        scope(reader.tenant(), reader.user(), null),
                        scope(reader.tenant(), null, null))
                .stream()
                .distinct()
                .toList());
    }

    /** Returns a set of labels as one term. {@link #labels(String)} reads it back. */
    static String labels(Set<String> sorted) {
        return String.join(String.valueOf(SEPARATOR), sorted);
    }

    public static List<String> labels(String key) {
        return key.isEmpty() ? List.of() : List.of(key.split(String.valueOf(SEPARATOR)));
    }

    public static String idempotency(Scope scope, String key) {
        return of(scope) + SEPARATOR + key;
    }

    public static String session(Scope scope, String session) {
        return of(scope) + SEPARATOR + session;
    }

    /**
     * Returns the conversation in which a memory's neighbours are searched: the memories of the same scope, session,
     * kind and labels. Returns null for a memory without a session.
     */
    public static @Nullable String conversation(Memory memory) {
        String session = memory.session();
        if (session == null) {
            return null;
        }
        String labels = labels(memory.observation().labels());
        return shortened(session(memory.scope(), session) + SEPARATOR + memory.kind() + SEPARATOR + labels);
    }

    /** Returns the number of the group of facts that can replace each other: those with one key in one scope. */
    static long fact(Scope scope, FactKey key) {
        return CandidateFeatures.hash(of(scope) + SEPARATOR + key.text());
    }

    /**
     * Returns an attribute as one term. Values that {@linkplain AttributeValue#matches match} have equal terms. The key
     * of a fact is {@linkplain FactKey normalized} first.
     */
    public static String attribute(String name, AttributeValue value) {
        List<String> parts = new ArrayList<>(List.of(name));
        switch (value.canonical()) {
            case AttributeValue.Text(String text) ->
                parts.addAll(List.of("t", shortened(name.equals(Observation.KEY) ? new FactKey(text).text() : text)));
            case AttributeValue.Whole(long number) -> parts.addAll(List.of("w", Long.toString(number)));
            case AttributeValue.Real(double number) -> parts.addAll(List.of("r", Double.toString(number)));
            case AttributeValue.Flag(boolean flag) -> parts.addAll(List.of("f", Boolean.toString(flag)));
            case AttributeValue.Moment(var moment) -> parts.addAll(List.of("m", Long.toString(moment.toEpochMilli())));
        }
        return String.join(String.valueOf(SEPARATOR), parts);
    }

    /** Shortens a text to its start and its SHA-256 digest if it is too long for a term: Lucene allows 32,766 bytes. */
    private static String shortened(String text) {
        if (text.length() <= LONGEST_TERM) {
            return text;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text.substring(0, LONGEST_TERM) + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
