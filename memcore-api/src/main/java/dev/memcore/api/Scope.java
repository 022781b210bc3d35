package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * Whose memory it is: a tenant, and within it a user and an agent, each optional.
 *
 * <p>A memory is visible to a reader if and only if the tenants are equal and every dimension that is set on the memory
 * equals the reader's. A dimension left out on a memory means "shared along it"; a dimension left out on a reader opens
 * nothing. So visibility fails closed: {@code Scope.of("acme")} sees what the tenant shares, and no user's memories.
 *
 * @param tenant the wall that nothing crosses; 1 to 256 characters
 * @param user whose memory it is, or null: shared by the tenant's users
 * @param agent which agent keeps it, or null: shared by the agents
 */
public record Scope(
        String tenant, @Nullable String user, @Nullable String agent) {
    /** Checks the names: not blank, at most 256 characters, no control characters. */
    public Scope {
        Arguments.name(tenant, "tenant");
        Arguments.optionalName(user, "user");
        Arguments.optionalName(agent, "agent");
    }

    /** The scope that all of a tenant's users and agents share. */
    public static Scope of(String tenant) {
        return new Scope(tenant, null, null);
    }

    /** The scope of one user, shared by the agents that serve this user. */
    public static Scope of(String tenant, String user) {
        return new Scope(tenant, Arguments.present(user, "user"), null);
    }

    /** This scope, for one user. */
    public Scope withUser(String user) {
        return new Scope(tenant, Arguments.present(user, "user"), agent);
    }

    /** This scope, for one agent. */
    public Scope withAgent(String agent) {
        return new Scope(tenant, user, Arguments.present(agent, "agent"));
    }

    /** Whether what is kept under this scope is visible to a reader of the given scope. */
    public boolean visibleTo(Scope reader) {
        return tenant.equals(Arguments.present(reader, "reader").tenant)
                && (user == null || user.equals(reader.user))
                && (agent == null || agent.equals(reader.agent));
    }

    @Override
    public String toString() {
        return tenant + (user == null ? "" : "/user=" + user) + (agent == null ? "" : "/agent=" + agent);
    }
}
