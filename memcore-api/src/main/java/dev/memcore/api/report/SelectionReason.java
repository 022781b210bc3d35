package dev.memcore.api.report;

/** Why a memory is part of an {@link ErasurePreview}. */
public enum SelectionReason {
    /** Its text, its keys, an attribute, its speaker or its source names the topic. */
    NAMED,
    /** It names the topic by a name that another memory gives for it. */
    ALIAS,
    /** An earlier version of it names the topic. */
    EARLIER_VERSION,
    /** It does not name the topic, but is relevant to it. */
    RELEVANT,
    /** It was derived from a selected memory, for example as a summary. */
    DERIVED
}
