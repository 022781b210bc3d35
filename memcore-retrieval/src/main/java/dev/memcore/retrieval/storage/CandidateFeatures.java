package dev.memcore.retrieval.storage;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.fact.FactKey;
import dev.memcore.retrieval.query.Entities;
import dev.memcore.retrieval.query.claim.Claim;
import dev.memcore.retrieval.text.TermAnalysis.Surface;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.spi.Neighbours;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The features of a memory that ranking needs for every candidate, besides its terms and vectors. They are encoded in
 * one doc value, so that they are read in one access: position in the conversation, moment, form of the text, key,
 * entities, and the {@linkplain WordCodes codes} of the words.
 *
 * @param id the memory
 * @param conversation the hash of its {@linkplain Keys#conversation conversation}; 0: it belongs to none
 * @param previous the turn before it, or null
 * @param moment when the event began, or the creation time of a memory without an event, in milliseconds
 * @param asks whether the text ends with a question mark
 * @param personal whether the text contains an English pronoun of the first person
 * @param claims whether the text {@linkplain Claim claims} something; true for each passage of a longer text
 * @param key the hash of the key of a fact; 0: it has none
 * @param entities the distinct hashes of the names in the memory, 100 at most
 * @param words the encoded words of the text; empty: they were not encoded
 */
public record CandidateFeatures(
        MemoryId id,
        long conversation,
        @Nullable MemoryId previous,
        long moment,
        boolean asks,
        boolean personal,
        boolean claims,
        long key,
        List<Long> entities,
        BytesRef words) {
    private static final BytesRef NO_WORDS = new BytesRef(BytesRef.EMPTY_BYTES);

    /** The features of a memory that searches never find. */
    public static final CandidateFeatures NONE =
            new CandidateFeatures(new MemoryId(0, 0), 0, null, 0, false, false, false, 0, List.of(), NO_WORDS);

    /** The attributes of a fact whose values are names of entities. */
    private static final List<String> NAMING = List.of("subject", "object");

    private static final int MOST_ENTITIES = 100;
    private static final Pattern FIRST_PERSON =
            Pattern.compile("\\b(?:i|my|me|mine|myself|we|our|ours|us)\\b", Pattern.CASE_INSENSITIVE);
    private static final int ASKS = 1;
    private static final int PERSONAL = 2;
    private static final int PREVIOUS = 4;
    private static final int CLAIMS = 8;

    static CandidateFeatures of(Memory memory, Neighbours neighbours, boolean passage, @Nullable WordCodes codes) {
        Observation seen = memory.observation();
        String conversation = Keys.conversation(memory);
        Memory previous = neighbours.previous();
        return new CandidateFeatures(
                memory.id(),
                conversation == null ? 0 : hash(conversation),
                previous == null ? null : previous.id(),
                memory.when().start().toEpochMilli(),
                memory.text().stripTrailing().endsWith("?"),
                FIRST_PERSON.matcher(memory.text()).find(),
                passage || !Claim.of(memory.text(), seen.speaker()).isEmpty(),
                key(seen),
                entities(seen),
                codes == null ? NO_WORDS : codes.encode(memory.text()));
    }

    /** Returns the features of the whole memory, given those of one of its passages. */
    CandidateFeatures withoutText() {
        return new CandidateFeatures(id, conversation, previous, moment, false, false, true, key, List.of(), NO_WORDS);
    }

    /** Returns the features of the same memory after another turn, or after none. */
    CandidateFeatures after(@Nullable Memory turn) {
        return new CandidateFeatures(
                id,
                conversation,
                turn == null ? null : turn.id(),
                moment,
                asks,
                personal,
                claims,
                key,
                entities,
                words);
    }

    private static long key(Observation seen) {
        FactKey key = FactKey.of(seen);
        return key == null ? 0 : hash(String.join(" ", Surface.words(key.text())));
    }

    private static List<Long> entities(Observation seen) {
        Set<Long> entities = new LinkedHashSet<>();
        Stream.concat(
                        NAMING.stream()
                                .map(seen.attributes()::get)
                                .filter(AttributeValue.Text.class::isInstance)
                                .map(value -> Entities.key(((AttributeValue.Text) value).value())),
                        Entities.keys(seen.text()).stream())
                .limit(MOST_ENTITIES)
                .forEach(key -> entities.add(hash(key)));
        return List.copyOf(entities);
    }

    /** Returns a 64-bit hash of a name. The case of letters is ignored. */
    public static long hash(String name) {
        long[] hash = StringHelper.murmurhash3_x64_128(
                new BytesRef(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        return hash[0];
    }

    /** Returns the number of distinct words. */
    public int size() {
        return WordCodes.count(words);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(1
                + 6 * Long.BYTES
                + (previous == null ? 0 : 2 * Long.BYTES)
                + entities.size() * Long.BYTES
                + words.length);
        out.put((byte) ((asks ? ASKS : 0)
                | (personal ? PERSONAL : 0)
                | (claims ? CLAIMS : 0)
                | (previous == null ? 0 : PREVIOUS)));
        out.putLong(id.mostSignificant()).putLong(id.leastSignificant());
        out.putLong(conversation).putLong(moment).putLong(key);
        if (previous != null) {
            out.putLong(previous.mostSignificant()).putLong(previous.leastSignificant());
        }
        out.put((byte) entities.size());
        entities.forEach(out::putLong);
        out.put(words.bytes, words.offset, words.length);
        return Arrays.copyOf(out.array(), out.position());
    }

    public static CandidateFeatures decode(BytesRef bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        int flags = in.get();
        MemoryId id = new MemoryId(in.getLong(), in.getLong());
        long conversation = in.getLong();
        long moment = in.getLong();
        long key = in.getLong();
        MemoryId previous = (flags & PREVIOUS) == 0 ? null : new MemoryId(in.getLong(), in.getLong());
        Long[] entities = new Long[in.get()];
        Arrays.setAll(entities, i -> in.getLong());
        byte[] words = new byte[in.remaining()];
        in.get(words);
        return new CandidateFeatures(
                id,
                conversation,
                previous,
                moment,
                (flags & ASKS) != 0,
                (flags & PERSONAL) != 0,
                (flags & CLAIMS) != 0,
                key,
                List.of(entities),
                new BytesRef(words));
    }
}
