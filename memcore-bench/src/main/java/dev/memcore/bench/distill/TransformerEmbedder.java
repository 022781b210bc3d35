package dev.memcore.bench.distill;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import dev.memcore.spi.Embedder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that uses a quantised sentence transformer, for comparisons. It caches all vectors, because quantised
 * vectors depend slightly on the rest of the batch, and the same text should always have the same vector. Safe for use
 * by several threads, one of which embeds at a time.
 */
final class TransformerEmbedder implements Embedder, AutoCloseable {
    /** The maximum input length with which all models were trained. */
    private static final int MAX_TOKENS = 512;

    private final Teacher teacher;
    private final TeacherSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final TextVectors vectors;

    private TransformerEmbedder(
            Teacher teacher, TeacherSession session, HuggingFaceTokenizer tokenizer, TextVectors vectors) {
        this.teacher = teacher;
        this.session = session;
        this.tokenizer = tokenizer;
        this.vectors = vectors;
    }

    static TransformerEmbedder open(Teacher teacher, @Nullable Path folder) throws IOException, OrtException {
        TextVectors vectors = TextVectors.open(folder, teacher.modelName(), teacher.dimensions());
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(teacher.tokenizer()), Map.of("padding", "false", "truncation", "false"));
        return new TransformerEmbedder(teacher, new TeacherSession(teacher), tokenizer, vectors);
    }

    @Override
    public String modelId() {
        return teacher.modelName() + "-quantised";
    }

    @Override
    public int dimensions() {
        return teacher.dimensions();
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public synchronized List<float[]> embed(List<String> texts, Purpose purpose) {
        String prefix = purpose == Purpose.QUERY ? teacher.queryPrefix() : "";
        List<String> read = texts.stream().map(text -> prefix + text).toList();
        Set<String> missing = new LinkedHashSet<>(read);
        missing.removeIf(text -> vectors.get(text) != null);
        if (!missing.isEmpty()) {
            compute(new ArrayList<>(missing));
        }
        return read.stream()
                .map(text -> Objects.requireNonNull(vectors.get(text)).clone())
                .toList();
    }

    private void compute(List<String> texts) {
        List<long[]> sequences = texts.stream()
                .map(text -> Sentences.cut(tokenizer.encode(text).getIds(), MAX_TOKENS))
                .toList();
        try {
            vectors.putAll(texts, session.embed(sequences));
        } catch (OrtException e) {
            throw new IllegalStateException(teacher.modelName() + " failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep vectors of " + teacher.modelName(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            tokenizer.close();
            session.close();
            vectors.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot free " + teacher.modelName(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep vectors of " + teacher.modelName(), e);
        }
    }
}
