package dev.memcore.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.MemoryDocument;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was erased or dropped is in no file any more: neither as text, nor as terms, nor in a vector. */
class ExpungeTest {
    private static final String SECRET = "xylophonist";

    @TempDir
    Path directory;

    @Test
    void nothingIsLeftOfAnErasedTurnOrInTheViewsOfItsNeighbours() throws IOException {
        try (Indexed indexed = new Indexed(directory, new Indexed.LetterEmbedder())) {
            List<Memory> others = new ArrayList<>();
            others.add(indexed.turn("s", "Ann", "who plays tonight"));
            Memory secret = indexed.turn("s", "Bob", "the famous " + SECRET + " qqqq");
            others.add(indexed.turn("s", "Ann", "what a choice"));
            others.add(indexed.turn("s", "Bob", "indeed"));
            indexed.settled();
            // Past versions of the secret, and of its neighbours beside it.
            Memory revised = indexed.next(secret, Status.ACTIVE, seen(secret, "a " + SECRET + " from abroad qqqq"));
            for (Memory other : others) {
                indexed.next(other, Status.ACTIVE, seen(other, other.text() + " (sic)"));
            }
            indexed.settled();
            indexed.committed();
            assertNotEquals(Set.of(), found(directory, SECRET), "what is not erased is there");
            assertNotEquals(0, vectorsWithLetter(directory, 'q'), "what is not erased is there");
            indexed.erase(revised);
            indexed.index.expunge();
            assertEquals(Set.of(), found(directory, SECRET));
            assertEquals(1, indexed.index.history(secret.id()).size());
            assertEquals(2, indexed.index.history(others.get(0).id()).size());
        }
        assertEquals(Set.of(), found(directory, SECRET));
        assertEquals(0, vectorsWithLetter(directory, 'q'));
    }

    @Test
    void nothingIsLeftOfAnErasureThatWasNeverIndexed() throws IOException {
        try (Indexed indexed = new Indexed(directory, null)) {
            indexed.turn("s", "Ann", "who plays tonight");
            indexed.erase(indexed.turn("s", "Bob", "the " + SECRET));
            indexed.turn("s", "Ann", "what a choice");
            indexed.index.expunge();
            assertEquals(Set.of(), found(directory, SECRET));
        }
    }

    @Test
    void nothingIsLeftOfADroppedVersionOrInTheViewsOfItsNeighbours() throws IOException {
        try (Indexed indexed = new Indexed(directory, new Indexed.LetterEmbedder())) {
            Memory first = indexed.turn("s", "Ann", "the " + SECRET + " qqqq");
            Memory beside = indexed.turn("s", "Bob", "really");
            indexed.settled();
            indexed.next(beside, Status.ACTIVE, seen(beside, "really so"));
            indexed.settled();
            Memory second = indexed.next(first, Status.ACTIVE, seen(first, "somebody"));
            Memory third = indexed.next(second, Status.ACTIVE, seen(first, "some person"));
            indexed.index.dropHistory(Map.of(first.id(), 2));
            indexed.index.expunge();
            assertEquals(List.of(second, third), indexed.index.history(first.id()));
            assertEquals(2, indexed.index.history(beside.id()).size());
        }
        assertEquals(Set.of(), found(directory, SECRET));
        assertEquals(0, vectorsWithLetter(directory, 'q'));
    }

    @Test
    void nothingIsLeftOfSearchKeysThatWereReplacedOrErased() throws IOException {
        try (Indexed indexed = new Indexed(directory, new Indexed.LetterEmbedder())) {
            Memory first = indexed.turn("s", "Ann", "who plays tonight");
            Observation keyed = first.observation().toBuilder()
                    .searchKeys("k", List.of("the " + SECRET + " qqqq"))
                    .build();
            Memory second = indexed.next(first, Status.ACTIVE, keyed);
            indexed.settled();
            assertEquals(List.of(first.text()), indexed.texts(Indexed.ALICE, SECRET));
            Memory third = indexed.next(second, Status.ACTIVE, first.observation());
            indexed.settled();
            indexed.erase(third);
            indexed.settled();
            indexed.index.expunge();
            assertEquals(1, indexed.index.history(first.id()).size());
            indexed.turn("s", "Ann", "something else");
        }
        assertEquals(Set.of(), found(directory, SECRET));
        assertEquals(0, vectorsWithLetter(directory, 'q'));
    }

    private static Observation seen(Memory memory, String text) {
        return memory.observation().toBuilder().text(text).build();
    }

    /** Where a word is found: files by their bytes, fields by their terms and stored values. */
    private static Set<String> found(Path directory, String word) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(directory)) {
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                if (contains(Files.readAllBytes(file), word.getBytes(charset))) {
                    found.add(directory.relativize(file) + " " + charset);
                }
            }
        }
        for (Path index : List.of(directory, directory.resolve("history"))) {
            try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
                addTerms(reader, word, found);
                addStored(reader, word, found);
            }
        }
        return found;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.contains(new String(word, StandardCharsets.ISO_8859_1));
    }

    private static void addTerms(IndexReader reader, String word, Set<String> found) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            for (FieldInfo field : leaf.reader().getFieldInfos()) {
                if (leaf.reader().terms(field.name) != null) {
                    TermsEnum terms = leaf.reader().terms(field.name).iterator();
                    for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                        String text = new String(term.bytes, term.offset, term.length, StandardCharsets.ISO_8859_1);
                        if (text.contains(word)) {
                            found.add(field.name);
                        }
                    }
                }
            }
        }
    }

    private static void addStored(IndexReader reader, String word, Set<String> found) throws IOException {
        for (int doc = 0; doc < reader.maxDoc(); doc++) {
            for (IndexableField field : reader.storedFields().document(doc)) {
                if (String.valueOf(field.stringValue()).contains(word)) {
                    found.add(field.name());
                }
            }
        }
    }

    /** How many vectors, of deleted documents too, count a letter that only the erased texts have. */
    private static int vectorsWithLetter(Path directory, char letter) throws IOException {
        int counted = 0;
        int vectors = 0;
        for (Path index : List.of(directory, directory.resolve("history"))) {
            try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    for (FieldInfo field : leaf.reader().getFieldInfos()) {
                        BinaryDocValues values = field.name.startsWith(MemoryDocument.VECTOR)
                                ? leaf.reader().getBinaryDocValues(field.name)
                                : null;
                        while (values != null && values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                            BytesRef vector = values.binaryValue();
                            vectors++;
                            counted += vector.bytes[vector.offset + letter - 'a'] == 0 ? 0 : 1;
                        }
                    }
                }
            }
        }
        assertFalse(vectors == 0, "there are no vectors");
        return counted;
    }
}
