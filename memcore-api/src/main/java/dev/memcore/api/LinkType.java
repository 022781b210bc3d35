package dev.memcore.api;

/** Names of common types of {@link Link}. The set is open: any name of 1 to 256 characters is a type. */
public final class LinkType {
    /** To what it is a part of. */
    public static final String PARENT = "parent";
    /** To what came after it. */
    public static final String NEXT = "next";
    /** To something alike. */
    public static final String SIMILAR = "similar";
    /** To what it was used together with. Holds both ways; its validity begins with the co-use that gave it its weight. */
    public static final String CO_USE = "coUse";
    /** To what it speaks of. */
    public static final String MENTIONS = "mentions";
    /** To what it speaks against. */
    public static final String CONTRADICTS = "contradicts";
    /** To what it speaks for. */
    public static final String SUPPORTS = "supports";
    /** To what it needs. */
    public static final String DEPENDS_ON = "dependsOn";
    /** To what it brought about. */
    public static final String CAUSES = "causes";
    /** To what it developed into. */
    public static final String EVOLVES = "evolves";

    /**
     * To a source. Never added as a link: it is read from {@link Observation#derivedFrom()}, and shown by
     * {@link MemoryView#walk}.
     */
    public static final String DERIVED_FROM = "derivedFrom";

    /** To the memory that replaced it. Never added as a link: it is read from {@link Memory#supersededBy()}. */
    public static final String SUPERSEDED_BY = "supersededBy";

    private LinkType() {}
}
