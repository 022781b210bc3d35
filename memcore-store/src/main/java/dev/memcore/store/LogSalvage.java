package dev.memcore.store;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.segment.FrameSearch;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.OrphanSegments;
import dev.memcore.store.segment.SegmentFile;
import dev.memcore.store.segment.SegmentHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the intact commits of a log that cannot be opened, in the files that are left. For one use. */
final class LogSalvage {
    private final LogFiles files;
    private final Consumer<Commit> found;
    private final List<Finding> findings = new ArrayList<>();
    private long last;
    private long commits;
    private long operations;
    private long bytes;

    LogSalvage(LogFiles files, Consumer<Commit> found) {
        this.files = files;
        this.found = found;
    }

    CheckReport salvage() throws IOException {
        Manifest manifest = manifest();
        List<String> names = files.list(LogSegment.DIRECTORY).stream()
                .filter(name -> manifest == null || !replaced(name, manifest))
                .sorted(Comparator.comparingInt(LogSalvage::place).thenComparingInt(name -> -generation(name)))
                .map(name -> LogSegment.DIRECTORY + "/" + name)
                .toList();
        StoreId store = manifest == null ? store(names) : manifest.store();
        int whole = 0;
        for (String name : names) {
            int before = findings.size();
            if (store != null && place(name) != whole) {
                salvage(name, store);
                whole = findings.size() == before ? place(name) : whole;
            }
        }
        if (manifest != null) {
            addMissing(manifest);
        }
        return new CheckReport(commits, operations, bytes, findings);
    }

    /** Reports missing segments, and commits after the last one found that the manifest proves to have existed. */
    private void addMissing(Manifest manifest) {
        for (LogSegment segment : manifest.segments()) {
            if (!exists(segment.file())) {
                findings.add(new Finding(ErrorCode.LOG_DAMAGED, segment.file(), 0, "the segment is missing"));
            }
        }
        skipTo(manifest.synced() + 1, manifest.last().file(), 0);
    }

    private @Nullable Manifest manifest() throws IOException {
        try {
            return ManifestFile.read(files);
        } catch (IOException | MemoryException e) {
            findings.add(new Finding(ErrorCode.LOG_DAMAGED, Manifest.FILE, 0, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /**
     * Whether the manifest lists a file that replaced this one, and that file exists. The replacement has the same
     * segment number, or the number of the segment into which this one was merged.
     */
    private boolean replaced(String name, Manifest manifest) {
        return OrphanSegments.among(manifest.segments(), name)
                && manifest.segments().stream()
                        .filter(listed -> listed.number() <= place(name))
                        .reduce((before, listed) -> listed)
                        .filter(listed -> exists(listed.file()))
                        .isPresent();
    }

    /**
     * Returns the id of the store from the first file with an intact header, or null if there is none. Checksums cannot
     * be verified without it.
     */
    private @Nullable StoreId store(List<String> names) throws IOException {
        for (String name : names) {
            SegmentHeader header = header(name, content(name));
            if (header != null) {
                return header.store();
            }
        }
        return null;
    }

    /** The segment number of a file. Files that are not segments come after all segments. */
    private static int place(String file) {
        LogSegment.Place place = LogSegment.place(file.substring(file.lastIndexOf('/') + 1));
        return place == null ? Integer.MAX_VALUE : place.number();
    }

    private static int generation(String name) {
        LogSegment.Place place = LogSegment.place(name);
        return place == null ? 0 : place.generation();
    }

    private boolean exists(String name) {
        try {
            return files.exists(name);
        } catch (IOException e) {
            return false;
        }
    }

    private void salvage(String name, StoreId store) throws IOException {
        byte[] content = content(name);
        bytes += content.length;
        SegmentHeader header = header(name, content);
        if (header == null || !header.store().equals(store)) {
            findings.add(new Finding(ErrorCode.LOG_DAMAGED, name, 0, "its header is damaged, or not of this store"));
        } else {
            skipTo(header.firstSequence(), name, 0);
        }
        FrameSearch search = new FrameSearch(content, 0, store);
        long end = SegmentHeader.BYTES;
        long reached = header == null ? last : Math.min(last, header.firstSequence() - 1);
        Frame frame = search.next(end, reached);
        while (frame != null) {
            take(frame, name);
            end = frame.end();
            reached = frame.last();
            frame = search.next(end, reached);
        }
        if (end < SegmentFile.writtenBytes(content)) {
            findings.add(new Finding(ErrorCode.LOG_DAMAGED, name, end, "no intact commit from here on"));
        }
    }

    /** Passes on the commits of a frame, except those that another file already had. */
    private void take(Frame frame, String name) {
        skipTo(frame.sequence(), name, frame.offset());
        try {
            while (last < frame.last()) {
                last++;
                Commit commit = frame.commit(last);
                found.accept(commit);
                commits++;
                operations += commit.operations().size();
            }
        } catch (MalformedException e) {
            findings.add(
                    new Finding(ErrorCode.LOG_DAMAGED, name, frame.offset(), "commit " + last + ": " + e.getMessage()));
        }
    }

    private void skipTo(long sequence, String name, long offset) {
        if (sequence > last + 1) {
            findings.add(new Finding(
                    ErrorCode.LOG_DAMAGED,
                    name,
                    offset,
                    "before this, commits " + (last + 1) + " to " + (sequence - 1) + " are missing"));
            last = sequence - 1;
        }
    }

    private static @Nullable SegmentHeader header(String name, byte[] content) throws IOException {
        try {
            return SegmentHeader.read(new ByteArrayInputStream(content), name);
        } catch (LogDamagedException e) {
            return null;
        }
    }

    private byte[] content(String name) throws IOException {
        try (InputStream in = files.read(name, 0)) {
            return in.readAllBytes();
        }
    }
}
