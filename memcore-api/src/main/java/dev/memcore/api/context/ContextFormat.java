package dev.memcore.api.context;

/** The form of the text of a {@link Context}. */
public enum ContextFormat {
    /** Plain lines under the names of the sections. */
    TEXT,
    /** Markdown with a heading for each section and a list item for each line. */
    MARKDOWN,
    /** XML with an element for each section and each line. All texts are escaped. */
    XML
}
