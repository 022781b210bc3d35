package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a memory: a tenant, and optionally a user and an agent of this tenant.
 *
 * <p>A memory is visible to a principal if and only if the tenants are equal, and every dimension (user, agent) that is
 * set on the memory equals the principal's. A memory without a user is shared by all users of its tenant; the same
 * holds for agents. A principal without a user cannot see any user's memories; the same holds for agents. So visibility
 * fails closed: {@code Scope.of("acme")} can see the memories that the tenant shares, and no user's memories.
 *
 * @param tenant the tenant, 1 to 256 characters; tenants are strictly isolated
 * @param user the user, or null if the tenant's users share the memory
 * @param agent the agent, or null if the agents share the memory
 */
public record Scope(
        String tenant, @Nullable String user, @Nullable String agent) {
    /** Checks the names: not blank, at most 256 characters, no control characters. */
    public Scope {
        Arguments.name(tenant, "tenant");
        Arguments.optionalName(user, "user");
        Arguments.optionalName(agent, "agent");
    }

    /** Returns the scope that all users and agents of a tenant share. */
    public static Scope of(String tenant) {
        return new Scope(tenant, null, null);
    }

    /** Returns the scope of one user, which all agents of this user share. */
    public static Scope of(String tenant, String user) {
        return new Scope(tenant, Arguments.present(user, "user"), null);
    }

    /** Returns this scope with a user. */
    public Scope withUser(String user) {
        return new Scope(tenant, Arguments.present(user, "user"), agent);
    }

    /** Returns this scope with an agent. */
    public Scope withAgent(String agent) {
        return new Scope(tenant, user, Arguments.present(agent, "agent"));
    }

    /** Returns whether memories of this scope are visible to a principal with the given scope. */
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
