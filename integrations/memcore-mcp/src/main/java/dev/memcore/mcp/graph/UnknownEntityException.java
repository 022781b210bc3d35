package dev.memcore.mcp.graph;

/** An entity does not exist. The message is that of the reference server. */
final class UnknownEntityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownEntityException(String name) {
        super("Entity with name " + name + " not found", null, false, false);
    }
}
