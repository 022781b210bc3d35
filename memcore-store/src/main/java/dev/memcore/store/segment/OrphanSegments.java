package dev.memcore.store.segment;

import dev.memcore.store.file.LogFiles;
import java.io.IOException;
import java.util.List;

/**
 * Files of segments that were replaced, or were to replace others, when something was interrupted: a rewriting, or a backup
 * into this directory. They are files of a place in the log for which the manifest lists another one, or that another one
 * took in; or of a generation that no roll makes.
 */
public final class OrphanSegments {
    private OrphanSegments() {}

    /** Deletes them; all others are left alone. */
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

    /** Whether a file is left over. */
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
