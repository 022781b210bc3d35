package dev.memcore.bench.harness;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the lines that a {@link ChildJvm} sends to its parent. Each line is passed to the operating system in one
 * write before {@link #send} returns, so it survives a kill of the process. Thread-safe.
 */
public final class Protocol {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    /** Creates a protocol on this process's standard output. */
    public Protocol() {}

    /** Sends a line; it must not contain line ends. */
    public void send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("the parent process is gone", e);
            }
        }
    }
}
