package dev.memcore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A fake model: notes what it is asked, and answers what a test says; by default the numbers of letters a, b and c. */
final class FakeEmbeddingModel implements EmbeddingModel {
    final List<List<String>> calls = new ArrayList<>();
    String name = "fake";
    int dimension = 3;
    Function<List<String>, List<Embedding>> answer =
            texts -> texts.stream().map(FakeEmbeddingModel::letters).toList();

    @Override
    @SuppressWarnings("NullAway") // a fake may break its contract
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        calls.add(texts);
        List<Embedding> answered = answer.apply(texts);
        return answered == null ? null : Response.from(answered);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public String modelName() {
        return name;
    }

    static Embedding letters(String text) {
        float[] vector = new float[3];
        for (int i = 0; i < vector.length; i++) {
            int letter = 'a' + i;
            vector[i] = text.chars().filter(c -> c == letter).count();
        }
        return Embedding.from(vector);
    }
}
