package dev.memcore.retrieval.storage;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.fact.FactKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Terms that stand for things. Names hold no control characters, so a NUL separates the parts, and different things never
 * share a term.
 */
public final class Keys {
    private static final char SEPARATOR = '\0';
    private static final char SHARED = '\1';
    private static final int LONGEST_TERM = 2_048;

    private Keys() {}

    public static BytesRef of(MemoryId id) {
        byte[] bytes = new byte[Long.BYTES * 2];
        ByteBuffer.wrap(bytes).putLong(id.mostSignificant()).putLong(id.leastSignificant());
        return new BytesRef(bytes);
    }

    public static MemoryId id(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new MemoryId(buffer.getLong(), buffer.getLong());
    }

    /** Ids one behind the other, and back. */
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

    /** A version of a memory; those of one memory sort by their numbers. */
    public static BytesRef version(MemoryId id, int version) {
        byte[] bytes = new byte[Long.BYTES * 2 + Integer.BYTES];
        ByteBuffer.wrap(bytes)
                .putLong(id.mostSignificant())
                .putLong(id.leastSignificant())
                .putInt(version);
        return new BytesRef(bytes);
    }

    /** Where a search sorted by id goes on after an id, in either direction. */
    public static FieldDoc after(IndexReader index, MemoryId id) {
        return new FieldDoc(Math.max(0, index.maxDoc() - 1), 0, new Object[] {of(id)});
    }

    /** A name, by the number that stands for it. */
    public static BytesRef entity(long number) {
        return new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    public static String of(Scope scope) {
        return scope(scope.tenant(), scope.user(), scope.agent());
    }

    /** A scope as one term, back again. */
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

    /** The scopes whose memories a reader sees: its own, and those that share along one or both dimensions. */
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

    /** A set of labels as one term, and back. */
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

    /** The conversation that a memory's neighbours are looked for in: same scope, session, kind and labels; null: none. */
    public static @Nullable String conversation(Memory memory) {
        String session = memory.session();
        if (session == null) {
            return null;
        }
        String labels = labels(memory.observation().labels());
        return shortened(session(memory.scope(), session) + SEPARATOR + memory.kind() + SEPARATOR + labels);
    }

    /** The facts that replace each other: those of one key in one scope. */
    static long fact(Scope scope, FactKey key) {
        return CandidateFeatures.hash(of(scope) + SEPARATOR + key.text());
    }

    /**
     * An attribute as one term; equal for values that {@linkplain AttributeValue#matches match}, and for the key of a fact in the form
     * in which keys are compared.
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

    /** A term may have at most 32,766 bytes; so a long text is represented by its start and its digest. */
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
