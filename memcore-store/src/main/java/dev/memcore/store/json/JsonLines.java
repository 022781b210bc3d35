package dev.memcore.store.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.bytes.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Writes and reads commits as lines of JSON, for people and for other programs. The first line names the format. Then
 * there is one line for each commit. The last line holds the number of commits, so that a truncated file is detected.
 * docs/reference/export.md has the schema. The format is lossless: the commits that are read equal those that were
 * written. Both directions stream, one line at a time.
 */
public final class JsonLines {
    /**
     * The longest line that is read, in bytes. A commit of the largest size fits, even if every character is escaped.
     */
    public static final int MAX_LINE_BYTES = 512 << 20;

    static final String FORMAT = "memcore-export";
    static final int VERSION = 5;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_LINE_BYTES)
                    .maxNestingDepth(16)
                    .build())
            .build();

    private JsonLines() {}

    /**
     * Writes commits.
     *
     * @param commits in the order of their sequences; not closed
     * @param out buffered or not; flushed, not closed
     * @return how many commits were written
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if writing fails
     */
    public static long write(Iterator<Commit> commits, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeEndObject();
            CommitJsonWriter writer = new CommitJsonWriter(json);
            long written = 0;
            while (commits.hasNext()) {
                writer.write(commits.next());
                written++;
            }
            json.writeStartObject();
            json.writeNumberField("commits", written);
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
            return written;
        } catch (IOException e) {
            throw MemoryException.of(ErrorCode.IO_FAILED, "the export could not be written (" + e + ")", e);
        }
    }

    /**
     * Reads commits, and passes each one on as soon as its line is read. Strict: a line that does not follow the format
     * makes the call fail, with the number of the line in the message. The commits of earlier lines were passed on
     * before that.
     *
     * @param in what {@link #write} wrote; read to its end, not closed
     * @param found called with each commit, in the order of the lines
     * @return the number of commits
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if a line is not of this format, longer than
     *     {@link #MAX_LINE_BYTES}, or missing; {@link ErrorCode#FORMAT_NEWER} if the version is newer than this
     *     library; {@link ErrorCode#IO_FAILED} if reading fails
     */
    public static long read(InputStream in, Consumer<Commit> found) {
        LineReader lines = new LineReader(in, MAX_LINE_BYTES);
        try {
            return new CommitJsonReader(JSON, lines).read(found);
        } catch (MalformedException e) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "line " + lines.number() + " of the export: " + e.getMessage(), e);
        } catch (IOException e) {
            throw MemoryException.of(ErrorCode.IO_FAILED, "the export could not be read (" + e + ")", e);
        }
    }
}
