package dev.memcore.retrieval.embed;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.text.StaticTable;
import dev.memcore.spi.Embedder;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * An embedder that computes the weighted mean of one fixed vector per word piece of a text. Pure Java; takes
 * microseconds per text; for English, and with {@linkplain #withTable additional tables} for other scripts.
 *
 * <p>The vectors come from a table that {@code memcore-bench distill} makes from a sentence transformer; the origin and
 * licences of the bundled one are in {@code STATIC-TABLE-LICENSE.txt} beside it. Common words weigh less than rare
 * ones. Word order and purpose have no effect.
 *
 * <ul>
 * <li><b>Shape.</b> Vectors have unit length; a text without a single known piece gives zeros. The cosine of two texts
 * is in [-1, 1].
 * <li><b>Cost.</b> Time is linear in the text's length, for any text; memory besides the result is constant. The
 * bundled table takes about 12 MB of heap, once, however many instances there are.
 * <li><b>Threads.</b> Immutable; safe for any number of threads.
 * <li><b>Determinism.</b> The same text gives the same bits for the same {@link #modelId()}.
 * </ul>
 *
 * <p>Source: distilling a sentence transformer into one vector per token is Model2Vec's idea (Tulkens and van Dongen,
 * 2024); the weights are the smooth inverse frequency of Arora, Liang and Ma, "A simple but tough-to-beat baseline for
 * sentence embeddings" (ICLR 2017).
 */
public final class StaticEmbedder implements Embedder {
    private final StaticTable table;

    private StaticEmbedder(StaticTable table) {
        this.table = table;
    }

    /**
     * Returns an embedder with the bundled table, which is read on the first call and then shared.
     *
     * @throws MemoryException {@link ErrorCode#FOREIGN_FILE} if the table in the jar is damaged
     */
    public static StaticEmbedder load() {
        return new StaticEmbedder(StaticTable.bundled());
    }

    /**
     * Returns an embedder with the table of a file.
     *
     * @throws MemoryException {@link ErrorCode#FOREIGN_FILE} if the file is no table or damaged, {@link
     *     ErrorCode#FORMAT_NEWER} if a newer version wrote it, {@link ErrorCode#IO_FAILED} if it cannot be read
     */
    public static StaticEmbedder load(Path file) {
        return new StaticEmbedder(StaticTable.read(Arguments.present(file, "file")));
    }

    /**
     * Returns an embedder with the table of a stream, which is read to its end and not closed.
     *
     * @throws MemoryException {@link ErrorCode#FOREIGN_FILE} if the bytes are no table or damaged, {@link
     *     ErrorCode#FORMAT_NEWER} if a newer version wrote them, {@link ErrorCode#IO_FAILED} if they cannot be read
     */
    public static StaticEmbedder load(InputStream in) {
        return new StaticEmbedder(StaticTable.read(Arguments.present(in, "in"), "the stream"));
    }

    /**
     * Returns an embedder that reads the text in some scripts with another table, for example that of the artifact {@code
     * memcore-embed-zh} for Chinese, and all other text as before. A text in several scripts has the sum of the parts.
     * Texts without a common script have a cosine near 0. The {@link #modelId} names all tables. The index of a store
     * that is opened with other tables than before is built again from the log.
     *
     * @param table the bytes of the table, which are read to their end; the stream is not closed
     * @throws MemoryException as {@link #load(InputStream)}, and {@link ErrorCode#INVALID_ARGUMENT} if the table's
     *     vectors have other dimensions, or its pieces are only Latin
     */
    public StaticEmbedder withTable(InputStream table) {
        return new StaticEmbedder(this.table.with(StaticTable.read(Arguments.present(table, "table"), "the stream")));
    }

    @Override
    public String modelId() {
        return table.modelId();
    }

    @Override
    public int dimensions() {
        return table.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> texts, Purpose purpose) {
        return texts.stream().map(this::embed).toList();
    }

    private float[] embed(String text) {
        float[] vector = table.sum(text);
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float norm = (float) Math.sqrt(squares);
        if (norm > 0) {
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= norm;
            }
        }
        return vector;
    }

    /** Returns {@code true}. */
    @Override
    public boolean quick() {
        return true;
    }
}
