package dev.memcore.inspector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A path of the inspector and what answers it.
 *
 * @param path the path, for example {@code /api/search}
 * @param access how it is called
 * @param answer returns the JSON of the response; throws {@link HttpRefusal} for a fault of the request
 */
public record InspectorEndpoint(String path, Access access, Function<RequestParameters, JsonNode> answer) {
    /** How an endpoint is called. */
    public enum Access {
        /** By GET: reads quickly. */
        READ("GET"),
        /** By POST: reads, but takes a body or much time. */
        EXAMINE("POST"),
        /** By POST, if writes are enabled: changes the store. */
        WRITE("POST");

        private final String method;

        Access(String method) {
            this.method = method;
        }

        String method() {
            return method;
        }
    }

    public static InspectorEndpoint read(String path, Function<RequestParameters, JsonNode> answer) {
        return new InspectorEndpoint(path, Access.READ, answer);
    }

    public static InspectorEndpoint examine(String path, Function<RequestParameters, JsonNode> answer) {
        return new InspectorEndpoint(path, Access.EXAMINE, answer);
    }

    public static InspectorEndpoint write(String path, Function<RequestParameters, JsonNode> answer) {
        return new InspectorEndpoint(path, Access.WRITE, answer);
    }
}
