package dev.memcore.bench.distill;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Converts texts into the teacher's input: sequences of token ids with an opening and a closing id. */
final class Sentences {
    /** The maximum length of a sequence. Few sentences are longer, and the teacher's cost grows with length. */
    private static final int MAX_TOKENS = 160;

    private Sentences() {}

    /** Returns the ids of each text, from the teacher's own tokenizer. */
    static List<long[]> tokenize(Teacher teacher, List<String> texts) throws IOException {
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(teacher.tokenizer()), Map.of("padding", "false", "truncation", "false"))) {
            return texts.stream()
                    .map(text -> cut(tokenizer.encode(text).getIds(), MAX_TOKENS))
                    .toList();
        }
    }

    /** Returns the first tokens of a sequence, and the closing one. */
    static long[] cut(long[] ids, int most) {
        if (ids.length <= most) {
            return ids;
        }
        long[] cut = Arrays.copyOf(ids, most);
        cut[most - 1] = Vocabulary.CLOSE;
        return cut;
    }
}
