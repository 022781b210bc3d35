package dev.memcore.retrieval.text;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A table of one weighted vector per piece of a vocabulary, as 8-bit numbers with a scale per row.
 *
 * <p>The file, big-endian: magic {@code MCST}, format version (int), dimensions (int), pieces (int), model name (short
 * length, UTF-8), the pieces (each a short length and UTF-8), one scale per piece (float), one row of signed bytes per
 * piece, CRC32C of all that precedes (int). A value is the row's scale times the byte. The scale includes the weight of
 * the piece in a text's mean.
 *
 * <p>Other tables can be {@linkplain #with added}. Each reads the text in the scripts of its pieces, and the first table
 * reads the rest.
 *
 * <p>Immutable and therefore thread-safe.
 */
public final class StaticTable {
    private static final int MAGIC = 0x4D435354;
    private static final int VERSION = 1;

    /** The number of bytes before the model name. */
    private static final int HEADER = 4 * Integer.BYTES;

    private static final int MAX_DIMENSIONS = 1024;
    private static final int MAX_PIECES = 1 << 20;

    /** The greatest scale. The limit keeps the sum over any text finite. */
    private static final float MAX_SCALE = 1000;

    /** Tables with others, by model id, as long as they are in use. Few combinations exist in a process. */
    private static final Map<String, WeakReference<StaticTable>> SEVERAL = new ConcurrentHashMap<>();

    private final String modelId;
    private final int dimensions;
    private final WordPieceTokenizer tokenizer;
    private final float[] scales;
    // The bytes of the file. A copy of the rows would double the memory while loading.
    private final byte[] bytes;
    private final int firstRow;
    private final List<StaticTable> others;
    private @Nullable WordVectors vectors;

    private StaticTable(
            String modelId,
            int dimensions,
            WordPieceTokenizer tokenizer,
            float[] scales,
            byte[] bytes,
            int firstRow,
            List<StaticTable> others) {
        this.modelId = modelId;
        this.dimensions = dimensions;
        this.tokenizer = tokenizer;
        this.scales = scales;
        this.bytes = bytes;
        this.firstRow = firstRow;
        this.others = others;
    }

    /**
     * Returns this table together with another one, which reads all text in the scripts of its pieces. Those must be
     * sorted by falling frequency. The vectors of both are summed, so they must have the same dimensions; they should
     * have different directions, as {@code distill} makes them.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the dimensions differ, the pieces are only Latin, or
     *     there are too many pieces
     */
    public StaticTable with(StaticTable other) {
        List<String> pieces = other.readPieces();
        RunSegmenter segmenter = new RunSegmenter(pieces);
        int mark = WordPieceTokenizer.mark(others.size());
        if (other.dimensions != dimensions
                || segmenter.scripts().isEmpty()
                || pieces.size() > WordCodes.MOST_PIECES
                || scales.length > mark) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "table " + other.modelId + " with " + other.dimensions + " dimensions and " + pieces.size()
                            + " pieces of the scripts " + segmenter.scripts() + " cannot be added to table " + modelId
                            + " with " + dimensions + " dimensions and " + scales.length + " pieces; " + dimensions
                            + " dimensions, at most " + WordCodes.MOST_PIECES
                            + " pieces and a script other than Latin are needed");
        }
        StaticTable several = new StaticTable(
                modelId + "+" + other.modelId,
                dimensions,
                tokenizer.with(segmenter),
                scales,
                bytes,
                firstRow,
                Stream.concat(others.stream(), Stream.of(other)).toList());
        SEVERAL.put(several.modelId, new WeakReference<>(several));
        return several;
    }

    /**
     * Returns the tables that belong together by their {@link #modelId}, if an embedder uses them; otherwise the bundled
     * table. So they are also found for an embedder behind a wrapper, which has the same model id.
     */
    public static StaticTable ofModel(String modelId) {
        WeakReference<StaticTable> several = SEVERAL.get(modelId);
        StaticTable table = several == null ? null : several.get();
        return table != null ? table : bundled();
    }

    /** Returns the ids of the pieces of each run of letters, as a table of these pieces reads it when it is added. */
    public static List<List<Long>> divide(List<String> pieces, List<String> runs) {
        RunSegmenter segmenter = new RunSegmenter(pieces);
        List<List<Long>> divided = new ArrayList<>();
        for (String run : runs) {
            List<Long> ids = new ArrayList<>();
            segmenter.divide(run, (piece, from, to) -> {
                if (piece != RunSegmenter.UNKNOWN) {
                    ids.add((long) piece);
                }
            });
            divided.add(ids);
        }
        return divided;
    }

    /** Returns whether there are other tables. */
    public boolean isSeveral() {
        return !others.isEmpty();
    }

    /** The table in the jar, which is read on the first call and shared from then on. */
    public static StaticTable bundled() {
        return BundledTable.get();
    }

    /**
     * Reads the table in a file.
     *
     * @throws MemoryException as for {@link #parse}, and {@link ErrorCode#IO_FAILED} if the file cannot be read
     */
    public static StaticTable read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Reads the table in a stream, which is read to its end and not closed.
     *
     * @param source names the stream in error messages
     * @throws MemoryException as for {@link #parse}, and {@link ErrorCode#IO_FAILED} if the stream cannot be read
     */
    public static StaticTable read(InputStream in, String source) {
        try {
            return parse(in.readAllBytes(), source);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    static MemoryException unreadable(String source, IOException e) {
        return MemoryException.of(ErrorCode.IO_FAILED, "cannot read static vectors from " + source + ": " + e, e);
    }

    /**
     * Returns the table in the given bytes. The table keeps the array.
     *
     * @param source names the bytes in error messages
     * @throws MemoryException {@link ErrorCode#FOREIGN_FILE} if the bytes are no table, incomplete or damaged; {@link
     *     ErrorCode#FORMAT_NEWER} if a newer version wrote them
     */
    static StaticTable parse(byte[] bytes, String source) {
        try {
            return parse(ByteBuffer.wrap(bytes), bytes, source);
        } catch (BufferUnderflowException e) {
            throw MemoryException.of(
                    ErrorCode.FOREIGN_FILE, source + " ends early: " + bytes.length + " bytes are no whole table", e);
        }
    }

    private static StaticTable parse(ByteBuffer in, byte[] bytes, String source) {
        int checksum = verify(in, bytes, source);
        int dimensions = size(in, "dimensions", MAX_DIMENSIONS, source);
        int count = size(in, "pieces", MAX_PIECES, source);
        String name = string(in);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(string(in));
        }
        if ((long) count * (Float.BYTES + dimensions) != in.remaining() - Integer.BYTES) {
            throw foreign(source, "holds " + in.remaining() + " bytes for " + count + " rows of " + dimensions);
        }
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = in.getFloat();
            if (!(scales[i] >= 0 && scales[i] <= MAX_SCALE)) {
                throw foreign(
                        source,
                        "has the scale " + scales[i] + " in row " + i + "; 0 to " + MAX_SCALE + " are possible");
            }
        }
        String modelId = name + "@" + Integer.toHexString(checksum);
        return new StaticTable(
                modelId, dimensions, new WordPieceTokenizer(pieces), scales, bytes, in.position(), List.of());
    }

    /** Verifies the magic number, the version and the checksum before other fields are read. Returns the checksum. */
    private static int verify(ByteBuffer in, byte[] bytes, String source) {
        if (in.getInt() != MAGIC) {
            throw foreign(source, "is no table of static vectors");
        }
        int version = in.getInt();
        if (version > VERSION) {
            throw MemoryException.of(
                    ErrorCode.FORMAT_NEWER,
                    source + " has format version " + version + "; this memcore reads up to " + VERSION);
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        int checksum = in.getInt(bytes.length - Integer.BYTES);
        if (version < 1 || (int) crc.getValue() != checksum) {
            throw foreign(source, "is damaged: its checksum does not match");
        }
        return checksum;
    }

    private static int size(ByteBuffer in, String what, int max, String source) {
        int value = in.getInt();
        if (value < 1 || value > max) {
            throw foreign(source, "has " + value + " " + what + "; 1 to " + max + " are possible");
        }
        return value;
    }

    /** Reads the pieces from the file's bytes again. Few tables are added, so they are not kept. */
    private List<String> readPieces() {
        ByteBuffer in = ByteBuffer.wrap(bytes).position(HEADER);
        string(in);
        return Stream.generate(() -> string(in)).limit(scales.length).toList();
    }

    private static String string(ByteBuffer in) {
        byte[] utf8 = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static MemoryException foreign(String source, String what) {
        return MemoryException.of(ErrorCode.FOREIGN_FILE, source + " " + what);
    }

    /** The model's name and the table's checksum. */
    public String modelId() {
        return modelId;
    }

    public int dimensions() {
        return dimensions;
    }

    /** The sum of the weighted vectors of the text's pieces; zeros if no piece is known. */
    public float[] sum(String text) {
        float[] sum = new float[dimensions];
        tokenizer.words(text, (pieces, count) -> add(pieces, count, sum));
        return sum;
    }

    private void add(int[] pieces, int count, float[] sum) {
        StaticTable other = other(pieces, count);
        if (other != null) {
            other.add(pieces[1], sum);
            return;
        }
        for (int i = 0; i < count; i++) {
            add(pieces[i], sum);
        }
    }

    /** The other table that has the word of these pieces, or null. */
    private @Nullable StaticTable other(int[] pieces, int count) {
        int other = WordPieceTokenizer.mark(pieces[0]);
        return count == 2 && other < others.size() ? others.get(other) : null;
    }

    /** Returns whether a word is of another table. */
    boolean isOther(int[] pieces, int count) {
        return other(pieces, count) != null;
    }

    /** Divides a text into the parts that other tables read, and the rest. */
    void parts(String text, WordPieceTokenizer.PartSink sink) {
        tokenizer.parts(text, sink);
    }

    /** Passes each known word of a text to the sink, as the ids of its pieces. */
    void words(String text, WordPieceTokenizer.WordSink sink) {
        tokenizer.words(text, sink);
    }

    /** The vectors of all pieces, prepared for comparison on the first call. */
    synchronized WordVectors vectors() {
        if (vectors == null) {
            vectors = new WordVectors(this);
        }
        return vectors;
    }

    int pieces() {
        return scales.length;
    }

    /** Copies the row of a piece into the given array. Returns false if the piece has weight 0, and so no vector. */
    boolean row(int piece, byte[] into) {
        System.arraycopy(bytes, firstRow + piece * dimensions, into, 0, dimensions);
        return scales[piece] > 0;
    }

    /** The vector of a word in bytes: the sum of the weighted vectors of its pieces. Null if it is all zeros. */
    public byte @Nullable [] word(int[] pieces) {
        StaticTable other = other(pieces, pieces.length);
        if (other != null) {
            return other.word(new int[] {pieces[1]});
        }
        if (pieces.length == 1) {
            int row = firstRow + pieces[0] * dimensions;
            return scales[pieces[0]] == 0 ? null : Arrays.copyOfRange(bytes, row, row + dimensions);
        }
        float[] sum = new float[dimensions];
        for (int piece : pieces) {
            add(piece, sum);
        }
        return ByteVectors.of(sum, modelId);
    }

    private void add(int piece, float[] sum) {
        float scale = scales[piece];
        int row = firstRow + piece * dimensions;
        for (int d = 0; d < sum.length; d++) {
            sum[d] += scale * bytes[row + d];
        }
    }
}
