package dev.memcore.tools.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.MemoryException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the value of one argument against its parameter. */
final class ArgumentCheck {
    private final Parameter parameter;

    ArgumentCheck(Parameter parameter) {
        this.parameter = parameter;
    }

    /** The value as a text, a whole number, a truth value or a list. */
    Object value(JsonNode node) {
        return switch (parameter.type()) {
            case TEXT, CHOICE -> text(node, "");
            case INTEGER -> integer(node, "");
            case FLAG -> {
                require(node.isBoolean(), "must be true or false", node, "");
                yield node.booleanValue();
            }
            case TEXTS -> {
                List<Object> texts = list(node, this::text);
                require(
                        texts.size() <= parameter.items(),
                        "must have at most " + parameter.items() + " elements",
                        node,
                        "");
                yield texts;
            }
            case INTEGERS -> {
                List<Object> numbers = list(node, this::integer);
                require(numbers.size() == parameter.items(), "must have " + parameter.items() + " elements", node, "");
                yield numbers;
            }
        };
    }

    private String text(JsonNode node, String element) {
        require(node.isTextual(), "must be a text", node, element);
        String text = node.textValue();
        List<String> choices = parameter.choices();
        if (!choices.isEmpty() && !choices.contains(text)) {
            throw failure("must be one of " + String.join(", ", choices) + ", but is " + ShownValue.of(text), element);
        }
        if (parameter.least() > 0 && text.isBlank()) {
            throw failure("must not be blank", element);
        }
        if (text.length() > parameter.most()) {
            throw failure("has " + text.length() + " characters; the limit is " + parameter.most(), element);
        }
        try {
            return Arguments.wellFormed(text, "it");
        } catch (MemoryException e) {
            throw failure("has an unpaired surrogate, so it is not valid Unicode", element);
        }
    }

    private Integer integer(JsonNode node, String element) {
        require(node.isNumber(), "must be a whole number", node, element);
        BigDecimal value = node.decimalValue();
        boolean inRange = value.compareTo(BigDecimal.valueOf(parameter.least())) >= 0
                && value.compareTo(BigDecimal.valueOf(parameter.most())) <= 0;
        require(
                inRange && value.stripTrailingZeros().scale() <= 0,
                "must be a whole number from " + parameter.least() + " to " + parameter.most(),
                node,
                element);
        return value.intValueExact();
    }

    private List<Object> list(JsonNode node, Element element) {
        require(node.isArray(), "must be a list", node, "");
        List<Object> values = new ArrayList<>();
        for (JsonNode item : node) {
            values.add(element.read(item, "Element " + (values.size() + 1) + " of "));
        }
        return values;
    }

    private void require(boolean holds, String rule, JsonNode node, String element) {
        if (!holds) {
            String shown = node.isValueNode() && !node.isNull() ? ": " + ShownValue.of(node.asText()) : "";
            throw failure(rule + ", but is " + type(node) + shown, element);
        }
    }

    private ToolFailure failure(String problem, String element) {
        String argument = element.isEmpty() ? "Argument" : element + "argument";
        return new ToolFailure(argument + " '" + parameter.name() + "' " + problem + ".");
    }

    /** The JSON type of a value, in words. */
    static String type(@Nullable JsonNode node) {
        if (node == null) {
            return "missing";
        }
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list of " + node.size() + " elements";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "missing";
        };
    }

    /** Reads an element of a list. */
    private interface Element {
        Object read(JsonNode item, String element);
    }
}
