package dev.memcore.spi.model;

import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a language model is asked: the conversation so far, the tools that it may call, and the options of the call.
 *
 * @param messages the conversation, oldest first; at least one message
 * @param tools the tools that the model may call, with different names
 * @param options the options
 */
public record ModelRequest(List<ModelMessage> messages, List<ModelTool> tools, ModelOptions options) {
    /** Copies the lists. */
    public ModelRequest {
        messages = Arguments.list(messages, "messages");
        tools = Arguments.list(tools, "tools");
        Arguments.present(options, "options");
        Arguments.require(!messages.isEmpty(), "messages must not be empty");
        List<String> names = tools.stream().map(ModelTool::name).toList();
        Arguments.require(names.stream().distinct().count() == names.size(), "two tools have the same name: " + names);
    }

    /** Creates a builder without messages and tools, with the default options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a request. Not safe for use by several threads. */
    public static final class Builder {
        private final List<ModelMessage> messages = new ArrayList<>();
        private final List<ModelTool> tools = new ArrayList<>();
        private ModelOptions options = ModelOptions.ofDefaults();

        private Builder() {}

        /** Adds instructions. */
        public Builder system(String text) {
            return message(ModelMessage.of(Role.SYSTEM, text));
        }

        /** Adds a message of the user. */
        public Builder user(String text) {
            return message(ModelMessage.of(Role.USER, text));
        }

        /** Adds a message. */
        public Builder message(ModelMessage message) {
            messages.add(Arguments.present(message, "message"));
            return this;
        }

        /** Adds messages. */
        public Builder messages(Collection<ModelMessage> more) {
            messages.addAll(Arguments.elements(more, "messages"));
            return this;
        }

        /** Adds tools. */
        public Builder tools(Collection<ModelTool> more) {
            tools.addAll(Arguments.elements(more, "tools"));
            return this;
        }

        /** Sets the options. */
        public Builder options(ModelOptions given) {
            this.options = Arguments.present(given, "options");
            return this;
        }

        /** Builds the request. */
        public ModelRequest build() {
            return new ModelRequest(messages, tools, options);
        }
    }
}
