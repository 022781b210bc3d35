package dev.memcore.bench.distill;

import java.io.IOException;
import java.io.InputStream;

/** A sentence transformer whose ONNX file and tokenizer are on the class path, in an artifact of LangChain4j. */
enum Teacher {
    /** BAAI/bge-small-en-v1.5, MIT; its sentence vector is that of the first token. */
    BGE_SMALL(
            "bge-small-en-v1.5",
            "/bge-small-en-v1.5-q.onnx",
            "/bge-small-en-v1.5-q-tokenizer.json",
            Pooling.FIRST,
            384,
            "Represent this sentence for searching relevant passages: "),
    /** BAAI/bge-small-zh-v1.5, MIT; Chinese. Its sentence vector is that of the first token. */
    BGE_SMALL_ZH(
            "bge-small-zh-v1.5",
            "/bge-small-zh-v1.5-q.onnx",
            "/bge-small-zh-v1.5-q-tokenizer.json",
            Pooling.FIRST,
            512,
            "为这个句子生成表示以用于检索相关文章："),
    /** sentence-transformers/all-MiniLM-L6-v2, Apache-2.0; its sentence vector is the mean over the tokens. */
    MINILM("all-minilm-l6-v2", "/all-minilm-l6-v2-q.onnx", "/all-minilm-l6-v2-q-tokenizer.json", Pooling.MEAN, 384, "");

    /** The way in which the vectors of tokens are combined into the vector of a sentence. */
    enum Pooling {
        FIRST,
        MEAN
    }

    private final String modelName;
    private final String model;
    private final String tokenizer;
    private final Pooling pooling;
    private final int dimensions;
    private final String queryPrefix;

    Teacher(String modelName, String model, String tokenizer, Pooling pooling, int dimensions, String queryPrefix) {
        this.modelName = modelName;
        this.model = model;
        this.tokenizer = tokenizer;
        this.pooling = pooling;
        this.dimensions = dimensions;
        this.queryPrefix = queryPrefix;
    }

    String modelName() {
        return modelName;
    }

    Pooling pooling() {
        return pooling;
    }

    /** Returns the length of the vectors. */
    int dimensions() {
        return dimensions;
    }

    /** Returns whether its table is used beside the English one, and so has directions of its own. */
    boolean isBesideEnglish() {
        return this == BGE_SMALL_ZH;
    }

    /** Returns the prefix of search questions, as in the model card. Searched texts have no prefix. */
    String queryPrefix() {
        return queryPrefix;
    }

    /** The ONNX file. */
    byte[] model() throws IOException {
        return resource(model);
    }

    /** The tokenizer's JSON file, which holds the vocabulary. */
    byte[] tokenizer() throws IOException {
        return resource(tokenizer);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Teacher.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name + " on the class path");
            }
            return in.readAllBytes();
        }
    }
}
