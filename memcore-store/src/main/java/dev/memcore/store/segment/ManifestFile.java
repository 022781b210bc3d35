package dev.memcore.store.segment;

import dev.memcore.store.file.LogFiles;
import java.io.IOException;
import java.io.InputStream;

/** Reads the manifest, and replaces it atomically: after any failure, either the old one or the new one is in place. */
public final class ManifestFile {
    public static final String NEXT = Manifest.FILE + ".next";

    private ManifestFile() {}

    public static Manifest read(LogFiles files) throws IOException {
        try (InputStream in = files.read(Manifest.FILE, 0)) {
            return Manifest.decode(in.readAllBytes());
        }
    }

    /** Returns once the new manifest is durable. */
    public static void replace(LogFiles files, Manifest manifest) throws IOException {
        prepare(files, manifest);
        commit(files);
    }

    /** Writes the new manifest into a second file. The old one stays in force. */
    public static void prepare(LogFiles files, Manifest manifest) throws IOException {
        byte[] bytes = manifest.encode();
        try (LogFiles.Appender file = files.create(NEXT)) {
            file.write(bytes, 0, bytes.length);
            file.sync();
        }
    }

    /** Replaces the old manifest by the prepared one. If this fails, either of them may be in force. */
    public static void commit(LogFiles files) throws IOException {
        files.rename(NEXT, Manifest.FILE);
        files.syncDirectory("");
    }

    /** Puts a manifest in force after {@link #commit} has failed. Returns once it is durable. */
    public static void restore(LogFiles files, Manifest manifest) throws IOException {
        if (read(files).equals(manifest)) {
            files.syncDirectory("");
        } else {
            replace(files, manifest);
        }
    }
}
