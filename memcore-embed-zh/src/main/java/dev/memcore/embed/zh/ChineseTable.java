package dev.memcore.embed.zh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A table of vectors of Chinese words and Han characters, for {@code StaticEmbedder.withTable} of {@code
 * memcore-retrieval}:
 *
 * <pre>{@code
 * Memcore.builder()
 *         .directory(directory)
 *         .embedder(StaticEmbedder.load().withTable(ChineseTable.open()))
 *         .build();
 * }</pre>
 *
 * <p>Words are in simplified characters. Single characters also exist in traditional form. The origin and licences of
 * the table are in {@code CHINESE-TABLE-LICENSE.txt} beside it.
 */
public final class ChineseTable {
    private static final String RESOURCE = "chinese-table.bin";

    private ChineseTable() {}

    /**
     * Returns the bytes of the table, about 5 MB, as a stream over an array. It need not be closed.
     *
     * @throws UncheckedIOException if the jar cannot be read
     */
    public static InputStream open() {
        try (InputStream in = ChineseTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the resource " + RESOURCE + " is missing in the jar of memcore-embed-zh");
            }
            return new ByteArrayInputStream(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
