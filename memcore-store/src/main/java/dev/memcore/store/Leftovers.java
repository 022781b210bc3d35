package dev.memcore.store;

import java.io.IOException;
import java.util.List;

/**
 * Files of segments that were replaced, or were to replace others, when something was interrupted: a rewriting, or a backup
 * into this directory. They are files of a place in the log for which the manifest lists another one, or that another one
 * took in; or of a generation that no roll makes.
 */
final class Leftovers {
    private Leftovers() {}

    /** Deletes them; all others are left alone. */
    static void delete(LogFiles files, List<Segment> listed) throws IOException {
        boolean deleted = false;
        for (String name : files.list(Segment.DIRECTORY)) {
            if (among(listed, name)) {
                files.delete(Segment.DIRECTORY + "/" + name);
                deleted = true;
            }
        }
        if (deleted) {
            files.syncDirectory(Segment.DIRECTORY);
        }
    }

    /** Whether a file is left over. */
    static boolean among(List<Segment> listed, String name) {
        Segment.Place place = Segment.place(name);
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
