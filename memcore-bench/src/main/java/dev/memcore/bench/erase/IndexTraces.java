package dev.memcore.bench.erase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** Searches the contents of a Lucene index for words, including deleted documents. */
final class IndexTraces {
    private final Set<String> words;
    private final Consumer<String> found;

    IndexTraces(Set<String> words, Consumer<String> found) {
        this.words = words;
        this.found = found;
    }

    /** The directories of Lucene indexes at or below a directory. */
    static List<Path> indexesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segments_"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    void scan(Path index) throws IOException {
        try (FSDirectory files = FSDirectory.open(index);
                DirectoryReader reader = DirectoryReader.open(files)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                scanTerms(index, leaf.reader());
                scanStored(index, leaf.reader());
            }
        }
    }

    private void scanTerms(Path index, LeafReader leaf) throws IOException {
        for (FieldInfo field : leaf.getFieldInfos()) {
            Terms terms = field.getIndexOptions() == IndexOptions.NONE ? null : leaf.terms(field.name);
            if (terms != null) {
                TermsEnum each = terms.iterator();
                for (BytesRef term = each.next(); term != null; term = each.next()) {
                    scan(text(term), index + ", a term of " + field.name);
                }
            }
        }
    }

    private void scanStored(Path index, LeafReader leaf) throws IOException {
        StoredFields stored = leaf.storedFields();
        for (int doc = 0; doc < leaf.maxDoc(); doc++) {
            Document document = stored.document(doc);
            for (IndexableField field : document) {
                String text = field.stringValue();
                if (text != null) {
                    scan(text, index + ", stored field " + field.name());
                }
            }
        }
    }

    /** Decodes a term. Not all terms are text. */
    private static String text(BytesRef term) {
        StringBuilder text = new StringBuilder(term.length);
        for (int i = 0; i < term.length; i++) {
            text.append((char) (term.bytes[term.offset + i] & 0xFF));
        }
        return text.toString();
    }

    private void scan(String text, String place) {
        for (String word : text.split("[^a-z]+")) {
            if (words.contains(word)) {
                found.accept(place);
            }
        }
    }
}
