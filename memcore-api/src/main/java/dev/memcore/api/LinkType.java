package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a {@link Link}. The set is open: the constants are common types, and {@link #of} creates any other type.
 * Two types are equal if their names are equal.
 *
 * @param name 1 to 256 characters, without control characters
 */
public record LinkType(String name) implements Comparable<LinkType> {
    /** The target is the whole of which the source is a part. */
    public static final LinkType PARENT = new LinkType("parent");
    /** The target follows the source in time. */
    public static final LinkType NEXT = new LinkType("next");
    /** The target is similar to the source. */
    public static final LinkType SIMILAR = new LinkType("similar");
    /**
     * Both memories were used together. The relation is symmetric. Its validity starts with the common use that
     * determined its weight.
     */
    public static final LinkType CO_USE = new LinkType("coUse");
    /** The source mentions the target. */
    public static final LinkType MENTIONS = new LinkType("mentions");
    /** The source contradicts the target. */
    public static final LinkType CONTRADICTS = new LinkType("contradicts");
    /** The source supports the target. */
    public static final LinkType SUPPORTS = new LinkType("supports");
    /** The source depends on the target. */
    public static final LinkType DEPENDS_ON = new LinkType("dependsOn");
    /** The source caused the target. */
    public static final LinkType CAUSES = new LinkType("causes");
    /** The source evolved into the target. */
    public static final LinkType EVOLVES = new LinkType("evolves");

    /**
     * The source was derived from the target. Such links cannot be added: {@link MemoryView#walk} computes them from
     * {@link Observation#derivedFrom()}.
     */
    public static final LinkType DERIVED_FROM = new LinkType("derivedFrom");

    /**
     * The target replaced the source. Such links cannot be added: they are computed from {@link Memory#supersededBy()}.
     */
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

    /** Returns the type with a name, for example {@code LinkType.of("owns")}. */
    public static LinkType of(String name) {
        LinkType common = COMMON.get(Arguments.present(name, "link type"));
        return common == null ? new LinkType(name) : common;
    }

    /** Orders types by name. */
    @Override
    public int compareTo(LinkType other) {
        return name.compareTo(other.name);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
