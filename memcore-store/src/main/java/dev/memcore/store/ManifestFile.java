package dev.memcore.store;

import java.io.IOException;
import java.io.InputStream;

/** Reads and atomically replaces the manifest: whatever happens, either the old one is there or the new one. */
final class ManifestFile {
    static final String NEXT = Manifest.FILE + ".next";

    private ManifestFile() {}

    static Manifest read(LogFiles files) throws IOException {
        try (InputStream in = files.read(Manifest.FILE, 0)) {
            return Manifest.decode(in.readAllBytes());
        }
    }

    /** Returns once the new manifest is durable. */
    static void replace(LogFiles files, Manifest manifest) throws IOException {
        byte[] bytes = manifest.encode();
        try (LogFiles.Appender file = files.create(NEXT)) {
            file.write(bytes, 0, bytes.length);
            file.sync();
        }
        files.rename(NEXT, Manifest.FILE);
        files.syncDirectory("");
    }
}
