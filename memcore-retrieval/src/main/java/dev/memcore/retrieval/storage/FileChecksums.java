package dev.memcore.retrieval.storage;

import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * Verifies the checksums of Lucene's files, which are in their footers: a CRC32 of all bytes before it. Lucene's own
 * verification reads 1 KiB at a time. Larger parts take less time, because each call of CRC32 has a cost.
 */
public final class FileChecksums {
    private static final int PART = 128 << 10;

    private FileChecksums() {}

    /**
     * Verifies a file. O(bytes).
     *
     * @throws CorruptIndexException if the checksum is wrong, or the file has no complete footer
     */
    public static void verify(Directory directory, String name) throws IOException {
        try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
            verify(in, new byte[(int) Math.min(PART, in.length())]);
        }
    }

    private static void verify(IndexInput in, byte[] part) throws IOException {
        long written = CodecUtil.retrieveChecksum(in);
        in.seek(0);
        CRC32 crc = new CRC32();
        for (long left = in.length() - Long.BYTES; left > 0; ) {
            int count = (int) Math.min(left, part.length);
            in.readBytes(part, 0, count);
            crc.update(part, 0, count);
            left -= count;
        }
        if (crc.getValue() != written) {
            throw new CorruptIndexException(
                    "the checksum in the footer is " + Long.toHexString(written) + ", but that of the file is "
                            + Long.toHexString(crc.getValue()),
                    in);
        }
    }
}
