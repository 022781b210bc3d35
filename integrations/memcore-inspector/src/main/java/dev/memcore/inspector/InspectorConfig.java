package dev.memcore.inspector;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.inspector.http.AccessTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an {@link Inspector}. By default: a port that the system chooses, a random token, no writes, all tenants
 * of the store, no clearances, and virtual threads that the inspector owns. Immutable.
 */
public final class InspectorConfig {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22,256}");
    private static final int MAX_PORT = 65_535;

    private final int port;
    private final String token;
    private final boolean writes;
    private final Set<String> tenants;
    private final Set<String> clearances;
    private final @Nullable Executor executor;

    private InspectorConfig(Builder from) {
        port = from.port;
        token = from.token == null ? AccessTokens.random() : from.token;
        writes = from.writes;
        tenants = Collections.unmodifiableSet(new TreeSet<>(from.tenants));
        clearances = Collections.unmodifiableSet(new TreeSet<>(from.clearances));
        executor = from.executor;
    }

    /** Returns the default configuration, with a new random token. */
    public static InspectorConfig ofDefaults() {
        return builder().build();
    }

    /** Creates a builder that contains the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the port, 0 to 65,535. With 0, the system chooses one; see {@link Inspector#port()}. */
    public int port() {
        return port;
    }

    /** Returns the token that every request for data must have. */
    public String token() {
        return token;
    }

    /** Returns whether the page may change the store. */
    public boolean writes() {
        return writes;
    }

    /** Returns the tenants that the page shows; if empty, all tenants of the store. */
    public Set<String> tenants() {
        return tenants;
    }

    /** Returns the labels that the page may show. */
    public Set<String> clearances() {
        return clearances;
    }

    /** Returns the executor that runs the requests, or null if the inspector creates one. */
    public @Nullable Executor executor() {
        return executor;
    }

    /** Builds a configuration. Not safe for use by several threads. */
    public static final class Builder {
        private int port;
        private @Nullable String token;
        private boolean writes;
        private Set<String> tenants = Set.of();
        private Set<String> clearances = Set.of();
        private @Nullable Executor executor;

        private Builder() {}

        /** Sets the port, 0 to 65,535. With 0, the default, the system chooses one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Sets the token: 22 to 256 letters, digits, hyphens and underscores. If not set, it has 256 random bits. */
        public Builder token(String token) {
            this.token = token;
            return this;
        }

        /** Sets whether the page may change the store; false by default. */
        public Builder writes(boolean allowed) {
            this.writes = allowed;
            return this;
        }

        /**
         * Sets the tenants that the page shows. If empty, the default, it shows all tenants. With tenants, the page has no
         * maintenance, because a run of maintenance shows and changes the memories of all tenants.
         */
        public Builder tenants(Collection<String> tenants) {
            this.tenants = Set.copyOf(tenants);
            return this;
        }

        /**
         * Sets the labels that the page may show; none by default. See {@link dev.memcore.api.Principal#clearances()}.
         */
        public Builder clearances(Collection<String> labels) {
            this.clearances = Set.copyOf(labels);
            return this;
        }

        /**
         * Sets the executor that runs the requests. It must run several tasks at the same time. {@link Inspector#close()} does
         * not close it. If not set, the inspector runs each request on a new virtual thread, and waits for them when it is
         * closed.
         */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT}, with all faults, if a part is out of its range
         */
        public InspectorConfig build() {
            List<String> faults = new ArrayList<>();
            if (port < 0 || port > MAX_PORT) {
                faults.add("port must lie in [0, " + MAX_PORT + "], but is " + port);
            }
            if (token != null && !TOKEN.matcher(token).matches()) {
                faults.add("token must have 22 to 256 characters from A-Z, a-z, 0-9, - and _, but has " + token.length()
                        + " characters");
            }
            if (tenants.stream().anyMatch(String::isBlank)) {
                faults.add("a tenant must not be blank");
            }
            if (!faults.isEmpty()) {
                throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, String.join("; ", faults));
            }
            return new InspectorConfig(this);
        }
    }
}
