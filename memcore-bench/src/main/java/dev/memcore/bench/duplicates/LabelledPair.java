package dev.memcore.bench.duplicates;

/**
 * A text and what an edit made of it.
 *
 * @param source the data set that the text is from
 * @param text the text as it is there
 * @param edited the changed text
 * @param edit what was changed
 */
record LabelledPair(String source, String text, String edited, Edit edit) {}
