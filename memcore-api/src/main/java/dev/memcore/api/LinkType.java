package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@link Link} says. The set is open: the constants are common types, and {@link #of} makes any other. Two types are equal if
 * their names are.
 *
 * @param name 1 to 256 characters, without control characters
 */
public record LinkType(String name) implements Comparable<LinkType> {
    /** To what it is a part of. */
    public static final LinkType PARENT = new LinkType("parent");
    /** To what came after it. */
    public static final LinkType NEXT = new LinkType("next");
    /** To something alike. */
    public static final LinkType SIMILAR = new LinkType("similar");
    /** To what it was used together with. Holds both ways; its validity begins with the co-use that gave it its weight. */
    public static final LinkType CO_USE = new LinkType("coUse");
    /** To what it speaks of. */
    public static final LinkType MENTIONS = new LinkType("mentions");
    /** To what it speaks against. */
    public static final LinkType CONTRADICTS = new LinkType("contradicts");
    /** To what it speaks for. */
    public static final LinkType SUPPORTS = new LinkType("supports");
    /** To what it needs. */
    public static final LinkType DEPENDS_ON = new LinkType("dependsOn");
    /** To what it brought about. */
    public static final LinkType CAUSES = new LinkType("causes");
    /** To what it developed into. */
    public static final LinkType EVOLVES = new LinkType("evolves");

    /**
     * To a source. Never added as a link: it is read from {@link Observation#derivedFrom()}, and shown by
     * {@link MemoryView#walk}.
     */
    public static final LinkType DERIVED_FROM = new LinkType("derivedFrom");

    /** To the memory that replaced it. Never added as a link: it is read from {@link Memory#supersededBy()}. */
    public static final LinkType SUPERSEDED_BY = new LinkType("supersededBy");

    private static final Map<String, LinkType> COMMON = Stream.of(
                    PARENT,
                    NEXT,
                    SIMILAR,
                    CO_USE,
                    MENTIONS,
                    CONTRADICTS,
                    SUPPORTS,
                    DEPENDS_ON,
                    CAUSES,
                    EVOLVES,
                    DERIVED_FROM,
                    SUPERSEDED_BY)
            .collect(Collectors.toUnmodifiableMap(LinkType::name, Function.identity()));

    /** Checks the name. */
    public LinkType {
        Arguments.name(name, "link type");
    }

    /** The type of a name, such as {@code LinkType.of("owns")}. */
    public static LinkType of(String name) {
        LinkType common = COMMON.get(Arguments.present(name, "link type"));
        return common == null ? new LinkType(name) : common;
    }

    /** Orders types by name. */
    @Override
    public int compareTo(LinkType other) {
        return name.compareTo(other.name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
