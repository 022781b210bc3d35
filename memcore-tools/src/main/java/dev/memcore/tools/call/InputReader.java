package dev.memcore.tools.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the arguments of a call from JSON, and checks them against the parameters of the tool. Rejects anything else than one
 * JSON object of the declared arguments: other names, other types, values out of range, duplicate names, deep nesting, numbers
 * that JSON does not have, trailing text. Safe for any number of threads.
 */
public final class InputReader {
    /** No argument is nested deeper than a list in an object; the rest is room for a clear message. */
    private static final int MOST_NESTING = 8;

    private static final int MOST_DIGITS = 100;

    private final int mostChars;
    private final JsonMapper mapper;

    /** Creates a reader of arguments with at most {@code mostChars} characters of JSON. */
    public InputReader(int mostChars) {
        this.mostChars = mostChars;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MOST_NESTING)
                .maxNumberLength(MOST_DIGITS)
                .maxStringLength(mostChars)
                .maxNameLength(mostChars)
                .build();
        mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * Returns the checked arguments.
     *
     * @param json a JSON object; a blank text means an object without members
     * @throws ToolFailure if the arguments are not valid; the message says why
     */
    public ToolInput read(Tool tool, String json) {
        if (json.length() > mostChars) {
            throw new ToolFailure(
                    "The arguments have " + json.length() + " characters; the limit is " + mostChars + ".");
        }
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : parse(json).properties()) {
            Parameter parameter = declared(tool, member.getKey());
            if (!member.getValue().isNull() || parameter.required()) {
                values.put(parameter.name(), new ArgumentCheck(parameter).value(member.getValue()));
            }
        }
        List<String> missing = tool.parameters().stream()
                .filter(parameter -> parameter.required() && !values.containsKey(parameter.name()))
                .map(Parameter::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new ToolFailure("Required arguments are missing: " + String.join(", ", missing) + ".");
        }
        return new ToolInput(values);
    }

    private JsonNode parse(String json) {
        try {
            JsonNode root = mapper.readTree(json.isBlank() ? "{}" : json);
            if (root == null || !root.isObject()) {
                throw new ToolFailure("The arguments must be a JSON object, but are " + ArgumentCheck.type(root) + ".");
            }
            return root;
        } catch (JsonProcessingException e) {
            String reason = Objects.toString(e.getOriginalMessage(), "")
                    .lines()
                    .findFirst()
                    .orElse("");
            throw new ToolFailure("The arguments are not valid JSON: " + ShownValue.cut(reason) + at(e));
        }
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? "."
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ").";
    }

    private static Parameter declared(Tool tool, String name) {
        List<String> names = tool.parameters().stream().map(Parameter::name).toList();
        return tool.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ToolFailure("Unknown argument " + ShownValue.of(name) + ". " + tool.name()
                        + (names.isEmpty()
                                ? " has no arguments."
                                : " has these arguments: " + String.join(", ", NameDistance.closestFirst(name, names))
                                        + ".")));
    }
}
