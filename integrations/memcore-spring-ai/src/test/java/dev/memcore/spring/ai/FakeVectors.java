package dev.memcore.spring.ai;

import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** A fake embedding model: a vector counts the letters a, b and c of a text, and has 1 more in each place. */
final class FakeVectors implements EmbeddingModel {
    final List<List<String>> requests = new ArrayList<>();
    int length = 3;

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        requests.add(List.copyOf(request.getInstructions()));
        List<Embedding> embeddings = new ArrayList<>();
        for (String text : request.getInstructions()) {
            if (text.contains("refuse")) {
                throw new IllegalStateException("refused");
            }
            float[] vector = new float[length];
            for (int i = 0; i < length; i++) {
                char letter = (char) ('a' + i);
                vector[i] = 1 + text.chars().filter(c -> c == letter).count();
            }
            embeddings.add(new Embedding(vector, embeddings.size()));
        }
        return new EmbeddingResponse(embeddings);
    }

    @Override
    public float[] embed(Document document) {
        return embed(String.valueOf(document.getText()));
    }

    @Override
    public int dimensions() {
        return 3;
    }
}
