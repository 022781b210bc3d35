package dev.memcore.bench.erase;

import dev.memcore.bench.harness.UniqueWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The occurrences of erased data below a directory. All bytes of all files are searched for the unique words of erased
 * memories, in UTF-8 and in UTF-16 of both byte orders. Because indexes compress their data, all terms and stored
 * fields of every Lucene index are searched as well, including those of deleted documents.
 *
 * @param files how many files were scanned
 * @param bytes how many bytes of them belong to what was sought
 * @param places where, the first few
 */
public record Traces(int files, long bytes, List<String> places) {
    private static final int MOST_PLACES = 20;
    private static final int WINDOW = 1 << 20;
    private static final String UTF_8 = "UTF-8";
    private static final String UTF_16 = "UTF-16";

    /** Copies the list. */
    public Traces {
        places = List.copyOf(places);
    }

    /**
     * Scans a directory to which nobody writes.
     *
     * @param words {@linkplain UniqueWord unique words}
     */
    public static Traces of(Path directory, Set<String> words) {
        Search search = new Search(words);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                search.file(directory, file);
            }
            for (Path index : IndexTraces.indexesBelow(directory)) {
                new IndexTraces(words, place -> search.found(place, UniqueWord.CHARACTERS)).scan(index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Traces(search.files, search.bytes, search.places);
    }

    /** Returns the sum of these and the traces of another directory. */
    public Traces and(Traces other) {
        List<String> all = new ArrayList<>(places);
        all.addAll(other.places);
        return new Traces(files + other.files, bytes + other.bytes, all.subList(0, Math.min(MOST_PLACES, all.size())));
    }

    private static final class Search {
        private final Set<String> words;
        private final List<String> places = new ArrayList<>();
        private int files;
        private long bytes;

        Search(Set<String> words) {
            this.words = words;
        }

        void file(Path directory, Path file) throws IOException {
            files++;
            String name = directory.relativize(file).toString();
            scan(file, UTF_8, 1, 0, name);
            scan(file, UTF_16, 2, 0, name);
            scan(file, UTF_16, 2, 1, name);
        }

        /** Reads every n-th byte as a character: in UTF-16, the other bytes of these words are zero. */
        private void scan(Path file, String encoding, int stride, int from, String name) throws IOException {
            StringBuilder candidate = new StringBuilder();
            byte[] window = new byte[WINDOW]; // even, so that windows begin at the same byte of a character
            long position = 0;
            try (var in = Files.newInputStream(file)) {
                for (int read = in.readNBytes(window, 0, WINDOW); read > 0; read = in.readNBytes(window, 0, WINDOW)) {
                    for (int i = from; i < read; i += stride) {
                        take(candidate, window[i] & 0xFF, name, position + i, encoding);
                    }
                    position += read;
                }
            }
        }

        private void take(StringBuilder candidate, int character, String name, long position, String encoding) {
            if (UniqueWord.mayStand(0, character)) {
                candidate.setLength(0);
            } else if (candidate.isEmpty() || !UniqueWord.mayStand(candidate.length(), character)) {
                candidate.setLength(0);
                return;
            }
            candidate.append((char) character);
            if (candidate.length() == UniqueWord.CHARACTERS) {
                if (words.contains(candidate.toString())) {
                    found(
                            name + " at byte " + position + " in " + encoding,
                            UniqueWord.CHARACTERS * (encoding.equals(UTF_16) ? 2L : 1L));
                }
                candidate.setLength(0);
            }
        }

        void found(String place, long count) {
            bytes += count;
            if (places.size() < MOST_PLACES) {
                places.add(place);
            }
        }
    }
}
