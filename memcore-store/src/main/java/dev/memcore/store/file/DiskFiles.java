package dev.memcore.store.file;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.io.FileWorker;
import dev.memcore.io.StorageFailure;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The files of a directory in the file system. */
public final class DiskFiles implements LogFiles {
    private final Path root;

    public DiskFiles(Path root) {
        this.root = root;
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    private Path path(String name) {
        FileWorker.require();
        return root.resolve(name);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        if (!exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return Files.size(path(name));
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        InputStream in = new FileInputStream(path(name).toFile());
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public Appender create(String name) throws IOException {
        return reopen(name, 0);
    }

    @Override
    public Appender reopen(String name, long length) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path(name).toFile(), "rw");
        try {
            file.setLength(length);
            file.seek(length);
            return new DiskAppender(file, length);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public void createDirectory(String name) throws IOException {
        Files.createDirectories(path(name));
    }

    @Override
    public void syncDirectory(String name) throws IOException {
        sync(path(name));
    }

    /** Creates a directory and its missing parents, and syncs them, so that they survive a loss of power. */
    public static void createDirectories(Path directory) throws IOException {
        FileWorker.require();
        Path parent = directory.toAbsolutePath().getParent();
        if (!Files.exists(directory) && parent != null) {
            createDirectories(parent);
            Files.createDirectories(directory);
            sync(parent);
        }
    }

    private static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // Other systems cannot open a directory. Their file systems order the changes themselves.
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public ErrorCode meaning(Throwable failure) {
        return StorageFailure.code(failure, root);
    }
}
