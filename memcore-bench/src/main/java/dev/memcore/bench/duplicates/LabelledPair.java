package dev.memcore.bench.duplicates;

/**
 * A text and its edited version.
 *
 * @param source the data set of the text
 * @param text the original text
 * @param edited the changed text
 * @param edit the edit that was applied
 */
record LabelledPair(String source, String text, String edited, Edit edit) {}
