package dev.memcore.mcp;

import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.spi.TokenCounter;
import dev.memcore.tools.ToolGroup;
import dev.memcore.tools.ToolLimits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an MCP server offers, and to whom. Immutable. A {@link #builder builder} creates configurations:
 *
 * {@snippet :
 * McpServerConfig config = McpServerConfig.builder()
 *         .token(System.getenv("MEMCORE_TOKEN"), Scope.of("acme", "alice"))
 *         .build();
 * }
 *
 * <p>A client acts for one principal: over stdio for {@link Builder#principal}, over HTTP for the principal of its token. No message
 * of a client can name another one.
 */
public final class McpServerConfig {
    /** The least number of characters of a token. */
    public static final int LEAST_TOKEN_CHARS = 16;

    /** The default number of bytes of the largest message: {@value}. */
    public static final int DEFAULT_MESSAGE_BYTES = 4 << 20;

    private static final int LEAST_MESSAGE_BYTES = 1_000;
    private static final int MOST_MESSAGE_BYTES = 1_000_000_000;
    private static final ToolLimits LIMITS = ToolLimits.ofDefaults().withResultTokens(8_000);

    final @Nullable Principal principal;
    final Map<String, Principal> tokens;
    final int port;
    final ToolGroup[] groups;
    final boolean knowledgeGraph;
    final boolean readOnly;
    final ToolLimits limits;
    final TokenCounter counter;
    final ZoneId zone;
    final int messageBytes;

    private McpServerConfig(Builder from) {
        principal = from.principal;
        tokens = Map.copyOf(from.tokens);
        port = from.port;
        groups = from.groups.clone();
        knowledgeGraph = from.knowledgeGraph;
        readOnly = from.readOnly;
        limits = from.limits;
        counter = from.counter;
        zone = from.zone;
        messageBytes = from.messageBytes;
    }

    /** Creates a builder. It needs a principal for stdio, and at least one token for HTTP. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Builds a configuration. By default: the tools of {@link ToolGroup#STANDARD}, a free port, results of at most 8,000 tokens of
     * {@link TokenCounter#approximate()}, dates in UTC, messages of at most 4 MiB. Not safe for use by several threads.
     */
    public static final class Builder {
        private @Nullable Principal principal;
        private final Map<String, Principal> tokens = new LinkedHashMap<>();
        private int port;
        private ToolGroup[] groups = {ToolGroup.STANDARD};
        private boolean knowledgeGraph;
        private boolean readOnly;
        private ToolLimits limits = LIMITS;
        private TokenCounter counter = TokenCounter.approximate();
        private ZoneId zone = ZoneOffset.UTC;
        private int messageBytes = DEFAULT_MESSAGE_BYTES;

        private Builder() {}

        /** Sets the scope of the client over stdio, without clearances. */
        public Builder scope(Scope scope) {
            return principal(Principal.of(scope));
        }

        /** Sets the principal of the client over stdio. */
        public Builder principal(Principal principal) {
            this.principal = Arguments.present(principal, "principal");
            return this;
        }

        /** Adds a client over HTTP, without clearances. See {@link #token(String, Principal)}. */
        public Builder token(String token, Scope scope) {
            return token(token, Principal.of(scope));
        }

        /**
         * Adds a client over HTTP.
         *
         * @param token what the client sends as {@code Authorization: Bearer TOKEN}: {@value #LEAST_TOKEN_CHARS} to 1,000 visible
         *     ASCII characters that nobody can guess, for example 32 random bytes in hexadecimal
         * @param principal for whom the client acts
         */
        public Builder token(String token, Principal principal) {
            tokens.put(Arguments.present(token, "token"), Arguments.present(principal, "principal"));
            return this;
        }

        /** Sets the port of the HTTP server, 0 to 65,535; 0 takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Sets the groups of tools, in place of {@link ToolGroup#STANDARD}; not {@link ToolGroup#CONTEXT}. */
        public Builder groups(ToolGroup... groups) {
            Arguments.set(groups, "groups");
            this.groups = groups.clone();
            return this;
        }

        /**
         * Sets whether the server offers the tools of the reference server {@code memory} in place of others: entities, relations and
         * observations, with the same names and schemas. By default it does not.
         */
        public Builder knowledgeGraph(boolean offered) {
            this.knowledgeGraph = offered;
            return this;
        }

        /** Sets whether the server offers only tools that change nothing. By default it offers all. */
        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        /** Sets the limits of calls. */
        public Builder limits(ToolLimits limits) {
            this.limits = Arguments.present(limits, "limits");
            return this;
        }

        /** Sets the counter of tokens for {@link ToolLimits#resultTokens()}. */
        public Builder counter(TokenCounter counter) {
            this.counter = Arguments.present(counter, "counter");
            return this;
        }

        /** Sets the time zone of dates in arguments and results. */
        public Builder zone(ZoneId zone) {
            this.zone = Arguments.present(zone, "zone");
            return this;
        }

        /** Sets the largest message in bytes, 1,000 to 1,000,000,000. */
        public Builder messageBytes(int bytes) {
            this.messageBytes = bytes;
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws dev.memcore.api.error.MemoryException {@link dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} with all faults:
         *     neither a principal nor a token, a token that is too short, a port or a size out of range, the group {@link
         *     ToolGroup#CONTEXT}. The message never contains a token
         */
        public McpServerConfig build() {
            List<String> faults = new ArrayList<>();
            if (principal == null && tokens.isEmpty()) {
                faults.add("there is neither a principal for stdio nor a token for HTTP");
            }
            tokens.forEach((token, client) -> check(token, client, faults));
            if (port < 0 || port > 65_535) {
                faults.add("port must be 0 to 65,535, but is " + port);
            }
            if (messageBytes < LEAST_MESSAGE_BYTES || messageBytes > MOST_MESSAGE_BYTES) {
                faults.add("messageBytes must be " + LEAST_MESSAGE_BYTES + " to " + MOST_MESSAGE_BYTES + ", but is "
                        + messageBytes);
            }
            if (groups.length == 0 || List.of(groups).contains(ToolGroup.CONTEXT)) {
                faults.add("groups must not be empty, and not contain CONTEXT, which needs a session");
            }
            if (!faults.isEmpty()) {
                throw Arguments.invalid(String.join("; ", faults));
            }
            return new McpServerConfig(this);
        }

        private static void check(String token, Principal client, List<String> faults) {
            if (token.length() < LEAST_TOKEN_CHARS || token.length() > 1_000) {
                faults.add("the token of " + client.scope() + " must have " + LEAST_TOKEN_CHARS
                        + " to 1,000 characters, but has " + token.length());
            }
            if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                faults.add("the token of " + client.scope() + " must have visible ASCII characters only");
            }
        }
    }
}
