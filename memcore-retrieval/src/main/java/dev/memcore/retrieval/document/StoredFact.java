package dev.memcore.retrieval.document;

import dev.memcore.api.FactKey;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.spi.KeyedFact;
import java.nio.ByteBuffer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A keyed fact as a field of its document: what decides which of the facts of one key is valid.
 *
 * @param group stands for scope and key: the facts of one group replace each other
 */
public record StoredFact(long group, KeyedFact fact) {
    private static final int BYTES = 1 + 6 * Long.BYTES;
    private static final int START_KNOWN = 1;
    private static final int END_KNOWN = 2;

    /** What a memory says; null: it is not a keyed fact, or was taken back. */
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
