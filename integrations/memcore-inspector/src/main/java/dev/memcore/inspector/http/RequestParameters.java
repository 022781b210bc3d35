package dev.memcore.inspector.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request: of its query, or of the JSON object in its body. An empty text counts as absent. */
public final class RequestParameters {
    private final Map<String, List<String>> values = new HashMap<>();

    private RequestParameters() {}

    /** Parses the query of a URL. */
    static RequestParameters ofQuery(@Nullable String query) {
        RequestParameters parameters = new RequestParameters();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.add(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, "the query of the URL is malformed", e);
        }
    }

    /** Parses a JSON object whose values are texts, numbers, booleans, or lists of them. */
    static RequestParameters ofJson(ObjectMapper mapper, byte[] body) {
        RequestParameters parameters = new RequestParameters();
        JsonNode root = parsed(mapper, body);
        if (root == null || !root.isObject()) {
            throw new HttpRefusal(400, "the body must be a JSON object");
        }
        root.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isArray()) {
                value.forEach(element -> parameters.addScalar(field.getKey(), element));
            } else {
                parameters.addScalar(field.getKey(), value);
            }
        });
        return parameters;
    }

    private static @Nullable JsonNode parsed(ObjectMapper mapper, byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (IOException e) {
            throw new HttpRefusal(400, "the body is not JSON", e);
        }
    }

    private void addScalar(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (!value.isValueNode()) {
            throw new HttpRefusal(400, "the parameter " + quoted(name) + " must be a text, a number or a boolean");
        }
        add(name, value.asText());
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
    }

    /** Returns a parameter, or null if it is absent. */
    public @Nullable String optional(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw new HttpRefusal(400, "the parameter " + quoted(name) + " is given " + given.size() + " times");
        }
        return given.isEmpty() ? null : given.getFirst();
    }

    /** Returns a parameter that must be given. */
    public String text(String name) {
        String given = optional(name);
        if (given == null) {
            throw new HttpRefusal(400, "the parameter " + quoted(name) + " is missing");
        }
        return given;
    }

    /** Returns all values of a parameter. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** Returns whether a parameter is given as true. */
    public boolean flag(String name) {
        return "true".equals(optional(name));
    }

    /** Returns a whole number within a range, or a default if it is absent. */
    public int number(String name, int unset, int least, int most) {
        String given = optional(name);
        if (given == null) {
            return unset;
        }
        try {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new HttpRefusal(400, outside(name, least, most, given), e);
        }
        throw new HttpRefusal(400, outside(name, least, most, given));
    }

    private static String outside(String name, int least, int most, String given) {
        return "the parameter " + quoted(name) + " must be a whole number in [" + least + ", " + most + "], but is "
                + quoted(given);
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= 100 ? text : text.substring(0, 100) + "...") + '"';
    }
}
