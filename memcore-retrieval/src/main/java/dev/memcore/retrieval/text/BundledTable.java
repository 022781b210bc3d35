package dev.memcore.retrieval.text;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The table in the jar, which is loaded on the first call. A class initializer does not load it, because its failure
 * would appear once and later only as NoClassDefFoundError.
 */
final class BundledTable {
    private static final String RESOURCE = "static-table.bin";

    private static volatile @Nullable StaticTable shared;

    private BundledTable() {}

    /** The table, which is read on the first call and shared from then on. */
    static StaticTable get() {
        StaticTable table = shared;
        return table != null ? table : readOnce();
    }

    private static synchronized StaticTable readOnce() {
        StaticTable table = shared;
        if (table == null) {
            table = readResource();
            shared = table;
        }
        return table;
    }

    private static StaticTable readResource() {
        try (InputStream in = BundledTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw MemoryException.of(ErrorCode.IO_FAILED, "the resource " + RESOURCE + " is missing in the jar");
            }
            return StaticTable.read(in, "the bundled table " + RESOURCE);
        } catch (IOException e) {
            throw StaticTable.unreadable(RESOURCE, e);
        }
    }
}
