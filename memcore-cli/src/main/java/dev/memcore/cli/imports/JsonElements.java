package dev.memcore.cli.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the elements of JSON documents one by one, as {@link ForeignFormat#arrays} describes. */
final class JsonElements {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonParser parser;
    private final Set<String> arrays;
    private final BiConsumer<JsonNode, ElementPlace> elements;
    private long document;

    private JsonElements(JsonParser parser, Set<String> arrays, BiConsumer<JsonNode, ElementPlace> elements) {
        this.parser = parser;
        this.arrays = arrays;
        this.elements = elements;
    }

    /**
     * Reads all documents of a stream, which is closed.
     *
     * @throws IOException if the stream cannot be read; a {@code JsonProcessingException} if it is not JSON. The elements
     *     before the fault have been delivered then
     */
    static void read(InputStream in, Set<String> arrays, BiConsumer<JsonNode, ElementPlace> elements)
            throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            JsonElements reader = new JsonElements(parser, arrays, elements);
            while (parser.nextToken() != null) {
                reader.document++;
                reader.document();
            }
        }
    }

    private void document() throws IOException {
        switch (parser.currentToken()) {
            case START_ARRAY -> array("");
            case START_OBJECT -> object();
            default -> elements.accept(JSON.readTree(parser), new ElementPlace(document, "", 1));
        }
    }

    private void object() throws IOException {
        ObjectNode rest = JSON.createObjectNode();
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && arrays.contains(field)) {
                found = true;
                array(field);
            } else {
                rest.set(field, JSON.readTree(parser));
            }
        }
        if (!found) {
            elements.accept(rest, new ElementPlace(document, "", 1));
        }
    }

    private void array(String field) throws IOException {
        long index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            index++;
            elements.accept(JSON.readTree(parser), new ElementPlace(document, field, index));
        }
    }
}
