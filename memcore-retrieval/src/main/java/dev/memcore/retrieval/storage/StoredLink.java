package dev.memcore.retrieval.storage;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a link: both ids, the weight, flags for the known ends of its validity, these ends in milliseconds, and the
 * type.
 */
final class StoredLink {
    private static final int FIXED = 4 * Long.BYTES + Double.BYTES + 1;
    private static final int FROM_KNOWN = 1;
    private static final int TO_KNOWN = 2;

    private StoredLink() {}

    static BytesRef of(Link link) {
        byte[] type = link.type().name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(FIXED + 2 * Long.BYTES + type.length);
        put(out, link.from());
        put(out, link.to());
        out.putDouble(link.weight());
        out.put((byte) ((link.validFrom() == null ? 0 : FROM_KNOWN) | (link.validTo() == null ? 0 : TO_KNOWN)));
        put(out, link.validFrom());
        put(out, link.validTo());
        out.put(type);
        return new BytesRef(out.array(), 0, out.position());
    }

    static Link read(BytesRef stored) {
        ByteBuffer in = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
        MemoryId from = id(in);
        MemoryId to = id(in);
        double weight = in.getDouble();
        int known = in.get();
        Instant validFrom = (known & FROM_KNOWN) == 0 ? null : Instant.ofEpochMilli(in.getLong());
        Instant validTo = (known & TO_KNOWN) == 0 ? null : Instant.ofEpochMilli(in.getLong());
        String type = StandardCharsets.UTF_8.decode(in).toString();
        return new Link(from, to, LinkType.of(type), weight, validFrom, validTo);
    }

    private static void put(ByteBuffer out, MemoryId id) {
        out.putLong(id.mostSignificant()).putLong(id.leastSignificant());
    }

    private static MemoryId id(ByteBuffer in) {
        return new MemoryId(in.getLong(), in.getLong());
    }

    private static void put(ByteBuffer out, @Nullable Instant moment) {
        if (moment != null) {
            out.putLong(moment.toEpochMilli());
        }
    }
}
