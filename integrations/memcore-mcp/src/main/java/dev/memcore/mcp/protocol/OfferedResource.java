package dev.memcore.mcp.protocol;

/** What a client reads about a resource; its contents are JSON. */
public record OfferedResource(String uri, String name, String title, String description) {}
