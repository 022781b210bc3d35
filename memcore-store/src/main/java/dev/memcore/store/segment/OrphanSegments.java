package dev.memcore.store.segment;

import dev.memcore.store.file.LogFiles;
import java.io.IOException;
import java.util.List;

/**
 * Finds and deletes the segment files that an interrupted rewrite, or an interrupted backup into this directory, has
 * left. A file is an orphan if its number is not greater than that of the last listed segment, and the manifest does
 * not list this file: it lists another generation, or the segment was merged. A file with a greater number is an orphan
 * if its generation is not 0, because a roll creates only generation 0.
 */
public final class OrphanSegments {
    private OrphanSegments() {}

    /** Deletes the orphans. All other files stay. */
    public static void delete(LogFiles files, List<LogSegment> listed) throws IOException {
        boolean deleted = false;
        for (String name : files.list(LogSegment.DIRECTORY)) {
            if (among(listed, name)) {
                files.delete(LogSegment.DIRECTORY + "/" + name);
                deleted = true;
            }
        }
        if (deleted) {
            files.syncDirectory(LogSegment.DIRECTORY);
        }
    }

    /** Whether a file is an orphan. */
    public static boolean among(List<LogSegment> listed, String name) {
        LogSegment.Place place = LogSegment.place(name);
        if (place == null) {
            return false;
        }
        if (place.number() > listed.getLast().number()) {
            return place.generation() > 0;
        }
        return listed.stream()
                .noneMatch(segment -> segment.number() == place.number() && segment.generation() == place.generation());
    }
}
